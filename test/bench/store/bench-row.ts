/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  readonly name: string;
  readonly goal: string;
  readonly measured: string;
  readonly ok: boolean;
  readonly note: string;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The value that a share `q` (0 to 1) of `values` does not exceed. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
