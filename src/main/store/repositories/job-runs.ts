import { eq } from 'drizzle-orm';
import type { Drizzle } from '../database/drizzle';
import type { JobRunRepository } from '../learned';
import { jobRun } from '../schema';

/** When the app last did its own jobs. */
export function jobRunRepository(db: Drizzle): JobRunRepository {
  return {
    async last(job) {
      return db.select().from(jobRun).where(eq(jobRun.job, job)).get()?.ranAt ?? null;
    },
    async keep(job, at) {
      db.insert(jobRun)
        .values({ job, ranAt: at })
        .onConflictDoUpdate({ target: jobRun.job, set: { ranAt: at } })
        .run();
    },
  };
}
