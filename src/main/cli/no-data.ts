import { readAnswerGround } from '#main/queries/home/answer-ground';
import type { AccountSession } from '#main/session/account-session';
import type { Standing, Standings } from '#shared/domain/standing';
import { EXIT, type ExitCode } from './exit-codes';
import { tellOld } from './old-accounts';
import { tell } from './output';

/** How limits stand, with the exit code of an answer that rests on them. */
export interface AnswerGround {
  readonly standings: Standings;
  /** `fine`; or, after standard error was told why, the code for nothing to answer from, or nothing of lately. */
  readonly code: ExitCode;
  /** Whether there is anything to show at all, however old. */
  readonly isShown: boolean;
}

/**
 * Reads how limits stand, and tells on standard error where nothing `isKnown` of any, or all of an account is old: an
 * answer then is no good news.
 */
export async function readGround(
  account: AccountSession,
  isKnown: (standing: Standing) => boolean,
): Promise<AnswerGround> {
  const { standings, nothingKnown, old } = await account.ask(readAnswerGround, isKnown);
  if (nothingKnown !== null) {
    tell(nothingKnown);
    return { standings, code: EXIT.nothingCollected, isShown: false };
  }
  return { standings, code: tellOld(old), isShown: true };
}
