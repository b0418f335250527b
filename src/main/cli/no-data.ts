import { readAnswerGround } from '#main/queries/home/answer-ground';
import type { AccountSession } from '#main/session/account-session';
import type { Standing, Standings } from '#shared/domain/standing';
import { EXIT, type ExitCode } from './exit-codes';
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
  if (old.text !== '') {
    tell(`${old.text} How it stands now is not known: "headroom doctor" tells what keeps it from being read.`);
  }
  return { standings, code: old.all ? EXIT.nothingCollected : EXIT.fine, isShown: true };
}
