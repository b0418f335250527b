import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import { DEFAULT_RETENTION } from '#main/store/maintenance/retention';
import type { SetAside } from '#main/store/store';
import type { dataStatusSchema } from '#shared/ipc/data';
import type { ReadParts } from './read-parts';

/** Where the data lie, how large they are, and how long what is kept. */
export async function readDataStatus(parts: ReadParts): Promise<z.infer<typeof dataStatusSchema>> {
  const { file } = parts.store;
  const { rows, first, last, at, clockIsBehind } = await readSetAside(parts);
  const sizes = await Promise.all(['', '-wal'].map((suffix) => sizeOf(`${file}${suffix}`)));
  return {
    file,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    series: (await parts.store.samples.listSeries()).length,
    ...DEFAULT_RETENTION,
    setAside: first === null || last === null || at === null ? null : { rows, first, last, at },
    clockIsBehind,
  };
}

/** What was set aside because its time lay in the future, and whether it is the clock that seems to be wrong. */
export function readSetAside({ store, clock }: Pick<ReadParts, 'store' | 'clock'>): Promise<SetAside> {
  return store.setAside.status(clock.now());
}

export type { SetAside };

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
