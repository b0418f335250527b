import { pathToFileURL } from 'node:url';
import type { Clock } from '#main/clock';
import type { Logger } from '#main/log';
import { registry } from '#main/providers/index';
import { readSettings } from '#main/queries/home/settings';
import { expectedFailure } from '#main/store/database/store-error';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import { createWorkerClient } from '#main/worker/worker-client';
import { fail, type Result } from '#shared/domain/failure';
import { summaryKey } from '#shared/domain/service';

export interface DataOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly migrationsDir: string;
  /** The built entry of the worker thread: a look for damage after a crash does not hold the window up. */
  readonly workerFile: string;
}

/** Metrics that may be below zero, as their descriptors say, and amounts of money: providers give credits back. */
const NEGATIVE = new Set(
  registry.flatMap(({ descriptor }) =>
    descriptor.metrics
      .filter((metric) => metric.mayBeNegative)
      .map(({ service, metric }) => summaryKey(service, metric)),
  ),
);

/**
 * Opens a data file for window and terminal alike, and begins with it: what `begin` does, and a look at the rows that
 * everything needs. Damage that shows only then is dealt with like any: the file is opened again, which sets it aside
 * and rescues what can be read.
 */
export async function openData(
  file: string,
  options: DataOptions,
  begin?: (store: Store) => Promise<void>,
): Promise<Result<Store>> {
  const opened = await openAndBegin(file, options, begin);
  return !opened.ok && opened.failure.code === 'store-damaged' ? openAndBegin(file, options, begin) : opened;
}

async function openAndBegin(
  file: string,
  options: DataOptions,
  begin: ((store: Store) => Promise<void>) | undefined,
): Promise<Result<Store>> {
  const opened = await openStore({
    file,
    clock: options.clock,
    logger: options.logger,
    migrationsFolder: options.migrationsDir,
    mayBeNegative: ({ service, metric, unit }) => unit === 'USD' || NEGATIVE.has(summaryKey(service, metric)),
    async checkIntegrity(damaged) {
      const worker = createWorkerClient({ entry: pathToFileURL(options.workerFile), file: damaged });
      const checked = await worker.run('check', {});
      return checked.ok ? checked.value : [checked.failure.message];
    },
  });
  if (!opened.ok) {
    return opened;
  }
  const store = opened.value;
  try {
    await begin?.(store);
    await Promise.all([store.connections.list(), store.samples.listSeries(), readSettings(store)]);
    return opened;
  } catch (error) {
    store.close();
    return fail(expectedFailure(error));
  }
}
