import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Connection } from '#shared/domain/connection';
import type { FoundStore } from '#shared/domain/project';

/** Accounts and stores that Headroom watches. Holds nothing secret: credentials live in the keychain. */
export const connection = sqliteTable('connection', {
  id: text('id').primaryKey(),
  provider: text('provider').notNull(),
  title: text('title').notNull(),
  settings: text('settings', { mode: 'json' }).$type<Connection['settings']>().notNull(),
  billing: text('billing', { mode: 'json' }).$type<Connection['billing']>(),
  billingAnchorDay: integer('billing_anchor_day'),
  billingAnchorZone: text('billing_anchor_zone'),
  expiresAt: integer('expires_at'),
  createdAt: integer('created_at').notNull(),
  /** What a monitor keeps between cycles, such as the last reading of a counter. */
  cursors: text('cursors', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
});

/** Projects of a connection, by the provider's own id. */
export const project = sqliteTable(
  'project',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    projectId: text('project_id').notNull(),
    name: text('name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.projectId] })],
);

/** Stores found on an account: what they are, and what they still need before they can be watched. */
export const foundStore = sqliteTable(
  'found_store',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    storeId: text('store_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<FoundStore['kind']>().notNull(),
    host: text('host').notNull(),
    plan: text('plan'),
    status: text('status'),
    quotaExceeded: integer('quota_exceeded', { mode: 'boolean' }).notNull(),
    variables: text('variables', { mode: 'json' }).$type<FoundStore['variables']>().notNull(),
    needs: text('needs').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.storeId] })],
);
