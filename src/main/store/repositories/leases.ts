import { and, eq } from 'drizzle-orm';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { lease } from '../schema';
import type { LeaseRepository } from '../store';

/** Rights that one process holds for a while. A lease that ran out belongs to whoever asks first. */
export function leaseRepository(db: Drizzle): LeaseRepository {
  return {
    async take(name, owner, now, until) {
      return db.transaction((tx) => {
        const current = tx.select().from(lease).where(eq(lease.name, name)).get();
        if (current !== undefined && current.owner !== owner && current.until > now) {
          return false;
        }
        tx.insert(lease)
          .values({ name, owner, until })
          .onConflictDoUpdate({ target: lease.name, set: { owner, until } })
          .run();
        return true;
      }, IMMEDIATE);
    },
    async release(name, owner) {
      db.delete(lease)
        .where(and(eq(lease.name, name), eq(lease.owner, owner)))
        .run();
    },
  };
}
