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

/** `one alert is firing`, `1 open recommendation`: what a single one is, up to where it is said what it does. */
export function nounsOfOne(tokens: readonly Token[], to: number): string[] {
  const words: string[] = [];
  for (const { kind, lower } of tokens.slice(to, to + 4)) {
    if (kind !== 'word' || NO_NOUN.has(lower) || isVerb(lower)) {
      break;
    }
    words.push(stem(lower));
  }
  return words;
}

/** A word behind `one` that says what it does: `only one saves`. */
function isVerb(word: string): boolean {
  return NO_PLURAL.test(word) || (/ing$/.test(word) && !/^(?:warn|sav|sett|build|read)ing$/.test(word));
}

/** How people call what the evidence counts by another word. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  // What `ran 4.6 million times`, or came true 285 times.
  time: ['invocation', 'deployment', 'request', 'call', 'command', 'forecast'],
  case: ['forecast'],
  // `Who of the three deploys?`
  deploy: ['deployment', 'seat'],
  prediction: ['forecast'],
  site: ['project'],
  app: ['project'],
  drawback: ['against'],
  downside: ['against'],
  caveat: ['against'],
  disadvantage: ['against'],
  suggestion: ['recommendation'],
  saving: ['recommendation'],
  tip: ['recommendation'],
  proposal: ['recommendation'],
  idea: ['recommendation'],
};

/** The words by which the evidence may count what a sentence counts by `head`. */
export function countedAs(head: string): readonly string[] {
  return [head, ...(ALSO_CALLED[head] ?? [])];
}

/** `3-seat team`: what is glued by a dash is counted; a single word that is no plural is none: `42 overall`. */
function wholeNoun(tokens: readonly Token[], to: number): number {
  return tokens[to]?.text === '-' && tokens[to]?.glued === true ? 1 : 0;
}

const PLURALS = new Set(['people', 'children', 'men', 'women', 'staff', 'data', 'media', 'criteria', 'software']);
const NO_PLURAL =
  /(?:ss|us|is|ous|ways|wards|less|plus|perhaps|besides|always|overall|costs|uses|needs|makes|leaves|gives|stops|goes|does|runs|comes|means|lasts|ends|happens|shows|saves|appears|stands|remains|exists|takes|holds|gets|keeps|fires|covers|adds|brings|drives|pays|reaches|stays|looks)$/;

function isPlural(word: string): boolean {
  return PLURALS.has(word) || (word.length > 3 && word.endsWith('s') && !NO_PLURAL.test(word));
}
