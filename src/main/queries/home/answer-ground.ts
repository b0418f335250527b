import type { Standing, Standings } from '#shared/domain/standing';
import { NO_ACCOUNT } from '#shared/words/terminal';
import { oldAccounts, verdictWords } from '#shared/words/verdict';
import { readConnections } from '../connections/connection-views';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';

/** How limits stand, for an answer that rests on them. */
export interface AnswerGround {
  readonly standings: Standings;
  /** Why nothing can be said, in whole sentences: an answer then is no good news. Null where something is known. */
  readonly nothingKnown: string | null;
  /** Of which accounts nothing was read lately, in whole sentences, and whether that is so of all; empty where of none. */
  readonly old: { readonly text: string; readonly all: boolean };
}

/** Reads how limits stand, and where nothing `isKnown` of any, why. */
export async function readAnswerGround(
  parts: PricedParts,
  isKnown: (standing: Standing) => boolean,
): Promise<AnswerGround> {
  const standings = await readStandings(parts);
  if (standings.list.some(isKnown)) {
    return { standings, nothingKnown: null, old: oldAccounts(standings.list, { now: parts.clock.now() }) };
  }
  const connections = (await readConnections(parts)).length;
  const { headline, sentence } = verdictWords({
    list: standings.list,
    connections,
    reader: { now: parts.clock.now() },
  });
  const nothingKnown = connections === 0 ? NO_ACCOUNT : `${headline}. ${sentence}`;
  return { standings, nothingKnown, old: { text: '', all: false } };
}

/** What an answer says beside it: why nothing can be said, and of which accounts nothing was read lately. */
export function groundNotes({ nothingKnown, old }: Pick<AnswerGround, 'nothingKnown' | 'old'>): readonly string[] {
  return [nothingKnown ?? '', old.text].filter((note) => note !== '');
}
