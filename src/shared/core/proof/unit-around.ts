import type { Token } from './tokens';
import { CURRENCY_SIGNS, isCurrency, money, PERCENT, stem, TIMES, type Unit, unitNamed } from './units';

/** The unit of a number, and the tokens that number, currency and unit take together. */
interface Around {
  readonly unit: Unit | null;
  readonly from: number;
  readonly to: number;
  /** A million for the `m` of `$5m`. */
  readonly scale: number;
}

/** The unit before or behind the number of tokens `at` to `to`. `part`: the number is a part in words, and so a percentage. */
export function unitAround(tokens: readonly Token[], at: number, to: number, part: boolean): Around {
  if (part) {
    return { unit: PERCENT, from: at, to, scale: 1 };
  }
  return moneyBefore(tokens, at, to) ?? unitBehind(tokens, at, to);
}

/** `$5`, `US$5`, `USD 5`, `−$5`. */
function moneyBefore(tokens: readonly Token[], at: number, to: number): Around | null {
  const before = tokens[at - 1];
  const sign = CURRENCY_SIGNS.get(before?.text ?? '');
  if (before === undefined || (sign === undefined && !isCurrency(before.text))) {
    return null;
  }
  const letters = sign === 'USD' && tokens[at - 2]?.kind === 'word' && before.glued ? tokens[at - 2]?.text : undefined;
  const from = letters === undefined ? at - 1 : at - 2;
  const [scale, behind] = shortScale(tokens, to);
  const currency = letters === undefined ? (sign ?? before.text) : dollarOf(letters);
  const code = tokens[behind];
  const named = code !== undefined && isCurrency(code.text);
  return { unit: money(named ? code.text : currency), from, to: named ? behind + 1 : behind, scale };
}

/** `US$`, `CA$`, `A$`: the dollar of a country. */
function dollarOf(letters: string): string {
  const code = `${letters.length === 1 ? `${letters}U` : letters}D`;
  return isCurrency(code) ? code : letters;
}

function shortScale(tokens: readonly Token[], to: number): [number, number] {
  return tokens[to]?.text === 'm' && tokens[to]?.glued === true ? [1e6, to + 1] : [1, to];
}

function unitBehind(tokens: readonly Token[], at: number, to: number): Around {
  const dash = tokens[to]?.text === '-' && tokens[to]?.glued === true ? 1 : 0;
  const token = tokens[to + dash];
  const none = { unit: null, from: at, to, scale: 1 };
  if (token === undefined || token.kind === 'number') {
    return none;
  }
  if (token.kind === 'name') {
    return unitOfName(token, none, to + dash);
  }
  const euro = CURRENCY_SIGNS.get(token.text);
  if (euro !== undefined && dash === 0) {
    // `5 €`; not the sign of the next amount.
    return tokens[to + 1]?.kind === 'number' && tokens[to + 1]?.glued === true
      ? none
      : { ...none, unit: money(euro), to: to + 1 };
  }
  return composed(tokens, at, to + dash) ?? single(tokens, at, to + dash) ?? none;
}

/** `5 MIU`; of `95 compute hours`, of a limit that is called so, hours, and the name stays one. */
function unitOfName({ text, lower }: Token, none: Around, at: number): Around {
  if (isCurrency(text)) {
    return { ...none, unit: money(text), to: at + 1 };
  }
  const [, of = '', unit = ''] = /(?:^|(?:^| )(\p{L}+) )(\p{L}+)$/u.exec(lower) ?? [];
  if (!/^(?:hours|minutes|seconds)$/.test(unit)) {
    return none;
  }
  // What is called `build CPU minutes` is counted in CPU-minutes.
  return { ...none, unit: of === 'cpu' ? unitNamed(`${of}-${unit}`) : unitNamed(unit) };
}

/** `GB-hours`, `GB hours`, `per cent`, `percentage points`, `US dollars`. */
function composed(tokens: readonly Token[], at: number, to: number): Around | null {
  const first = tokens[to];
  const dash = tokens[to + 1]?.text === '-' ? 1 : 0;
  const second = tokens[to + 1 + dash];
  if (first === undefined || second === undefined) {
    return null;
  }
  const behind = to + 2 + dash;
  if (
    (first.lower === 'per' && second.lower === 'cent') ||
    (first.lower === 'percentage' && stem(second.lower) === 'point')
  ) {
    return { unit: PERCENT, from: at, to: behind, scale: 1 };
  }
  if (['us', 'u.s'].includes(first.lower) && stem(second.lower) === 'dollar') {
    return { unit: money('USD'), from: at, to: behind, scale: 1 };
  }
  const capacity = /^(?:[kmgt]i?b|cu|cpu|vcpu|branch|compute)$/.test(first.lower);
  const unit = capacity ? unitNamed(`${first.text}-${second.text}`) : null;
  return unit === null ? null : { unit, from: at, to: behind, scale: 1 };
}

function single(tokens: readonly Token[], at: number, to: number): Around | null {
  const token = tokens[to];
  if (token === undefined) {
    return null;
  }
  if (isTimes(tokens, to)) {
    return { unit: TIMES, from: at, to: to + 1, scale: 1 };
  }
  // `5 m` may be minutes; `5 s` and `5 d` are seconds and days; `5 A` is none.
  const unit = token.lower === 'm' ? { family: 'time', factors: [60] } : unitNamed(token.text.replace(/'s?$/, ''));
  return unit === null ? null : { unit, from: at, to: to + 1, scale: 1 };
}

/** `five times a day`, `three times in November`: how often, not how many times as much. */
const COUNTED_TIMES = new Set(
  'a an in per this last since already on over during within out . , ; ) and so'.split(' '),
);

/** `3x`, `3×`, `three times as much`, `5-fold`; not `3 × $20`, nor `happened five times`. */
function isTimes(tokens: readonly Token[], to: number): boolean {
  const [token, next] = [tokens[to], tokens[to + 1]];
  if (token?.text === 'x' || token?.text === '×') {
    return next === undefined || (next.kind !== 'number' && !CURRENCY_SIGNS.has(next.text) && next.kind !== 'name');
  }
  return token?.lower === 'fold' || (token?.lower === 'times' && !COUNTED_TIMES.has(next?.lower ?? '.'));
}
