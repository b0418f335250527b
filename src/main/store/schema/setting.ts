import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Job } from '../learned';

/** What the person prefers or told, as JSON by key; what the app learned has tables. Never a secret. */
export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** When the app last did a job of its own. */
export const jobRun = sqliteTable('job_run', {
  job: text('job').$type<Job>().primaryKey(),
  ranAt: integer('ran_at').notNull(),
});

/** Rights that one process holds for a while, such as running cycles. */
export const lease = sqliteTable('lease', {
  name: text('name').primaryKey(),
  owner: text('owner').notNull(),
  until: integer('until').notNull(),
});
