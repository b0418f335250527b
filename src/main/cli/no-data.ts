import { readAnswerGround } from '#main/queries/home/answer-ground';
import type { AccountSession } from '#main/session/account-session';
import type { Standing, Standings } from '#shared/domain/standing';
import { EXIT, type ExitCode } from './exit-codes';
import { tell } from './output';

/** How limits stand, with the exit code of an answer that rests on them. */
export interface AnswerGround {
  readonly standings: Standings;
  /** `fine`; or, after standard error was told why, the code for nothing to answer from. */
  readonly code: ExitCode;
}

/** Reads how limits stand, and tells on standard error where nothing `isKnown` of any: an answer then is no good news. */
export async function readGround(
  account: AccountSession,
  isKnown: (standing: Standing) => boolean,
): Promise<AnswerGround> {
  const { standings, nothingKnown } = await account.ask(readAnswerGround, isKnown);
  if (nothingKnown !== null) {
    tell(nothingKnown);
  }
  return { standings, code: nothingKnown === null ? EXIT.fine : EXIT.nothingCollected };
}
