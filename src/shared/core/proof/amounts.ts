import { readDigits, times, type Written, writtenNumber } from './digits';
import { foreignNumber, PARTS, SCALE_LETTERS, SCALES, SMALL, TENS } from './number-words';
import type { Token } from './tokens';
import { unitNamed } from './units';

/** A number at a place of a sentence, in digits or in words. */
export interface Amount extends Written {
  /** The first token behind it. */
  readonly to: number;
  /** True for a part of a whole: `half`, `two thirds`; its value is in percent then. */
  readonly part: boolean;
  /** What a word or letter behind the digits takes them: a million for `3.1 M`. */
  readonly scale: number;
}

/** Halves and thirds in words are meant to half a percent; `about a third` and `more than half` as far as a sixth of it. */
const PART_HALF = 1.25;
const PART_STEP = 15;

/** The number that begins at token `at`; null where none does; `unreadable` where digits make no number. */
export function amountAt(tokens: readonly Token[], at: number): Amount | 'unreadable' | null {
  const first = tokens[at];
  if (first === undefined || first.kind === 'name' || first.kind === 'sign') {
    return null;
  }
  return (
    oneIn(tokens, at) ??
    (first.kind === 'number' ? inDigits(tokens, at) : (partInWords(tokens, at) ?? inWords(tokens, at)))
  );
}

/** `8 in 10`, `three in four`, `nine out of ten`, `where 8 of 10 would be right`: a part; not `2 in 10 days`, nor `three out of four budgets`. */
function oneIn(tokens: readonly Token[], at: number): Amount | null {
  const [over, word, ...rest] = tokens.slice(at, at + 5);
  const isOut = word?.lower === 'out' && rest[0]?.lower === 'of';
  const under = rest[isOut ? 1 : 0];
  const to = at + (isOut ? 4 : 3);
  const [part, whole] = [wholeOf(over), wholeOf(under)];
  const isOf = word?.lower === 'of' && whole === 10 && OF_TEN.test(tokens[to]?.lower ?? '.');
  const isPart = (word?.lower === 'in' || isOut || isOf) && part > 0 && part < whole && ROUND_WHOLES.has(whole);
  const isOfWhat =
    tokens[to]?.kind === 'word' && /(?:s|^an?)$/.test(tokens[to]?.lower ?? '') && !CASES.has(tokens[to]?.lower ?? '');
  return isPart && !isOfWhat
    ? {
        value: (part / whole) * 100,
        half: ONE_IN_HALF,
        step: PART_STEP,
        to: CASES.has(tokens[to]?.lower ?? '') ? to + 1 : to,
        part: true,
        scale: 1,
      }
    : null;
}

const ROUND_WHOLES = new Set([3, 4, 5, 10]);
const CASES = new Set(['cases', 'times', 'forecasts', 'occasions']);
/** What may stand behind `8 of 10` where nothing is counted. */
const OF_TEN = /^(?:[.,;:)]|cases|times|where|it|that|which|would|should|is|as|for)$/;
const ONE_IN_HALF = 1.5;

function wholeOf(token: Token | undefined): number {
  return SMALL.get(token?.lower ?? '') ?? (/^\d{1,2}$/.test(token?.text ?? '') ? Number(token?.text) : 0);
}

function inDigits(tokens: readonly Token[], at: number): Amount | 'unreadable' {
  const { written, to: afterDigits } = joinedGroups(tokens, at);
  const plain = readDigits(written);
  if (plain === null) {
    return 'unreadable';
  }
  const fraction = fractionBehind(tokens, at, afterDigits, plain.value);
  if (fraction !== null) {
    return fraction;
  }
  const half = andAHalf(tokens, afterDigits);
  const value = half === afterDigits ? plain : writtenNumber(plain.value + 0.5, 1, 1);
  const [scale, to] = scaleAt(tokens, half, true);
  return { ...times(value, scale), to, part: false, scale };
}

/** `1 500 000`, as some write: groups of three, one space between. */
function joinedGroups(tokens: readonly Token[], at: number): { written: string; to: number } {
  let written = tokens[at]?.text ?? '';
  let to = at + 1;
  if (/^[1-9]\d{0,2}$/.test(written)) {
    for (let next = tokens[to]; next !== undefined && isGroup(tokens[to - 1], next); next = tokens[to]) {
      written += next.text;
      to += 1;
      if (next.text.length > 3) {
        break;
      }
    }
  }
  return { written, to };
}

