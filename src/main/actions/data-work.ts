import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { claimFile } from '#main/store/database/gate';
import { deleteEverything, whatWouldGo, whyNotDeletable } from '#main/store/maintenance/delete-everything';
import type { ExportFormat, ExportResult } from '#main/store/maintenance/export-everything';
import type { ForeignHost } from '#main/store/maintenance/foreign-hosts';
import type { ImportRequest, ImportResult } from '#main/store/maintenance/import-csv';
import type { RestoreRequest } from '#main/store/maintenance/restore';
import { DEFAULT_RETENTION, type RetentionResult } from '#main/store/maintenance/retention';
import { readStoredConnections, type StoredConnection } from '#main/store/maintenance/stored-connections';
import { createWorkerClient, type JobOptions } from '#main/worker/worker-client';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';

export interface DataWorkOptions {
  /** The data file. */
  readonly file: string;
  /** The built entry of the worker thread. */
  readonly workerFile: string;
  readonly migrationsFolder: string;
  /** The sample account's data file, which goes with everything else; null where only `file` is meant. */
  readonly sampleFile: string | null;
}

export type { ForeignHost };

/** When, with which foreign hosts agreed to, and whether the file is claimed already. */
export type RestoreOptions = Pick<RestoreRequest, 'now' | 'accepted' | 'claimed'>;

/** What takes long on the data file, each in a thread of its own with progress and cancel. */
export interface DataWork {
  /** A copy of one moment, while the app goes on. `replace`: an existing file at `target` may go. */
  backUp(
    target: string,
    options?: JobOptions & { readonly replace?: boolean },
  ): Promise<Result<{ readonly file: string }>>;
  /** A folder of CSV files, or one JSON file. */
  exportAll(format: ExportFormat, target: string, options?: JobOptions): Promise<Result<ExportResult>>;
  importCsv(request: ImportRequest, options?: JobOptions): Promise<Result<ImportResult>>;
  /** Removes what is older than the policy says, in small steps. */
  forgetOld(now: Instant, options?: JobOptions): Promise<Result<RetentionResult>>;
  /** Whether a backup may be restored, and to which hosts it would send keys that they do not go to today. */
  inspect(backup: string): Promise<Result<readonly ForeignHost[]>>;
  /**
   * Keeps all other processes away from the data file until it is released, before it is replaced or deleted.
   * Fails with `store-locked` while another process has it open.
   */
  claim(): Result<{ release(): void }>;
  /** Puts a backup in place of the data file, which has to be closed and is kept aside. */
  restore(backup: string, options: RestoreOptions): Promise<Result<{ readonly replaced: string | null }>>;
  /** Removes the data files, which have to be closed, and every copy that Headroom made of them. `claimed`: see `claim`. */
  deleteAll(options?: { readonly claimed: boolean }): Result<readonly string[]>;
  /** Why `deleteAll` would be refused at this moment; null when it would not. */
  whyNotDeletable(): Failure | null;
  /** The files that `deleteAll` would remove. */
  whatWouldGo(): readonly string[];
  /** The connections in the data file, read without opening it as a store; null when they cannot be read. */
  storedConnections(): readonly StoredConnection[] | null;
  close(): Promise<void>;
}

export function createDataWork({ file, workerFile, migrationsFolder, sampleFile }: DataWorkOptions): DataWork {
  const files = sampleFile === null ? [file] : [file, sampleFile];
  /** SQLite would make a file that is missing, and an empty backup of it. */
  const onData = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    existsSync(file) ? work() : Promise.resolve(fail(noData(file)));
  const worker = createWorkerClient({ entry: pathToFileURL(workerFile), file });
  return {
    backUp: (target, options) =>
      onData(() => worker.run('backup', { target, replace: options?.replace ?? false }, options)),
    exportAll: (format, target, options) => onData(() => worker.run('export', { format, target }, options)),
    importCsv: (request, options) => worker.run('import', request, options),
    forgetOld: (now, options) => worker.run('retention', { policy: DEFAULT_RETENTION, now }, options),
    inspect: (backup) => worker.run('inspect', { backup, migrationsFolder }),
    claim: () => claimFile(file),
    restore: (backup, options) => worker.run('restore', { ...options, backup, migrationsFolder }),
    deleteAll(options) {
      const deleted: string[] = [];
      for (const one of files) {
        const result = deleteEverything(one, { claimed: options?.claimed === true && one === file });
        if (!result.ok) {
          return result;
        }
        deleted.push(...result.value);
      }
      return succeed(deleted);
    },
    whyNotDeletable: () => files.map(whyNotDeletable).find((failure) => failure !== null) ?? null,
    whatWouldGo: () => files.flatMap(whatWouldGo),
    storedConnections: () => (existsSync(file) ? readStoredConnections(file) : []),
    close: () => worker.close(),
  };
}

function noData(file: string): Failure {
  return {
    code: 'not-found',
    message: `There is no data file ${file}.`,
    action: 'Collect first, or choose the folder of another one with --data-dir.',
    retryable: false,
  };
}
