import { pathToFileURL } from 'node:url';
import { deleteEverything } from '#main/store/maintenance/delete-everything';
import type { ExportFormat, ExportResult } from '#main/store/maintenance/export-everything';
import type { ImportRequest, ImportResult } from '#main/store/maintenance/import-csv';
import { restoreBackup } from '#main/store/maintenance/restore';
import { DEFAULT_RETENTION, type RetentionResult } from '#main/store/maintenance/retention';
import { createWorkerClient, type JobOptions } from '#main/worker/worker-client';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';

export interface DataWorkOptions {
  /** The data file. */
  readonly file: string;
  /** The built entry of the worker thread. */
  readonly workerFile: string;
  readonly migrationsFolder: string;
}

/** What takes long on the data file, each in a thread of its own with progress and cancel. */
export interface DataWork {
  /** A copy of one moment, while the app goes on. */
  backUp(target: string, options?: JobOptions): Promise<Result<{ readonly file: string }>>;
  /** A folder of CSV files, or one JSON file. */
  exportAll(format: ExportFormat, target: string, options?: JobOptions): Promise<Result<ExportResult>>;
  importCsv(request: ImportRequest, options?: JobOptions): Promise<Result<ImportResult>>;
  /** Removes what is older than the policy says, in small steps. */
  forgetOld(now: Instant, options?: JobOptions): Promise<Result<RetentionResult>>;
  /** Whether a file is a sound database; fails with `store-damaged` when it is not. */
  check(file: string): Promise<Result<null>>;
  /** Puts a backup in place of the data file, which has to be closed and is kept aside. */
  restore(backup: string, now: Instant): Result<{ readonly replaced: string | null }>;
  /** Removes the data file, which has to be closed, and every copy that Headroom made of it. */
  deleteAll(): Result<readonly string[]>;
  close(): Promise<void>;
}

export function createDataWork({ file, workerFile, migrationsFolder }: DataWorkOptions): DataWork {
  const worker = createWorkerClient({ entry: pathToFileURL(workerFile), file });
  return {
    backUp: (target, options) => worker.run('backup', { target }, options),
    exportAll: (format, target, options) => worker.run('export', { format, target }, options),
    importCsv: (request, options) => worker.run('import', request, options),
    forgetOld: (now, options) => worker.run('retention', { policy: DEFAULT_RETENTION, now }, options),
    async check(candidate) {
      const checker = createWorkerClient({ entry: pathToFileURL(workerFile), file: candidate });
      const result = await checker.run('check', {});
      if (!result.ok) {
        return result;
      }
      return result.value.length === 0 ? succeed(null) : fail(damaged);
    },
    restore: (backup, now) => restoreBackup({ file, backup, now, migrationsFolder }),
    deleteAll: () => deleteEverything(file),
    close: () => worker.close(),
  };
}

const damaged = {
  code: 'store-damaged',
  message: 'This file is damaged: it cannot be restored.',
  action: 'Choose another backup. Nothing was changed.',
  retryable: false,
} as const;
