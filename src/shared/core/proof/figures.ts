import { type Amount, amountAt } from './amounts';
import { MULTIPLES } from './number-words';
import type { Token } from './tokens';
import { unitAround } from './unit-around';
import { stem, TIMES, type Unit } from './units';

/** How a sentence bounds a figure: `about`, `nearly`, `over`, `at least`, `under`, `at most`. */
export type Bound = 'exact' | 'about' | 'nearly' | 'over' | 'least' | 'under' | 'most';

/** A figure that a sentence states. */
export interface Figure {
  readonly value: number;
  readonly half: number;
  readonly step: number;
  readonly scaled: boolean;
  /** −1 for a minus, 1 for a plus, 0 where no sign is written. */
  readonly sign: -1 | 0 | 1;
  /** Null: a count of `nouns`, or a number by itself. */
  readonly unit: Unit | null;
  /** What is counted, without plurals, the head last: `edge requests` is edge, request. */
  readonly nouns: readonly string[];
  readonly bound: Bound;
  /** Tokens from, and the first one behind, with sign, currency and unit. */
  readonly from: number;
  readonly to: number;
}

/** What a sentence's tokens state in figures, or the token that cannot be read for certain. `taken`: tokens of dates. */
export function figuresOf(
  tokens: readonly Token[],
  taken: ReadonlySet<number>,
): Figure[] | { readonly unreadable: number } {
  const figures: Figure[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (taken.has(at)) {
      continue;
    }
    const amount = isAllDay(tokens, at) ? 'skip' : (multipleAt(tokens, at) ?? amountAt(tokens, at));
    if (amount === 'unreadable') {
      return { unreadable: at };
    }
    if (amount === 'skip') {
      at += 2;
      continue;
    }
    if (amount === null || isPronoun(tokens, at, amount)) {
      continue;
    }
    const figure = figureOf(tokens, at, amount);
    figures.push(figure);
    at = Math.max(at, figure.to - 1);
  }
  return share(tokens, figures);
}

/** `24/7` says always. */
function isAllDay(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '24' && tokens[at + 1]?.text === '/' && tokens[at + 2]?.text === '7';
}

function multipleAt(tokens: readonly Token[], at: number): (Amount & { readonly unit: Unit }) | null {
  const value = tokens[at]?.kind === 'word' ? MULTIPLES.get(tokens[at]?.lower ?? '') : undefined;
  return value === undefined
    ? null
    : { value, half: value / 20, step: value / 20, to: at + 1, part: false, scaled: false, unit: TIMES };
}

/** `one of them`, `the first one`, `no one`: nothing is counted. Counted is `one day`, `only one project`. */
function isPronoun(tokens: readonly Token[], at: number, amount: Amount): boolean {
  if (tokens[at]?.lower !== 'one' || amount.to !== at + 1) {
    return false;
  }
  const before = tokens[at - 1]?.lower ?? '';
  const next = tokens[at + 1];
  if (unitAround(tokens, at, at + 1, false).unit !== null) {
    return false;
  }
  return !(
    ['only', 'exactly', 'just', 'have', 'has', 'and', 'to'].includes(before) &&
    next?.kind === 'word' &&
    next.lower !== 'of'
  );
}

function figureOf(tokens: readonly Token[], at: number, amount: Amount & { readonly unit?: Unit }): Figure {
  const around = unitAround(tokens, at, amount.to, amount.part);
  const unit = amount.unit ?? around.unit;
  const { sign, from } = signBefore(tokens, around.from);
  const bound = boundBefore(tokens, from) ?? boundBehind(tokens, around.to) ?? 'exact';
  const nouns = unit === null ? nounsBehind(tokens, around.to) : [];
  const { value, half, step, scaled } =
    around.scale === 1
      ? amount
      : {
          value: amount.value * around.scale,
          half: amount.half * around.scale,
          step: amount.step * around.scale,
          scaled: true,
        };
  return { value, half, step, scaled, sign, unit, nouns, bound, from, to: around.to };
}

function signBefore(tokens: readonly Token[], from: number): { sign: -1 | 0 | 1; from: number } {
  const before = tokens[from - 1];
  const first = tokens[from];
  if (before?.lower === 'minus' || before?.lower === 'negative') {
    return { sign: -1, from: from - 1 };
  }
  if (before?.lower === 'plus') {
    return { sign: 1, from: from - 1 };
  }
  // A dash that is glued to a figure and to nothing before it is a sign: `−$4.20`, `-5 %`, not `4-7`.
  const signed =
    before !== undefined && first?.glued === true && /^[-−–+]$/.test(before.text) && isFree(tokens, from - 1);
  if (!signed) {
    return { sign: 0, from };
  }
  return { sign: before.text === '+' ? 1 : -1, from: from - 1 };
}

