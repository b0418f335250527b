import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fingerprint } from '../../../scripts/build/ensure-built.mjs';

// Below the project, so that packages and migrations are found the way the app finds them.
const cache = resolve(import.meta.dirname, '../../../node_modules/.cache');
const PREFIX = 'headroom-made-';
const KEPT_MILLISECONDS = 86_400_000;
const state = fingerprint().slice(0, 16);

/** The folder of what is made of today's sources under a name. */
export function placeOf(name: string): string {
  return join(cache, `${PREFIX}${name}-${state}`);
}

/**
 * What takes seconds to make of today's sources is made once for all suites that want it, and again when a source
 * changed. `make` writes it into a folder; answers the folder where it then is.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const place = placeOf(name);
  if (existsSync(place)) {
    return place;
  }
  mkdirSync(cache, { recursive: true });
  dropOld();
  const arriving = mkdtempSync(join(cache, `${PREFIX}arriving-`));
  await make(arriving);
  try {
    renameSync(arriving, place);
  } catch (error) {
    // Another suite was quicker, with the same sources.
    if (!existsSync(place)) throw error;
    rmSync(arriving, { recursive: true, force: true, maxRetries: 5 });
  }
  return place;
}

function dropOld(): void {
  for (const name of readdirSync(cache).filter((one) => one.startsWith(PREFIX))) {
    const path = join(cache, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - changed > KEPT_MILLISECONDS) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}
