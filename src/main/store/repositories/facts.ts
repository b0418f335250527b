import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { FactRepository } from '../measured';
import { deployment, foundStore, project } from '../schema';

/** What providers tell besides samples: projects, deployments, stores that were found. */
export function factRepository(db: Drizzle): FactRepository {
  return {
    async projects(connectionId) {
      return db
        .select()
        .from(project)
        .where(connectionId === undefined ? undefined : eq(project.connectionId, connectionId))
        .orderBy(project.connectionId, project.name, project.projectId)
        .all();
    },
    async saveProjects(projects) {
      db.transaction((tx) => {
        for (const one of projects) {
          tx.insert(project)
            .values(one)
            .onConflictDoUpdate({ target: [project.connectionId, project.projectId], set: { name: one.name } })
            .run();
        }
      }, IMMEDIATE);
    },
    async deployments(range, connectionId) {
      return db
        .select()
        .from(deployment)
        .where(
          and(
            gte(deployment.createdAt, range.start),
            lt(deployment.createdAt, range.end),
            connectionId === undefined ? undefined : eq(deployment.connectionId, connectionId),
          ),
        )
        .orderBy(desc(deployment.createdAt), deployment.deploymentId)
        .all();
    },
    async saveDeployments(deployments) {
      db.transaction((tx) => {
        for (const one of deployments) {
          tx.insert(deployment)
            .values(one)
            .onConflictDoUpdate({ target: [deployment.connectionId, deployment.deploymentId], set: one })
            .run();
        }
      }, IMMEDIATE);
    },
    async stores() {
      return db.select().from(foundStore).orderBy(foundStore.connectionId, foundStore.name, foundStore.storeId).all();
    },
    /** Replaces what was known: a store that the provider no longer lists is gone. */
    async saveStores(connectionId, stores) {
      db.transaction((tx) => {
        tx.delete(foundStore).where(eq(foundStore.connectionId, connectionId)).run();
        for (const one of stores) {
          tx.insert(foundStore)
            .values({ ...one, connectionId })
            .run();
        }
      }, IMMEDIATE);
    },
  };
}
