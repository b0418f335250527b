import type { Standing } from '#shared/domain/standing';

/** What the terminal's exit code means; `--help` says the same. */
export const EXIT = {
  fine: 0,
  failure: 1,
  wrongUse: 2,
  /** Nothing could be collected, nothing is known to answer from, or all of it is old: never told as good news. */
  nothingCollected: 3,
  /** With `--exit-code` alone: the worst limit is at its warning threshold, or at its critical one or over. */
  warning: 10,
  critical: 11,
  /** A person stopped an answer with Ctrl+C: 128 and the signal's number, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with its exit code. */
export type Finish = (code: ExitCode) => void;

/** The code of the worst limit, for scripts; a limit at which nothing happens counts for none. */
export function riskCode(list: readonly Pick<Standing, 'severity' | 'atLimit'>[]): ExitCode {
  const severities = new Set(list.filter(({ atLimit }) => atLimit !== 'none').map(({ severity }) => severity));
  if (severities.has('over') || severities.has('critical')) {
    return EXIT.critical;
  }
  return severities.has('warning') ? EXIT.warning : EXIT.fine;
}

/** With `--exit-code`: a risk that is known counts, however old; without one the code of the answer itself. */
export function worstCode(list: Parameters<typeof riskCode>[0], code: ExitCode): ExitCode {
  const risk = riskCode(list);
  return risk === EXIT.fine ? code : risk;
}
