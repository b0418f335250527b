import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDataWork, type DataWork } from '#main/actions/data-work';
import type { Failure, Result } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { besideApp, type DataOptions, startOf } from './context';
import { EXIT, type ExitCode } from './exit-codes';
import { tell, tellFailure } from './output';

/** The window's data file in a folder. */
export function dataFileIn(dataDir: string, options: DataOptions): string {
  return join(dataDir, options.sample ? 'sample.db' : 'headroom.db');
}

/** Runs long work on the data file of a command and closes its threads whatever happens. */
export async function withDataWork(
  options: DataOptions,
  work: (data: DataWork, now: Instant, file: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const started = startOf(options);
  if (started === null) {
    return EXIT.wrongUse;
  }
  const file = dataFileIn(started.dataDir, options);
  const data = createDataWork({
    file,
    workerFile: join(dirname(fileURLToPath(import.meta.url)), 'worker.js'),
    migrationsFolder: besideApp('drizzle'),
  });
  try {
    return await work(data, started.clock.now(), file);
  } finally {
    await data.close();
  }
}

/** Tells progress on standard error, at most one line a tenth. */
export function progressTeller(): (progress: { done: number; total: number | null; unit: string }) => void {
  let told = 0;
  return ({ done, total, unit }) => {
    const tenth = total === null ? Math.floor(done / 100_000) : Math.floor((10 * done) / total);
    if (tenth > told) {
      told = tenth;
      tell(total === null ? `${done} ${unit}` : `${done} of ${total} ${unit}`);
    }
  };
}

/** Ends a command on a result: its text, or the failure with what to do. */
export function ended<T>(result: Result<T>, done: (value: T) => void): ExitCode {
  if (!result.ok) {
    tellFailure(result.failure as Failure);
    return EXIT.failure;
  }
  done(result.value);
  return EXIT.fine;
}
