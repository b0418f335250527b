/** How far a long piece of work is; `total` is null while it is not known. */
export interface Progress {
  readonly done: number;
  readonly total: number | null;
  /** What is counted: `samples`, `pages`, `rows`. */
  readonly unit: string;
}

/**
 * A long piece of work in small steps. Between two steps nothing is half done: whoever runs it may
 * pause, report, or stop it there by calling `return`.
 */
export type Work<T> = AsyncGenerator<Progress, T, void>;

/** How many rows one step touches: a write lock is then held for a few milliseconds. */
export const ROWS_PER_STEP = 2_000;
