import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import { DEFAULT_RETENTION } from '#main/store/read-store';
import type { dataStatusSchema } from '#shared/ipc/data';
import type { ReadParts } from '../read-parts';

/** Where the data lie, how large they are, and how long what is kept. */
export async function readDataStatus(parts: ReadParts): Promise<z.infer<typeof dataStatusSchema>> {
  const { file } = parts.store;
  const sizes = await Promise.all(['', '-wal'].map((suffix) => sizeOf(`${file}${suffix}`)));
  return {
    file,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    series: (await parts.store.samples.listSeries()).length,
    ...DEFAULT_RETENTION,
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
