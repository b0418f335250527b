import type { TextAt } from '../evidence-texts';
import type { Refusal } from '../known';

/** What may be refused, by the word for it. People call requests calls. */
const THINGS: Readonly<Record<string, string>> = {
  ...{ read: 'read', write: 'write', command: 'command', connection: 'connection', request: 'request' },
  ...{ call: 'request', query: 'query', queries: 'query', deployment: 'deployment', build: 'build', upload: 'upload' },
};

const WORD = Object.keys(THINGS).join('|');
const REFUSE = 'refus|reject|block';
/** `refuses new connections`; `writes to Redis would be refused`. */
const ACTIVE = new RegExp(
  `\\b(?:${REFUSE})(?:e|es|s|ed|ing)? (?:to (?:take |accept )?)?(?:all |any |the |new |further |more )*(${WORD})s?\\b`,
  'g',
);
const PASSIVE = new RegExp(
  `\\b(${WORD})s? (?:(?:to|of|on|at|for) \\S+ )?(?:(?:is|are|was|were|be|being|been|get|gets|will|would|have|has|then|now) )+(?:${REFUSE})ed\\b`,
  'g',
);
/** Says that it is so already. */
export const NOW = /\b(?:now|at the moment|currently|at present|already|since)\b/;

/** What a clause in small letters says is refused, and where. */
export function refusedIn(clause: string): readonly { readonly thing: string; readonly place: RegExpExecArray }[] {
  return [...clause.matchAll(ACTIVE), ...clause.matchAll(PASSIVE)].map((place) => ({
    thing: THINGS[place[1] ?? ''] ?? '',
    place,
  }));
}

/** What our own texts say is refused. */
export function refusalsIn(texts: readonly Pick<TextAt, 'text' | 'record'>[]): readonly Refusal[] {
  return texts.flatMap(({ text, record }) =>
    (/refus/i.test(text) ? text.toLowerCase().split(/[;.]/) : []).flatMap((clause) =>
      refusedIn(clause).map(({ thing }) => ({ thing, now: NOW.test(clause), record })),
    ),
  );
}
