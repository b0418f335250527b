import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { connection } from './connection';

/** Deployments, kept as markers for charts and as causes for changes. */
export const deployment = sqliteTable(
  'deployment',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    deploymentId: text('deployment_id').notNull(),
    projectId: text('project_id').notNull(),
    name: text('name').notNull(),
    state: text('state').notNull(),
    target: text('target'),
    createdAt: integer('created_at').notNull(),
    buildingAt: integer('building_at'),
    readyAt: integer('ready_at'),
    url: text('url'),
    inspectorUrl: text('inspector_url'),
    commit: text('commit_sha'),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.deploymentId] }),
    index('deployment_by_time').on(table.createdAt),
  ],
);
