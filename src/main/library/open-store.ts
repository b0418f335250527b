import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#main/clock';
import { MonitoringError, orThrow } from '#main/collection/monitoring-error';
import { isOwnName } from '#main/files/data-folder';
import { createTerminalLogger } from '#main/log';
import { openData } from '#main/session/open-data';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { IN_MEMORY } from '#main/store/database/sqlite';
import type { Store } from '#main/store/store';
import type { Failure } from '#shared/domain/failure';

/** Interface of native modules that SQLite's binding speaks; a Node without it would crash when the binding loads. */
const NODE_API = 10;

/**
 * Opens Headroom's file, which is made when it is missing, migrated when it is older, and rescued when it is damaged.
 * The window or a terminal may have the same file open. Close it with `store.close()`.
 *
 * Rejects with a `MonitoringError` of code `store-newer` (the file is left as it is), `store-read-only`, `store-full`,
 * `store-locked`, `store-damaged` (only while another process has it open), or `invalid-input` for a file of another
 * program and for a Node that is too old.
 *
 * @param file path of the file, such as `data/headroom.db`; `:memory:` keeps everything in memory
 */
export async function openStore(file: string): Promise<Store> {
  const tooOld = failureOfNode(process.versions, process.env['HEADROOM_SQLITE_BINDING']);
  if (tooOld !== null) {
    throw new MonitoringError(tooOld);
  }
  const path = file === IN_MEMORY ? file : resolve(file);
  if (isSomethingElse(path)) {
    throw new MonitoringError(noDatabase(path));
  }
  return orThrow(
    await openData(path, {
      clock: systemClock,
      logger: createTerminalLogger(process.env),
      migrationsDir: defaultMigrationsFolder(),
      workerFile: builtBeside('worker.js'),
    }),
  );
}

/** How every file of SQLite begins. */
const HEADER = 'SQLite format 3\0';

/**
 * Whether a file is no database and has no name that Headroom gives: what is damaged is set aside and replaced, which
 * must not happen to a file that was named by mistake.
 */
function isSomethingElse(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || (stats.isFile() && stats.size === 0) || isOwnName(basename(path))) {
    return false;
  }
  return !stats.isFile() || beginningOf(path) !== HEADER;
}

function beginningOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEADER.length);
    readSync(file, bytes, 0, bytes.length, 0);
    return bytes.toString('latin1');
  } finally {
    closeSync(file);
  }
}

function noDatabase(path: string): Failure {
  return {
    code: 'invalid-input',
    message: `${path} is no file of Headroom. It was left as it is.`,
    action: 'Name another file. If it is one that was damaged, rename it to headroom.db, and it is rescued.',
    retryable: false,
  };
}

/** Why SQLite cannot run here; null where it can. `binding`: one that was built for this runtime. */
export function failureOfNode(
  { node, napi }: Readonly<Record<string, string | undefined>>,
  binding: string | undefined,
): Failure | null {
  return binding || Number(napi) >= NODE_API
    ? null
    : {
        code: 'invalid-input',
        message: `Headroom cannot open its file with Node ${node ?? ''}.`,
        action: 'Run it with Node 22.14 or newer.',
        retryable: false,
      };
}

/** A file that is built beside the library. */
export function builtBeside(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), name);
}
