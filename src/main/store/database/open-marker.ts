import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { basename, dirname, join } from 'node:path';

const ours = new Set<string>();
let opened = 0;

/** Seconds by which the computer's time may have been set since it started. */
const CLOCK_SLACK = 60;

/** A small file beside the database that says "this process has it open". Left behind, it tells of a crash. */
export interface OpenMarker {
  /** Removes the marker: the database was closed as it should be. */
  remove(): void;
  /** Leaves it for the next start, so that it looks for damage. */
  leave(): void;
}

/** What the markers beside a database tell. */
export interface MarkerFindings {
  /** Another process that is still alive has it open. */
  readonly openElsewhere: boolean;
  /** Markers of processes that ended without closing it. */
  readonly abandoned: readonly string[];
}

/** Sets this process' marker. Throws when the folder cannot be written. */
export function setOpenMarker(file: string): OpenMarker {
  opened += 1;
  const path = `${file}-open-${process.pid}-${opened}`;
  writeFileSync(path, '', { mode: 0o600 });
  ours.add(path);
  return {
    remove() {
      ours.delete(path);
      rmSync(path, { force: true });
    },
    leave() {
      ours.delete(path);
    },
  };
}

/** Reads the markers beside `file`. What was set before the computer started is abandoned. */
export function readOpenMarkers(file: string): MarkerFindings {
  const folder = dirname(file);
  const prefix = `${basename(file)}-open-`;
  const abandoned: string[] = [];
  let openElsewhere = false;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) {
      continue;
    }
    const path = join(folder, name);
    if (ours.has(path)) {
      continue;
    }
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (pid !== process.pid && isOfThisBoot(path) && isAlive(pid)) {
      openElsewhere = true;
    } else {
      abandoned.push(path);
    }
  }
  return { openElsewhere, abandoned };
}

/** Removes markers whose crash has been dealt with. */
export function clearMarkers(paths: readonly string[]): void {
  for (const path of paths) {
    rmSync(path, { force: true });
  }
}

// The number of a process that was cut off by a power loss soon belongs to another one. Compared is what the
// file system says, so that the computer's own time is asked and not the app's clock, which may be set by hand.
function isOfThisBoot(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  const bootedAt = performance.timeOrigin / 1000 + process.uptime() - uptime();
  return stats !== undefined && stats.mtimeMs / 1000 >= bootedAt - CLOCK_SLACK;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
