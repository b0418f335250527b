import { existsSync, renameSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';

/** `20261124T201500Z`, fit for file names on every system. */
function fileStamp(now: Instant): string {
  return formatInstant(now).replaceAll(/[-:]/g, '');
}

/**
 * A path in `folder` that nobody uses, nor a log beside it: `headroom.damaged-20261124T201500Z.db`, with a
 * number behind the time when two fall into one second. Only under the gate, so that nobody takes it meanwhile.
 */
export function freeName(folder: string, file: string, word: string, now: Instant): string {
  const { name, ext } = parse(file);
  const stem = join(folder, `${name}.${word}-${fileStamp(now)}`);
  let candidate = `${stem}${ext}`;
  for (let count = 2; WITH_LOGS.some((suffix) => existsSync(`${candidate}${suffix}`)); count += 1) {
    candidate = `${stem}-${count}${ext}`;
  }
  return candidate;
}

/** The names of a database file and of what SQLite lays beside it. */
const WITH_LOGS = ['', '-wal', '-shm', '-journal'] as const;

/** Moves a database with its logs out of the way and answers where it lies now. */
export function setAside(file: string, now: Instant): string {
  const target = freeName(dirname(file), file, 'damaged', now);
  for (const suffix of WITH_LOGS) {
    if (suffix === '' || existsSync(`${file}${suffix}`)) {
      renameSync(`${file}${suffix}`, `${target}${suffix}`);
    }
  }
  return target;
}
