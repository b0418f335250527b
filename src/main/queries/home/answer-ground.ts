import type { Standing, Standings } from '#shared/domain/standing';
import { NO_ACCOUNT } from '#shared/words/terminal';
import { verdictWords } from '#shared/words/verdict';
import { readConnections } from '../connections/connection-views';
import type { ReadParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';

/** How limits stand, for an answer that rests on them. */
export interface AnswerGround {
  readonly standings: Standings;
  /** Why nothing can be said, in whole sentences: an answer then is no good news. Null where something is known. */
  readonly nothingKnown: string | null;
}

/** Reads how limits stand, and where nothing `isKnown` of any, why. */
export async function readAnswerGround(
  parts: ReadParts,
  isKnown: (standing: Standing) => boolean,
): Promise<AnswerGround> {
  const standings = await readStandings(parts);
  if (standings.list.some(isKnown)) {
    return { standings, nothingKnown: null };
  }
  const connections = (await readConnections(parts)).length;
  const { headline, sentence } = verdictWords({
    list: standings.list,
    connections,
    reader: { now: parts.clock.now() },
  });
  return { standings, nothingKnown: connections === 0 ? NO_ACCOUNT : `${headline}. ${sentence}` };
}
