import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '#shared/domain/instant';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { type HeldLock, holdLock } from '../database/file-lock';
import { readOpenMarkers } from '../database/open-marker';
import { preparedInsert } from '../database/prepared-insert';
import { hasEnded, secondsSince, thisProcess } from '../database/process-identity';
import { lease } from '../schema';
import type { LeaseRepository } from '../store';

/** No lease lasts longer, whatever a clock says: ten minutes, far beyond any cycle. */
const LONGEST_LEASE = 600;

/** How long a lock without a row is waited for: its owner is just giving it back. */
const GIVING_BACK_MS = 500;

/** What stands in the column `owner`. Version 0.1 wrote the bare owner: then the process is null. */
const holderSchema = z.object({
  owner: z.string(),
  process: z
    .object({
      pid: z.number(),
      startedAt: z.string().nullable(),
      boot: z.string().nullable(),
      uptime: z.number(),
    })
    .nullable(),
  /** Whether the process also holds the lock beside the file, which tells that it is alive. */
  locked: z.boolean(),
  /** For how long the lease was taken. */
  seconds: z.number(),
});

type Holder = z.infer<typeof holderSchema>;

type Row = typeof lease.$inferSelect;

/**
 * Rights that one process holds for a while. A lease is a row, with the process that took it, and a lock beside
 * `file` that the system takes back when that process ends: a dead owner, or one that could not delete its row
 * on a full disk, loses the lease at once. What lives keeps it over any step of the clock, for its own length of
 * real time and never longer than `LONGEST_LEASE`. In memory (`file` null) only the times count.
 */
export function leaseRepository(db: Drizzle, file: string | null): LeaseRepository & { letGo(): void } {
  const locks = new Map<string, { readonly lock: HeldLock; owner: string }>();

  /** Takes the lock of a lease unless this store has it already; false while another has it, and in memory. */
  const lockFor = (name: string, owner: string, waitMs = 0): boolean => {
    const held = locks.get(name);
    if (held !== undefined) {
      held.owner = owner;
      return true;
    }
    const lock = file === null ? null : holdLock(`${file}-lease-${name}`, waitMs);
    if (lock !== null) {
      locks.set(name, { lock, owner });
    }
    return lock !== null;
  };
  const row = db
    .select()
    .from(lease)
    .where(eq(lease.name, sql.placeholder('name')))
    .prepare();
  const write = preparedInsert(db, lease, { replace: [lease.name] });
  const erase = db
    .delete(lease)
    .where(eq(lease.name, sql.placeholder('name')))
    .prepare();
  const unlock = (name: string): void => {
    locks.get(name)?.lock.release();
    locks.delete(name);
  };

  const isFree = (current: Row, holder: Holder, owner: string, now: Instant): boolean => {
    const left = current.until - now;
    const isOver = left <= 0 || left > LONGEST_LEASE;
    if (file === null || locks.has(current.name)) {
      return isOver;
    }
    if (holder.process === null) {
      return isOver || !isOpenElsewhere(file);
    }
    if (holder.locked ? lockFor(current.name, owner) : hasEnded(holder.process)) {
      return true;
    }
    const since = secondsSince(holder.process);
    return since === null ? isOver : since >= holder.seconds;
  };

  return {
    async take(name, owner, now, until) {
      const seconds = Math.min(until - now, LONGEST_LEASE);
      const hadLock = locks.has(name);
      try {
        return db.transaction(() => {
          const current = row.get({ name });
          const holder = current === undefined ? null : holderOf(current);
          const isForeign = holder !== null && holder.owner !== owner;
          if (current !== undefined && isForeign && !isFree(current, holder, owner, now)) {
            return false;
          }
          const locked = lockFor(name, owner, isForeign ? 0 : GIVING_BACK_MS);
          const mine: Holder = { owner, process: thisProcess(), locked, seconds };
          write({ name, owner: JSON.stringify(mine), until: now + seconds });
          return true;
        }, IMMEDIATE);
      } catch (error) {
        if (!hadLock) {
          unlock(name);
        }
        throw error;
      }
    },
    async release(name, owner) {
      try {
        const current = row.get({ name });
        if (current !== undefined && holderOf(current).owner === owner) {
          erase.run({ name });
        }
      } finally {
        // Also when the row could not be deleted: without its lock it holds nobody up.
        if (locks.get(name)?.owner === owner) {
          unlock(name);
        }
      }
    },
    letGo() {
      for (const name of [...locks.keys()]) {
        unlock(name);
      }
    },
  };
}

function isOpenElsewhere(file: string): boolean {
  return readOpenMarkers(file).openIn.some((pid) => pid !== process.pid);
}

function holderOf({ owner }: Row): Holder {
  try {
    return holderSchema.parse(JSON.parse(owner));
  } catch {
    return { owner, process: null, locked: false, seconds: 0 };
  }
}
