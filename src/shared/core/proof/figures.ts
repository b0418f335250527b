import { type Amount, amountAt } from './amounts';
import { writtenNumber } from './digits';
import type { Bound, Figure } from './figure';
import { nounsBehind, nounsOfOne } from './nouns';
import { MULTIPLES } from './number-words';
import { roleOf } from './roles';
import { joinMoney, shareUnits } from './shared-units';
import type { Token } from './tokens';
import { unitAround } from './unit-around';
import { stem, TIMES, type Unit, unitNamed } from './units';

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
    const amount = isAllDay(tokens, at)
      ? 'skip'
      : (multipleAt(tokens, at) ??
        partOfPercent(tokens, at) ??
        oneUnit(tokens, at) ??
        andAHalf(tokens, at) ??
        partOfTime(tokens, at));
    if (amount === 'unreadable') {
      return { unreadable: at };
    }
    if (amount === 'skip') {
      at += 2;
      continue;
    }
    if (amount === null || isPronoun(tokens, at, amount) || isOfTheAnswer(tokens, amount)) {
      continue;
    }
    const figure = figureOf(tokens, at, amount);
    figures.push(figure);
    at = Math.max(at, figure.to - 1);
  }
  return shareUnits(tokens, joinMoney(tokens, figures));
}

/** `24/7` says always. */
function isAllDay(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '24' && tokens[at + 1]?.text === '/' && tokens[at + 2]?.text === '7';
}

/** `twice as much`, `twice the limit`; what was `deployed twice` happened two times. */
const TIMES_WHAT = new Set('as the that what its their your our of last in a an this these those more over'.split(' '));

function multipleAt(tokens: readonly Token[], at: number): (Amount & { readonly unit?: Unit }) | null {
  const word = tokens[at]?.lower ?? '';
  const often = { twice: 2, thrice: 3 }[word];
  if (often !== undefined && !TIMES_WHAT.has(tokens[at + 1]?.lower ?? '')) {
    return { ...writtenNumber(often, 0, 1), to: at + 1, part: false, scale: 1 };
  }
  const value = tokens[at]?.kind === 'word' ? MULTIPLES.get(tokens[at]?.lower ?? '') : undefined;
  return value === undefined
    ? null
    : // `more than double` goes on to three times.
      { value, half: value / 20, step: value < 1 ? value / 20 : 1, to: at + 1, part: false, scale: 1, unit: TIMES };
}

/** `half a percent`. */
function partOfPercent(tokens: readonly Token[], at: number): (Amount & { readonly unit: Unit }) | null {
  const [half, article, word] = tokens.slice(at, at + 3);
  const isHalf = half?.lower === 'half' && article?.lower === 'a';
  const unit = isHalf ? unitNamed(word?.text ?? '') : null;
  return unit?.family === 'percent'
    ? { value: 0.5, half: 0.05, step: 0.5, to: at + 3, part: false, scale: 1, unit }
    : null;
}

/** `a quarter of an hour` is of time; any other part is a percentage. */
function partOfTime(tokens: readonly Token[], at: number): (Amount & { readonly unit?: Unit }) | 'unreadable' | null {
  const amount = amountAt(tokens, at);
  if (amount === null || amount === 'unreadable' || !amount.part) {
    return amount;
  }
  const [of, article, word] = tokens.slice(amount.to, amount.to + 3);
  const dashed = of?.text === '-' && of.glued ? unitNamed(article?.text ?? '') : null;
  if (dashed?.family === 'time') {
    return {
      ...amount,
      value: amount.value / 100,
      half: 0.01,
      step: 0.05,
      part: false,
      to: amount.to + 2,
      unit: dashed,
    };
  }
  const unit = of?.lower === 'of' && /^an?$/.test(article?.lower ?? '') ? unitNamed(word?.text ?? '') : null;
  if (unit?.family === 'percent' || unit?.family.startsWith('money:') === true) {
    return { ...amount, value: amount.value / 100, half: 0.01, step: 0.05, part: false, to: amount.to + 3, unit };
  }
  return unit?.family === 'time'
    ? { ...amount, value: amount.value / 100, half: 0.01, step: 0.05, part: false, to: amount.to + 3, unit }
    : amount;
}

