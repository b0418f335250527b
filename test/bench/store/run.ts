import type { BenchRow } from './bench-row';
import { benchInserts } from './insert-bench';
import { benchRanges } from './range-bench';
import { benchSize } from './size-bench';

export type { BenchRow } from './bench-row';

/** The figures of the store, beside raw SQLite in the same run. Takes a minute or two, most of it to fill the file. */
export async function runStoreBench(): Promise<BenchRow[]> {
  return [...(await benchInserts()), ...(await benchSize()), ...(await benchRanges())];
}
