import { SMALL, TENS } from './number-words';
import type { Token } from './tokens';
import { stem } from './units';

/** Words that end what is counted. */
const NO_NOUN = new Set(
  (
    'a an and any are as at be been before behind below between both but by can could did do does during each for from ' +
    'had has have he if in into is it its last left less may might more much next no not of off on only or other out over ' +
    'per plus remaining she since so still than that the their them then there these they this those though through till to ' +
    'today too under until up us used vs was we were when where which while who will with within would you your ago away ' +
    'already again later earlier now because compared instead minus times yet also just about around always never soon ' +
    'across against along beyond despite like near onto per towards toward upon via without whereas whether and/or'
  ).split(' '),
);

/** Words between a count and its noun that say nothing of what is counted. */
const BETWEEN = new Set(
  'unit units more other new further additional extra different separate whole full such of the your these those our'.split(
    ' ',
  ),
);

/** What is counted behind a number, without plurals, the head last. */
export function nounsBehind(tokens: readonly Token[], to: number): string[] {
  const words: string[] = [];
  let plural = -1;
  for (let at = to; at < Math.min(tokens.length, to + 6); at += 1) {
    const token = tokens[at];
    if (token?.text === '-' && token.glued) {
      continue;
    }
    if (token === undefined || token.kind === 'sign' || token.kind === 'number') {
      break;
    }
    if (BETWEEN.has(token.lower)) {
      continue;
    }
    if (NO_NOUN.has(token.lower) || SMALL.has(token.lower) || TENS.has(token.lower)) {
      break;
    }
    words.push(
      ...token.lower
        .split(/[^\p{L}]+/u)
        .filter((word) => word !== '')
        .map(stem),
    );
    plural = isPlural(token.lower) ? words.length : plural;
  }
  return plural < 0 ? words.slice(0, wholeNoun(tokens, to)) : words.slice(0, plural);
}

/** `3-seat team`: what is glued by a dash is counted; a single word that is no plural is none: `42 overall`. */
function wholeNoun(tokens: readonly Token[], to: number): number {
  return tokens[to]?.text === '-' && tokens[to]?.glued === true ? 1 : 0;
}

const PLURALS = new Set(['people', 'children', 'men', 'women', 'staff', 'data', 'media', 'criteria', 'software']);
const NO_PLURAL =
  /(?:ss|us|is|ous|ways|wards|less|plus|perhaps|besides|always|overall|costs|uses|needs|makes|leaves|gives|stops|goes|does|runs|comes|means|lasts|ends|happens)$/;

function isPlural(word: string): boolean {
  return PLURALS.has(word) || (word.length > 3 && word.endsWith('s') && !NO_PLURAL.test(word));
}
