import type { TextAt } from './evidence-texts';
import type { Known } from './known';
import type { Reading } from './reading';

/** What may be refused, by the word for it. People call requests calls. */
const THINGS: Readonly<Record<string, string>> = {
  ...{ read: 'read', write: 'write', command: 'command', connection: 'connection', request: 'request' },
  ...{ call: 'request', query: 'query', queries: 'query', deployment: 'deployment', build: 'build', upload: 'upload' },
};

const WORD = Object.keys(THINGS).join('|');
/** `refuses new connections`; `writes to Redis would be refused`. */
const ACTIVE = new RegExp(
  `\\brefus(?:e|es|ed|ing) (?:to (?:take |accept )?)?(?:all |any |new |further |more )*(${WORD})s?\\b`,
  'g',
);
const PASSIVE = new RegExp(
  `\\b(${WORD})s? (?:(?:to|of|on|at|for) \\S+ )?(?:(?:is|are|was|were|be|being|been|get|gets|will|would|have|has|then|now) )+refused\\b`,
  'g',
);
const NOW = /\b(?:now|at the moment|currently|at present|already|since)\b/;
const DENIED = /\b(?:not|no|never|neither|nor|none|nothing|without|only|[a-z]+n't)\b/;
const BREAK = /[;:.()]|, |\b(?:but|while|whereas|although|though|and)\b/;

/** Reads what is refused out of our own texts. */
export function refusedIn(texts: readonly Pick<TextAt, 'text'>[]): Known['refused'] {
  const found = new Map<string, boolean>();
  for (const { text } of texts) {
    for (const clause of /refus/i.test(text) ? text.toLowerCase().split(/[;.]/) : []) {
      for (const { thing } of thingsIn(clause)) {
        found.set(thing, found.get(thing) === true || NOW.test(clause));
      }
    }
  }
  return found;
}

/**
 * The words in which a sentence says that something is refused which is not, or now where it is only at the limit. Null
 * where the evidence tells of no refusal at all.
 */
export function otherRefusal({ text }: Reading, refused: Known['refused']): string | null {
  if (refused.size === 0 || !/refus/i.test(text)) {
    return null;
  }
  for (const clause of text.toLowerCase().split(BREAK)) {
    const wrong = DENIED.test(clause)
      ? undefined
      : thingsIn(clause).find(({ thing }) => !refused.has(thing) || (NOW.test(clause) && refused.get(thing) === false));
    if (wrong !== undefined) {
      return wrong.said;
    }
  }
  return null;
}

function thingsIn(clause: string): { readonly thing: string; readonly said: string }[] {
  return [...clause.matchAll(ACTIVE), ...clause.matchAll(PASSIVE)].map((match) => ({
    thing: THINGS[match[1] ?? ''] ?? '',
    said: match[0],
  }));
}