function isFree(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  return (
    token !== undefined &&
    (!token.glued || before === undefined || (before.kind === 'sign' && /^[("'|:=~]$/.test(before.text)))
  );
}

const BOUNDS: readonly (readonly [RegExp, Bound])[] = [
  [/(?:^| )(?:at least|no less than|not less than|no fewer than|minimum of|≥|> =) ?$/, 'least'],
  [/(?:^| )(?:at most|no more than|not more than|up to|at the most|maximum of|as much as|as many as|≤|< =) ?$/, 'most'],
  [
    /(?:^| )(?:over|above|more than|beyond|exceeds?|exceeded|exceeding|past|greater than|higher than|upwards of|in excess of|>) ?$/,
    'over',
  ],
  [/(?:^| )(?:under|below|less than|fewer than|lower than|short of|smaller than|within|<) ?$/, 'under'],
  [/(?:^| )(?:nearly|almost|not quite|just short of|shy of|just under|just below) ?$/, 'nearly'],
  [
    /(?:^| )(?:about|around|roughly|approximately|approx|approx \.|circa|ca|ca \.|some|near|close to|or so|~|≈|±|say) ?$/,
    'about',
  ],
];
const NEARLY = /(?:just|slightly|a little|a bit) (?:under|below|less than|short of) ?$/;

function boundBefore(tokens: readonly Token[], from: number): Bound | null {
  const words = tokens
    .slice(Math.max(0, from - 4), from)
    .map(({ lower }) => lower)
    .join(' ')
    .replace(/ (?:the|a|an|only|just) ?$/, '');
  if (NEARLY.test(words)) {
    return 'nearly';
  }
  return BOUNDS.find(([shape]) => shape.test(words))?.[1] ?? null;
}

function boundBehind(tokens: readonly Token[], to: number): Bound | null {
  const [first, second] = [tokens[to]?.lower ?? '', tokens[to + 1]?.lower ?? ''];
  if (first === '+' && tokens[to]?.glued === true) {
    return 'least';
  }
  if (first !== 'or') {
    return null;
  }
  return ({ so: 'about', more: 'least', less: 'most', fewer: 'most' } as const)[second as 'so'] ?? null;
}

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
  'more other new further additional extra different separate whole full such of the your these those our'.split(' '),
);

function nounsBehind(tokens: readonly Token[], to: number): string[] {
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
    if (NO_NOUN.has(token.lower)) {
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

const RANGE = new Set([
  '-',
  '–',
  '—',
  '−',
  'to',
  'and',
  'or',
  'of',
  '/',
  'through',
  'until',
  '…',
  ',',
  'against',
  'out',
]);

/** `4–7 days`, `25.5 of 30 MB`, `$57 to 63`: what is said once holds for both. */
function share(tokens: readonly Token[], figures: readonly Figure[]): Figure[] {
  const shared = [...figures];
  for (let at = shared.length - 2; at >= 0; at -= 1) {
    const [first, second] = [shared[at], shared[at + 1]];
    if (first === undefined || second === undefined || !joined(tokens, first.to, second.from)) {
      continue;
    }
    const plain = (figure: Figure) => figure.unit === null && figure.nouns.length === 0;
    if (plain(first) && !plain(second)) {
      shared[at] = { ...takeScale(first, second), unit: second.unit, nouns: second.nouns };
    } else if (plain(second) && first.unit?.family.startsWith('money:') === true) {
      shared[at + 1] = { ...second, unit: first.unit };
    }
  }
  return shared;
}

/** `2 to 3 million` begins at two million; `1.2 M of 10 M` has a scale of its own. */
function takeScale(first: Figure, second: Figure): Figure {
  if (!second.scaled || first.scaled || first.value >= 1000) {
    return first;
  }
  const scale = 10 ** (Math.floor(Math.log10(Math.max(1, second.half * 2)) / 3) * 3);
  const by = scale >= 1000 ? scale : 1;
  return { ...first, value: first.value * by, half: first.half * by, step: first.step * by };
}

function joined(tokens: readonly Token[], from: number, to: number): boolean {
  const between = tokens.slice(from, to);
  return between.length > 0 && between.length <= 3 && between.every(({ lower }) => RANGE.has(lower) || lower === 'the');
}
