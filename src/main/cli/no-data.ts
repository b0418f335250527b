import { readConnections } from '#main/queries/connections/connection-views';
import { readStandings } from '#main/queries/standings/read-standings';
import type { AccountSession } from '#main/session/account-session';
import type { Standing, Standings } from '#shared/domain/standing';
import { oldAccounts, verdictWords } from '#shared/words/verdict';
import { NO_ACCOUNT } from './context';
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
  const standings = await account.ask(readStandings);
  if (standings.list.some(isKnown)) {
    const old = oldAccounts(standings.list, { now: account.clock.now() });
    if (old.text !== '') {
      tell(`${old.text} How it stands now is not known: "headroom doctor" tells what keeps it from being read.`);
    }
    return { standings, code: old.all ? EXIT.nothingCollected : EXIT.fine, isShown: true };
  }
  const connections = (await account.ask(readConnections)).length;
  const { headline, sentence } = verdictWords({
    list: standings.list,
    connections,
    reader: { now: account.clock.now() },
  });
  tell(connections === 0 ? NO_ACCOUNT : `${headline}. ${sentence}`);
  return { standings, code: EXIT.nothingCollected, isShown: false };
}
