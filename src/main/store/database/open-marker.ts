import { readdirSync, rmSync, statSync } from 'node:fs';
import { uptime } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CANNOT_LOCK, holdLock, probeLock } from './file-lock';
import { isAlive } from './process-identity';
import { StoreError } from './store-error';

/** Seconds by which the computer's time may have been set since it started; for markers of version 0.1 only. */
const CLOCK_SLACK = 60;

/** How many names of one process are tried: it has a store or two open, and some jobs. */
const MOST_OF_ONE_PROCESS = 1_000;

/**
 * A small locked file beside the database that says "this process has it open". The system gives the lock
 * back when the process ends: left behind and not locked, the file tells of a crash.
 */
export interface OpenMarker {
  /** Removes the marker: the database was closed as it should be. */
  remove(): void;
  /** Leaves the file without its lock for the next start, so that it looks for damage. */
  leave(): void;
}

/** What the markers beside a database tell. */
export interface MarkerFindings {
  /** Process numbers of those that have it open, this process among them. */
  readonly openIn: readonly number[];
  /** Markers of processes that ended without closing it. */
  readonly abandoned: readonly string[];
}

/**
 * Sets a marker for whoever opens `file` next. Only under the gate (`takeGate`), so that nobody takes the new
 * file for one that was left behind. Throws when the folder cannot be written or its disk cannot lock.
 */
export function setOpenMarker(file: string): OpenMarker {
  for (let number = 1; number <= MOST_OF_ONE_PROCESS; number += 1) {
    const path = `${file}-open-${process.pid}-${number}.lock`;
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) {
      continue;
    }
    const lock = holdLock(path);
    if (lock === null) {
      // Nobody else knows the file: a lock that is refused here is none that works.
      throw new StoreError(CANNOT_LOCK, null);
    }
    return { remove: () => lock.release(), leave: () => lock.release({ keepFile: true }) };
  }
  throw new Error('This process has the data open too often.');
}

/** Reads the markers beside `file`: asked is the lock, which knows neither clocks nor process numbers. */
export function readOpenMarkers(file: string): MarkerFindings {
  const folder = dirname(file);
  const prefix = `${basename(file)}-open-`;
  const abandoned: string[] = [];
  const openIn: number[] = [];
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    const path = join(folder, name);
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (isHeld(path, pid)) {
      openIn.push(pid);
    } else {
      abandoned.push(path);
    }
  }
  return { openIn, abandoned };
}

/** Removes markers whose crash has been dealt with. */
export function clearMarkers(paths: readonly string[]): void {
  for (const path of paths) {
    rmSync(path, { force: true });
  }
}

function isHeld(path: string, pid: number): boolean {
  if (!path.endsWith('.lock')) {
    return pid !== process.pid && isOfThisBoot(path) && isAlive(pid);
  }
  const found = probeLock(path);
  // A marker of another user that may not be opened: what is left is whether such a process is there.
  return found === 'unknown' ? isAlive(pid) : found === 'held';
}

// Version 0.1 set empty markers without a lock: one that still runs is not to lose its file while this one starts.
function isOfThisBoot(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  const bootedAt = performance.timeOrigin / 1000 + process.uptime() - uptime();
  return stats !== undefined && stats.mtimeMs / 1000 >= bootedAt - CLOCK_SLACK;
}
