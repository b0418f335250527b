/** What the terminal's exit code means; `--help` says the same. */
export const EXIT = {
  fine: 0,
  failure: 1,
  wrongUse: 2,
  /** Nothing could be collected, or nothing is known to answer from: that is never told as good news. */
  nothingCollected: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with its exit code. */
export type Finish = (code: ExitCode) => void;