/** `the terabyte`, `a gigabyte`: one of it. */
function oneUnit(tokens: readonly Token[], at: number): (Amount & { readonly unit: Unit }) | null {
  const word = tokens[at + 1]?.lower ?? '';
  const isOne = /^(?:an?|the|this|that)$/.test(tokens[at]?.lower ?? '') && /^(?:tera|giga|peta)byte$/.test(word);
  const unit = isOne ? unitNamed(word) : null;
  const rate = /^(?:per|of|for)$/.test(tokens[at - 1]?.lower ?? '') && tokens[at]?.lower !== 'the';
  return unit === null || rate ? null : { value: 1, half: 0.005, step: 1, to: at + 2, part: false, scale: 1, unit };
}

/** `a week and a half`, `a dollar and a half`. */
function andAHalf(tokens: readonly Token[], at: number): (Amount & { readonly unit: Unit }) | null {
  const unit = /^an?$/.test(tokens[at]?.lower ?? '') ? unitNamed(tokens[at + 1]?.text ?? '') : null;
  const half = tokens.slice(at + 2, at + 5).map(({ lower }) => lower);
  const mayBe = unit?.family === 'time' || unit?.family.startsWith('money:') === true;
  return mayBe && half.join(' ') === 'and a half'
    ? { value: 1.5, half: 0.25, step: 0.25, to: at + 5, part: false, scale: 1, unit }
    : null;
}

/** `one of them`, `the first one`, `no one`, `starts from zero`: nothing is counted. Counted is `one day`, `only one project`. */
function isPronoun(tokens: readonly Token[], at: number, amount: Amount): boolean {
  const before = tokens[at - 1]?.lower ?? '';
  const next = tokens[at + 1];
  if (tokens[at]?.lower === 'zero' && before === 'from' && next?.lower !== 'to') {
    return true;
  }
  if (tokens[at]?.lower !== 'one' || amount.to !== at + 1) {
    return false;
  }
  if (unitAround(tokens, at, at + 1, false).unit !== null) {
    return false;
  }
  return !(
    ['only', 'exactly', 'just', 'have', 'has', 'and', 'to'].includes(before) &&
    next?.kind === 'word' &&
    next.lower !== 'of' &&
    (before === 'to' || nounsOfOne(tokens, at + 1).length > 0)
  );
}

/** What an answer counts of its own sentences. */
const OF_ANSWERS = /^(?:things?|reasons?|drawbacks?|caveats?|catches|questions?|sides)$/;
/** More of them nobody counts out. */
const MOST_OF_ANSWERS = 4;

/** `Two things are missing`, `for two reasons`: of nothing that was measured. */
function isOfTheAnswer(tokens: readonly Token[], { value, part, to }: Amount): boolean {
  return !part && value <= MOST_OF_ANSWERS && OF_ANSWERS.test(tokens[to]?.lower ?? '');
}

function figureOf(tokens: readonly Token[], at: number, amount: Amount & { readonly unit?: Unit }): Figure {
  const around = unitAround(tokens, at, amount.to, amount.part);
  const unit = amount.unit ?? around.unit;
  const { sign, from } = signBefore(tokens, around.from);
  const bound = boundBefore(tokens, from) ?? boundBehind(tokens, around.to) ?? 'exact';
  const several = unit === null ? nounsBehind(tokens, around.to) : [];
  const nouns = unit === null && amount.value === 1 ? nounsOfOne(tokens, around.to) : several;
  const {
    value,
    half: exact,
    step,
    scale,
  } = around.scale === 1
    ? amount
    : {
        value: amount.value * around.scale,
        half: amount.half * around.scale,
        step: amount.step * around.scale,
        scale: around.scale,
      };
  const half = amount.part && (bound === 'about' || bound === 'nearly') ? 5 * exact : exact;
  return {
    value,
    half,
    step,
    scale,
    sign,
    unit,
    nouns,
    perhaps: [],
    sort: nouns.length === 0 && unit === null ? sortBehind(tokens, around.to) : [],
    state: nouns.length > 0 ? stateBehind(tokens, around.to) : null,
    bound,
    scaled: null,
    kind: nouns.length === 0 && unit === null ? kindBehind(tokens, around.to) : null,
    within: isWithin(tokens, from),
    role: roleOf(tokens, { from, to: around.to, unit }),
    all: isAll(tokens, from),
    from,
    to: around.to,
  };
}

