import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '#main/clock';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './private-file';

/** Between two looks at a lock that somebody else holds. */
const LOOK_MS = 15;
/** A change of a small file takes milliseconds: a lock that stays the same for this long was left behind. */
const LEFT_BEHIND_MS = 4_000;
/** After this long the caller is told that the file is busy. */
const PATIENCE_MS = 15_000;

/**
 * Does `work` while no other process that asks for the same lock does its own: a lock file, made in one step, says
 * who is at it. One of a process that has ended, or that never changes, is taken over; no wall clock is asked. Answers
 * null when others held it all the time. Throws what the file system says, and what `work` throws.
 */
export async function withFileLock<T>(
  lockFile: string,
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | null> {
  await mkdir(dirname(lockFile), { recursive: true, mode: PRIVATE_FOLDER });
  const mine = `${process.pid} ${randomUUID()}`;
  if (!(await acquire(lockFile, mine, clock))) return null;
  try {
    return { value: await work() };
  } finally {
    // Somebody who took it over by mistake keeps it.
    if ((await holderOf(lockFile)) === mine) await rm(lockFile, { force: true });
  }
}

async function acquire(lockFile: string, mine: string, clock: Pick<Clock, 'monotonic' | 'sleep'>): Promise<boolean> {
  const began = clock.monotonic();
  let seen: string | null = null;
  let seenSince = began;
  while (clock.monotonic() - began < PATIENCE_MS) {
    if (await make(lockFile, mine)) return true;
    const holder = await holderOf(lockFile);
    if (holder !== seen) {
      seen = holder;
      seenSince = clock.monotonic();
    }
    const isLeft = clock.monotonic() - seenSince > LEFT_BEHIND_MS;
    if (holder !== null && (isLeft || hasEnded(holder))) await takeAway(lockFile, holder);
    else await clock.sleep(LOOK_MS);
  }
  return false;
}

async function make(lockFile: string, mine: string): Promise<boolean> {
  try {
    const handle = await open(lockFile, 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(mine);
    } catch (error) {
      // A full disk takes the file's name and not what is in it.
      await rm(lockFile, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when the lock is gone. A lock that is just being written is the empty text. */
async function holderOf(lockFile: string): Promise<string | null> {
  return readFile(lockFile, 'utf8').catch(() => null);
}

/** Renamed first, so that of two who see the same dead owner only one takes the lock away, and a new one is put back. */
async function takeAway(lockFile: string, holder: string): Promise<void> {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, aside);
  } catch {
    return;
  }
  if ((await holderOf(aside)) === holder) await rm(aside, { force: true });
  else await rename(aside, lockFile).catch(() => undefined);
}

function hasEnded(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