function isGroup(before: Token | undefined, next: Token): boolean {
  return before !== undefined && next.start === before.end + 1 && /^\d{3}(?:[.,]\d{1,2})?$/.test(next.text);
}

/** `1/2`, `3/4`, and `4 1/2`: only fractions that people write; `4/5` may be four of five. */
function fractionBehind(tokens: readonly Token[], at: number, to: number, value: number): Amount | null {
  const own = simpleFraction(tokens, at);
  if (own !== null && to === at + 1) {
    return { value: own * 100, half: PART_HALF, step: PART_STEP, to: at + 3, part: true, scale: 1 };
  }
  const behind = simpleFraction(tokens, to);
  if (behind === null) {
    return null;
  }
  const [scale, after] = scaleAt(tokens, to + 3, true);
  return { ...times(writtenNumber(value + behind, 2, 1), scale), to: after, part: false, scale };
}

function simpleFraction(tokens: readonly Token[], at: number): number | null {
  const [over, sign, under] = tokens.slice(at, at + 3);
  if (over?.kind !== 'number' || sign?.text !== '/' || under?.kind !== 'number' || !sign.glued || !under.glued) {
    return null;
  }
  return /^[1-7]\/[2-58]$/.test(`${over.text}/${under.text}`) && Number(over.text) < Number(under.text)
    ? Number(over.text) / Number(under.text)
    : null;
}

function andAHalf(tokens: readonly Token[], at: number): number {
  return tokens[at]?.lower === 'and' && tokens[at + 1]?.lower === 'a' && tokens[at + 2]?.lower === 'half' ? at + 3 : at;
}

/** What the words or the letter at `at` take a number times, and the token behind. */
function scaleAt(tokens: readonly Token[], at: number, digits: boolean): [number, number] {
  let scale = 1;
  let to = at;
  for (let next = tokens[to]; next !== undefined; next = tokens[to]) {
    const by = next.kind === 'word' ? scaleOf(next, tokens[to + 1], digits && to === at) : undefined;
    if (by === undefined) {
      break;
    }
    scale *= by;
    to += 1;
  }
  return [scale, to];
}

function scaleOf(token: Token, next: Token | undefined, digits: boolean): number | undefined {
  const word = SCALES.get(token.lower);
  if (word !== undefined) {
    return word;
  }
  const letter = digits ? SCALE_LETTERS.get(token.text) : undefined;
  return letter !== undefined && (token.glued || 'kMG'.includes(token.text)) && next?.text !== '-' ? letter : undefined;
}

/** `half`, `a third`, `two-thirds`, `three quarters of`; not `half a million`, `half an hour`. */
function partInWords(tokens: readonly Token[], at: number): Amount | null {
  const first = tokens[at];
  const next = tokens[at + 1];
  if (first?.lower === 'half') {
    return halfOf(tokens, at);
  }
  const over = first?.lower === 'a' || first?.lower === 'an' ? 1 : SMALL.get(first?.lower ?? '');
  // `a good quarter`, `a full third`: what is said of a part is not in the way of it.
  const dash = next?.text === '-' || (over === 1 && /^(?:good|full|whole|mere)$/.test(next?.lower ?? '')) ? 1 : 0;
  const under = PARTS.get(tokens[at + 1 + dash]?.lower ?? '');
  if (over === undefined || over === 0 || under === undefined || isCalendar(tokens, at)) {
    return null;
  }
  const to = at + 2 + dash;
  return { value: (over / under) * 100, half: PART_HALF, step: PART_STEP, to, part: true, scale: 1 };
}

/** `once a quarter`, `every third`: no part of anything. */
function isCalendar(tokens: readonly Token[], at: number): boolean {
  return ['per', 'once', 'every', 'each', 'times'].includes(tokens[at - 1]?.lower ?? '');
}

function halfOf(tokens: readonly Token[], at: number): Amount {
  const article = tokens[at + 1]?.lower === 'a' || tokens[at + 1]?.lower === 'an';
  const [scale, to] = scaleAt(tokens, at + 2, false);
  if (article && scale > 1) {
    return { value: scale / 2, half: scale / 20, step: scale / 10, to, part: false, scale };
  }
  const timed =
    article && ['hour', 'day', 'minute', 'month', 'week', 'year', 'second'].includes(tokens[at + 2]?.lower ?? '');
  return timed
    ? { value: 0.5, half: 0.05, step: 0.1, to: at + 2, part: false, scale: 1 }
    : { value: 50, half: PART_HALF, step: PART_STEP, to: at + 1, part: true, scale: 1 };
}

