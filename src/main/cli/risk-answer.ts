import type { TerminalSession } from '#main/session/terminal-session';
import type { Standing } from '#shared/domain/standing';
import { withSession } from './context';
import { EXIT, type ExitCode, worstCode } from './exit-codes';
import type { RiskOptions } from './place';
import { drawAgain } from './until-interrupted';

/** What a command showed: its own code, and the limits that it told of. */
export interface RiskAnswer {
  readonly code: ExitCode;
  readonly told: readonly Standing[];
}

/** An answer to what was asked wrongly, or could not be had: it tells of no limit. */
export function toldNothing(code: ExitCode): RiskAnswer {
  return { code, told: [] };
}

/**
 * Opens the data and answers once, or again and again with `--watch`, until it is interrupted or what was asked is
 * wrong. With `--exit-code` the code is the risk of the limits that were told of.
 */
export function answerRisk(
  options: RiskOptions,
  draw: (session: TerminalSession) => Promise<RiskAnswer>,
): Promise<ExitCode> {
  return withSession(options, (session) =>
    drawAgain(options.watch, session.account.clock, async () => {
      const { code, told } = await draw(session);
      return options.exitCode === true && code !== EXIT.wrongUse ? worstCode(told, code) : code;
    }),
  );
}
