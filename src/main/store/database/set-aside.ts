import { existsSync, renameSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';

/** `20261124T201500Z`, fit for file names on every system. */
export function fileStamp(now: Instant): string {
  return formatInstant(now).replaceAll(/[-:]/g, '');
}

/** A path beside `file` that does not exist yet: `headroom.damaged-20261124T201500Z.db`. */
function siblingName(file: string, word: string, now: Instant): string {
  const { name, ext } = parse(file);
  const stem = join(dirname(file), `${name}.${word}-${fileStamp(now)}`);
  let candidate = `${stem}${ext}`;
  for (let count = 2; existsSync(candidate); count += 1) {
    candidate = `${stem}-${count}${ext}`;
  }
  return candidate;
}

/** Moves a database with its write-ahead log out of the way and answers where it lies now. */
export function setAside(file: string, now: Instant): string {
  const target = siblingName(file, 'damaged', now);
  renameSync(file, target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) {
      renameSync(`${file}${suffix}`, `${target}${suffix}`);
    }
  }
  return target;
}