/** `twelve`, `forty-two`, `one hundred and five thousand`, `a dozen`, `zwölf`. */
function inWords(tokens: readonly Token[], at: number): Amount | null {
  const article = tokens[at]?.lower === 'a' || tokens[at]?.lower === 'an';
  if (article && isSpan(tokens, at)) {
    return { ...writtenNumber(1, 0, 1), to: at + 1, part: false, scale: 1 };
  }
  if (article) {
    const [scale, to] = scaleAt(tokens, at + 1, false);
    const sum = scale < 100 ? null : sumOfWords(tokens, at + 1, { total: 0, group: 1, last: 1 });
    if (sum !== null && sum.to > to) {
      return sum;
    }
    return scale === 1
      ? null
      : { value: scale, half: Math.min(scale / 20, 0.5 * scale), step: scale, to, part: false, scale };
  }
  const other = foreignNumber(tokens[at]?.lower ?? '');
  if (other !== null) {
    return { ...writtenNumber(other, 0, 1), to: at + 1, part: false, scale: 1 };
  }
  return sumOfWords(tokens, at);
}

/** What a number in words has come to: whole thousands, and what stands before the next `thousand`. */
interface Sum {
  total: number;
  group: number | null;
  /** What the last word counts. */
  last: number;
}

function sumOfWords(
  tokens: readonly Token[],
  at: number,
  sum: Sum = { total: 0, group: null, last: 1 },
): Amount | null {
  let to = at;
  for (let token = tokens[to]; token !== undefined; token = tokens[to]) {
    const joint = (token.lower === '-' || token.lower === 'and') && to > at;
    if (!takes(sum, token.lower) && !(joint && goesOn(tokens[to + 1], token.lower, sum))) {
      break;
    }
    to += 1;
  }
  if (to === at || (sum.group === null && sum.total === 0)) {
    return null;
  }
  const value = sum.total + (sum.group ?? 0);
  const half = andAHalf(tokens, to);
  if (half !== to) {
    const [scale, after] = scaleAt(tokens, half, false);
    return { ...times(writtenNumber(value + 0.5, 1, 1), scale), to: after, part: false, scale };
  }
  const exact = sum.group === null ? sum.last : 1;
  return { value, half: exact / 2, step: exact, to, part: false, scale: sum.last };
}

/** Takes a word into the sum; false where it is none of a number, or does not go on from what was there. */
function takes(sum: Sum, word: string): boolean {
  const small = SMALL.get(word);
  const tens = TENS.get(word);
  const scale = SCALES.get(word);
  if ((small !== undefined && fits(sum.group, small)) || (tens !== undefined && (sum.group ?? 0) % 100 === 0)) {
    sum.group = (sum.group ?? 0) + (small ?? tens ?? 0);
    sum.last = 1;
    return true;
  }
  if (scale === undefined || sum.group === null) {
    return false;
  }
  if (scale === 100) {
    sum.group *= 100;
    return true;
  }
  sum.total += sum.group * scale;
  sum.last = scale < 1000 ? 1 : scale;
  sum.group = null;
  return true;
}

/** `forty` takes `two`, `hundred` takes anything, `twelve` takes nothing. */
function fits(group: number | null, small: number): boolean {
  if (group === null || (group >= 100 && group % 100 === 0)) {
    return true;
  }
  return small < 10 && small > 0 && group % 10 === 0 && group % 100 !== 10;
}

function goesOn(next: Token | undefined, joint: string, { group, total }: Sum): boolean {
  const word = next?.lower ?? '';
  if (joint === '-') {
    return SMALL.has(word) || TENS.has(word) || SCALES.has(word);
  }
  const open = group === null ? total > 0 : group % 100 === 0 && group > 0;
  return open && (SMALL.has(word) || TENS.has(word));
}

const BEFORE_SPAN = new Set(
  'in within about for nearly almost than over under takes take roughly around after least most only just'.split(' '),
);

/** `in a week`, `within an hour`: one of it; `$5 a month` is a rate. */
function isSpan(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return (
    next?.kind === 'word' && unitNamed(next.text)?.family === 'time' && BEFORE_SPAN.has(tokens[at - 1]?.lower ?? '')
  );
}
