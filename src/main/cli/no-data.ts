import { readConnections } from '#main/queries/connections/connection-views';
import { readStandings } from '#main/queries/standings/read-standings';
import type { Account } from '#main/session/account-session';
import type { Standing, Standings } from '#shared/domain/standing';
import { verdictWords } from '#shared/words/verdict';
import { NO_ACCOUNT } from './context';
import { EXIT, type ExitCode } from './exit-codes';
import { tell } from './output';

/** How limits stand, with the exit code of an answer that rests on them. */
export interface AnswerGround {
  readonly standings: Standings;
  /** `fine`; or, after standard error was told why, the code for nothing to answer from. */
  readonly code: ExitCode;
}

/** Reads how limits stand, and tells on standard error where nothing `isKnown` of any: an answer then is no good news. */
export async function readGround(account: Account, isKnown: (standing: Standing) => boolean): Promise<AnswerGround> {
  const standings = await account.ask(readStandings);
  if (standings.list.some(isKnown)) {
    return { standings, code: EXIT.fine };
  }
  const connections = (await account.ask(readConnections)).length;
  const { headline, sentence } = verdictWords({
    list: standings.list,
    connections,
    reader: { now: account.clock.now() },
  });
  tell(connections === 0 ? NO_ACCOUNT : `${headline}. ${sentence}`);
  return { standings, code: EXIT.nothingCollected };
}