const WITHIN =
  /(?:^| )(?:within|in the next|over the next|in the coming|during the next|inside) ?(?:of |the |next |about |roughly )*$/;

function isWithin(tokens: readonly Token[], from: number): boolean {
  return WITHIN.test(wordsBefore(tokens, from));
}

function wordsBefore(tokens: readonly Token[], from: number): string {
  return tokens
    .slice(Math.max(0, from - 4), from)
    .map(({ lower }) => lower)
    .join(' ');
}

/** `two of them critical`, `two of which are firing`: what two may count. */
function sortBehind(tokens: readonly Token[], to: number): string[] {
  const [of, whom, ...words] = tokens.slice(to, to + 9).map(({ lower }) => lower);
  if (of !== 'of' || !/^(?:them|these|those|which)$/.test(whom ?? '')) {
    return [];
  }
  const ends = words.findIndex((word) => !/^\p{L}+$/u.test(word));
  return words
    .slice(0, ends < 0 ? words.length : ends)
    .filter((word) => word.length > 3 && !/^(?:were|have|with|from|that)$/.test(word))
    .map(stem);
}

/** `three alerts are critical`: what those that are counted are. */
function stateBehind(tokens: readonly Token[], to: number): string | null {
  const words = tokens.slice(to, to + 8).map(({ lower }) => lower);
  const at = words.findIndex((word) => /^(?:are|is|were)$/.test(word));
  const skipped = words.slice(at + 1).find((word) => !/^(?:now|still|all|both|currently)$/.test(word)) ?? '';
  return at < 0 || !words.slice(0, at).every((word) => /^\p{L}+$/u.test(word)) ? null : stem(skipped);
}

/** `two critical, one warning`: a word that ends what is said of the number. */
function kindBehind(tokens: readonly Token[], to: number): string | null {
  const [word, next] = [tokens[to], tokens[to + 1]];
  const ends = next === undefined || (next.kind === 'sign' && /^[,.;:)]$/.test(next.text)) || next.lower === 'and';
  return word?.kind === 'word' && ends && /^\p{L}+$/u.test(word.lower) ? stem(word.lower) : null;
}

function isAll(tokens: readonly Token[], from: number): boolean {
  return ['all', 'the', 'these', 'those', 'your', 'other'].includes(tokens[from - 1]?.lower ?? '');
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
  [
    /(?:^| )(?:at most|no more than|not more than|(?<!(?:topped|adds?|added|comes?|went|goes?|filled|moved) )up to|at the most|maximum of|as much as|as many as|≤|< =) ?$/,
    'most',
  ],
  [
    /(?:^| )(?:over|above|more than|beyond|exceeds?|exceeded|exceeding|past|greater than|higher than|upwards of|in excess of|>) ?$/,
    'over',
  ],
  [/(?:^| )(?:under|below|less than|fewer than|not even|lower than|short of|smaller than|within|<) ?$/, 'under'],
  [/(?:^| )(?:nearly|almost|not quite|just short of|shy of|just under|just below) ?$/, 'nearly'],
  [
    /(?:^| )(?:about|around|roughly|approximately|approx|approx \.|circa|ca|ca \.|some|near|close to|or so|~|≈|±|say) ?$/,
    'about',
  ],
];
const NEARLY = /(?:just|slightly|a little|a bit) (?:under|below|less than|short of) ?$/;

function boundBefore(tokens: readonly Token[], from: number): Bound | null {
  // `below the $73 of last month` compares with what is there.
  if (/(?:^| )(?:over|above|more than|beyond|than|under|below|less than) the ?$/.test(wordsBefore(tokens, from))) {
    return 'exact';
  }
  const words = wordsBefore(tokens, from).replace(/ (?:the|a|an|only|just) ?$/, '');
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
