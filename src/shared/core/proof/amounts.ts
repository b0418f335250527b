import { readDigits, times, type Written, writtenNumber } from './digits';
import { foreignNumber, PARTS, SCALE_LETTERS, SCALES, SMALL, TENS } from './number-words';
import type { Token } from './tokens';

/** A number at a place of a sentence, in digits or in words. */
export interface Amount extends Written {
  /** The first token behind it. */
  readonly to: number;
  /** True for a part of a whole: `half`, `two thirds`; its value is in percent then. */
  readonly part: boolean;
  /** True where a word or letter behind the digits takes them a thousand or more times. */
  readonly scaled: boolean;
}

/** Halves and thirds in words are meant to a percent. */
const PART_HALF = 1;

/** The number that begins at token `at`; null where none does; `unreadable` where digits make no number. */
export function amountAt(tokens: readonly Token[], at: number): Amount | 'unreadable' | null {
  const first = tokens[at];
  if (first === undefined || first.kind === 'name' || first.kind === 'sign') {
    return null;
  }
  return first.kind === 'number' ? inDigits(tokens, at) : (partInWords(tokens, at) ?? inWords(tokens, at));
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
  return { ...times(value, scale), to, part: false, scaled: scale >= 1000 };
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
    return { value: own * 100, half: PART_HALF, step: PART_HALF, to: at + 3, part: true, scaled: false };
  }
  const behind = simpleFraction(tokens, to);
  if (behind === null) {
    return null;
  }
  const [scale, after] = scaleAt(tokens, to + 3, true);
  return { ...times(writtenNumber(value + behind, 2, 1), scale), to: after, part: false, scaled: scale >= 1000 };
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
  const over = first?.lower === 'a' ? 1 : SMALL.get(first?.lower ?? '');
  const dash = next?.text === '-' ? 1 : 0;
  const under = PARTS.get(tokens[at + 1 + dash]?.lower ?? '');
  if (over === undefined || over === 0 || under === undefined || isCalendar(tokens, at)) {
    return null;
  }
  const to = at + 2 + dash;
  return { value: (over / under) * 100, half: PART_HALF, step: PART_HALF, to, part: true, scaled: false };
}

/** `once a quarter`, `every third`: no part of anything. */
function isCalendar(tokens: readonly Token[], at: number): boolean {
  return ['per', 'once', 'every', 'each', 'times'].includes(tokens[at - 1]?.lower ?? '');
}

function halfOf(tokens: readonly Token[], at: number): Amount {
  const article = tokens[at + 1]?.lower === 'a' || tokens[at + 1]?.lower === 'an';
  const [scale, to] = scaleAt(tokens, at + 2, false);
  if (article && scale > 1) {
    return { value: scale / 2, half: scale / 20, step: scale / 10, to, part: false, scaled: scale >= 1000 };
  }
  const timed =
    article && ['hour', 'day', 'minute', 'month', 'week', 'year', 'second'].includes(tokens[at + 2]?.lower ?? '');
  return timed
    ? { value: 0.5, half: 0.05, step: 0.1, to: at + 2, part: false, scaled: false }
    : { value: 50, half: PART_HALF, step: PART_HALF, to: at + 1, part: true, scaled: false };
}

/** `twelve`, `forty-two`, `one hundred and five thousand`, `a dozen`, `zwölf`. */
function inWords(tokens: readonly Token[], at: number): Amount | null {
  const article = tokens[at]?.lower === 'a' || tokens[at]?.lower === 'an';
  if (article) {
    const [scale, to] = scaleAt(tokens, at + 1, false);
    return scale === 1
      ? null
      : { value: scale, half: Math.min(scale / 20, 0.5 * scale), step: scale, to, part: false, scaled: scale >= 1000 };
  }
  const other = foreignNumber(tokens[at]?.lower ?? '');
  if (other !== null) {
    return { ...writtenNumber(other, 0, 1), to: at + 1, part: false, scaled: false };
  }
  return sumOfWords(tokens, at);
}

function sumOfWords(tokens: readonly Token[], at: number): Amount | null {
  let total = 0;
  let group: number | null = null;
  let last = 1;
  let to = at;
  for (let token = tokens[to]; token !== undefined; token = tokens[to]) {
    const word = token.lower;
    const small = SMALL.get(word);
    const tens = TENS.get(word);
    const scale = SCALES.get(word);
    if (small !== undefined && fits(group, small)) {
      group = (group ?? 0) + small;
      last = 1;
    } else if (tens !== undefined && (group ?? 0) % 100 === 0) {
      group = (group ?? 0) + tens;
      last = 1;
    } else if (scale === 100 && group !== null) {
      group *= 100;
    } else if (scale !== undefined && group !== null) {
      total += group * scale;
      last = scale < 1000 ? 1 : scale;
      group = null;
    } else {
      const joined = (word === '-' || word === 'and') && to > at && goesOn(tokens[to + 1], word, group, total);
      if (!joined) {
        break;
      }
    }
    to += 1;
  }
  if (to === at || (group === null && total === 0)) {
    return null;
  }
  const half = andAHalf(tokens, to);
  if (half !== to) {
    const [scale, after] = scaleAt(tokens, half, false);
    return {
      ...times(writtenNumber(total + (group ?? 0) + 0.5, 1, 1), scale),
      to: after,
      part: false,
      scaled: scale >= 1000,
    };
  }
  const value = total + (group ?? 0);
  const exact = group === null ? last : 1;
  return { value, half: exact / 2, step: exact, to, part: false, scaled: value >= 1000 };
}

/** `forty` takes `two`, `hundred` takes anything, `twelve` takes nothing. */
function fits(group: number | null, small: number): boolean {
  if (group === null || (group >= 100 && group % 100 === 0)) {
    return true;
  }
  return small < 10 && small > 0 && group % 10 === 0 && group % 100 !== 10;
}

function goesOn(next: Token | undefined, joint: string, group: number | null, total: number): boolean {
  const word = next?.lower ?? '';
  if (joint === '-') {
    return SMALL.has(word) || TENS.has(word) || SCALES.has(word);
  }
  const open = group === null ? total > 0 : group % 100 === 0 && group > 0;
  return open && (SMALL.has(word) || TENS.has(word));
}
