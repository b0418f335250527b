import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { preparedInsert } from '../database/prepared-insert';
import type { FactRepository } from '../measured';
import { deployment, foundStore, project } from '../schema';

/** What providers tell besides samples: projects, deployments, stores that were found. */
export function factRepository(db: Drizzle): FactRepository {
  const writeDeployment = preparedInsert(db, deployment, {
    replace: [deployment.connectionId, deployment.deploymentId],
  });
  const stores = db
    .select()
    .from(foundStore)
    .orderBy(foundStore.connectionId, foundStore.name, foundStore.storeId)
    .prepare();
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
      db.transaction(() => {
        for (const one of deployments) {
          writeDeployment(one);
        }
      }, IMMEDIATE);
    },
    async stores() {
      return stores.all();
    },
    /** Replaces what was known: a store that the provider no longer lists is gone. Of one that comes twice the first stays. */
    async saveStores(connectionId, stores) {
      db.transaction((tx) => {
        tx.delete(foundStore).where(eq(foundStore.connectionId, connectionId)).run();
        for (const one of stores) {
          tx.insert(foundStore)
            .values({ ...one, connectionId })
            .onConflictDoNothing()
            .run();
        }
      }, IMMEDIATE);
    },
  };
}
