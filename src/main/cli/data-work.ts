import { join } from 'node:path';
import { createDataWork, type DataWork } from '#main/actions/data-work';
import type { Clock } from '#main/clock';
import { mendRights } from '#main/files/data-folder';
import { SAMPLE_FILE } from '#main/sample/sample-account';
import type { Failure, Result } from '#shared/domain/failure';
import { dataDirOf, startOf } from './context';
import { EXIT, type ExitCode } from './exit-codes';
import { tell, tellFailure } from './output';
import { besideApp, type DataOptions } from './place';

/** The window's data file in the folder that was asked for. */
export function dataFileOf(options: DataOptions): string {
  return join(dataDirOf(options), options.sample ? SAMPLE_FILE : 'headroom.db');
}

/** Runs long work on the data file of a command and closes its threads whatever happens. */
export async function withDataWork(
  options: DataOptions,
  work: (data: DataWork, clock: Clock) => Promise<ExitCode>,
): Promise<ExitCode> {
  const started = startOf(options);
  if (started === null) {
    return EXIT.wrongUse;
  }
  mendRights(started.dataDir);
  const data = createDataWork({
    file: dataFileOf(options),
    workerFile: besideApp('worker.js'),
    migrationsFolder: besideApp('drizzle'),
    sampleFile: options.sample ? null : join(dataDirOf(options), SAMPLE_FILE),
  });
  try {
    return await work(data, started.clock);
  } finally {
    await data.close();
  }
}

/** Tells progress on standard error, at most one line a tenth. */
export function progressPrinter(): (progress: { done: number; total: number | null; unit: string }) => void {
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
