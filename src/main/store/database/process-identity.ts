import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/**
 * What tells one process from all others, also from one that later gets its number. Linux says it all; macOS
 * the start (`ps`); Windows nothing beyond the number, so that a reused number passes for the old process.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words, which a set clock does not change; null where nobody says. */
  readonly startedAt: string | null;
  /** The run of the computer, its name and the space in which process numbers count; null where nobody says. */
  readonly boot: string | null;
  /** Seconds since the computer started, at the moment of asking: runs on whatever becomes of the clock. */
  readonly uptime: number;
}

let own: Omit<ProcessIdentity, 'uptime'> | null = null;

/** This process, now. */
export function thisProcess(): ProcessIdentity {
  own ??= { pid: process.pid, startedAt: startOf(process.pid), boot: bootNow() };
  return { ...own, uptime: uptime() };
}

/** Whether the process has certainly ended. False as well where it lives in another computer or container. */
export function hasEnded(identity: ProcessIdentity): boolean {
  const { boot, startedAt, pid } = identity;
  const now = thisProcess();
  if (boot !== now.boot) {
    // Another run of the same computer, or another container: told apart by the space of process numbers.
    return boot !== null && now.boot !== null && spaceOf(boot) === spaceOf(now.boot);
  }
  if (identity.uptime > now.uptime || !isAlive(pid)) {
    return true;
  }
  const found = startedAt === null ? null : startOf(pid);
  return found !== null && found !== startedAt;
}

/** Seconds since `identity` was taken, whatever the clock did; null when the computer, or its run, is another one. */
export function secondsSince(identity: ProcessIdentity): number | null {
  const now = thisProcess();
  return identity.boot === now.boot && now.uptime >= identity.uptime ? now.uptime - identity.uptime : null;
}

/** Whether a process with this number runs, of whatever user. */
export function isAlive(pid: number): boolean {
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

function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // proc(5): field 22, in ticks since boot; the name in field 2 may hold blanks and brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    }
    if (process.platform === 'darwin') {
      const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
      return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', `${pid}`], {
        encoding: 'utf8',
        env,
        timeout: 2_000,
      }).trim();
    }
  } catch {
    // Ended meanwhile, or not to be seen.
  }
  return null;
}

function bootNow(): string | null {
  if (process.platform !== 'linux') {
    return null;
  }
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

function spaceOf(boot: string): string {
  return boot.slice(boot.indexOf(' ') + 1);
}
