import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder `drizzle/` of this app: the nearest one above this code, which holds from source, from
 * the bundle in `out/main/` and inside a packaged app. Throws when the app was packed without it.
 */
export function defaultMigrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'drizzle');
    if (existsSync(join(candidate, 'meta', '_journal.json'))) {
      return candidate;
    }
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error('The folder drizzle/ with the migrations is missing from this installation.');
    }
    folder = parent;
  }
}
