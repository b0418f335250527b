import type { Figure } from './figure';
import type { Token } from './tokens';

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
  'against',
  'out',
  'instead',
  'rather',
  'than',
  'vs',
  'versus',
  'down',
  'from',
]);

/** `9 dollars and 21 cents`, `9 dollars 60`: one amount. */
export function joinMoney(tokens: readonly Token[], figures: readonly Figure[]): Figure[] {
  const joined: Figure[] = [];
  for (const figure of figures) {
    const before = joined.at(-1);
    const between = before === undefined ? [] : tokens.slice(before.to, figure.from).map(({ lower }) => lower);
    const isCents = figure.unit?.factors[0] === 0.01 && figure.unit.family === before?.unit?.family;
    const isBare = isPlain(figure) && figure.value < 100 && between.length === 0;
    const isWhole = before?.unit?.factors[0] === 1 && /^\p{L}+$/u.test(tokens[before.to - 1]?.text ?? '');
    if (before !== undefined && isWhole && ((isCents && between.join(' ').replace('and', '') === '') || isBare)) {
      const cents = figure.value / 100;
      joined.splice(-1, 1, { ...before, value: before.value + cents, half: 0.005, step: 0.01, to: figure.to });
    } else {
      joined.push(figure);
    }
  }
  return joined;
}

/** `4–7 days`, `25.5 of 30 MB`, `$57 to 63`: what is said once holds for both. */
export function shareUnits(tokens: readonly Token[], figures: readonly Figure[]): Figure[] {
  const shared = [...figures];
  for (let at = shared.length - 2; at >= 0; at -= 1) {
    const [first, second] = [shared[at], shared[at + 1]];
    if (first !== undefined && second !== undefined) {
      shared.splice(at, 2, ...shareTwo(tokens, first, second));
    }
  }
  return shared;
}

function shareTwo(tokens: readonly Token[], first: Figure, second: Figure): readonly [Figure, Figure] {
  if (isHeldAgainst(tokens, first, second)) {
    return [first, { ...second, bound: 'exact' }];
  }
  if (!joined(tokens, first.to, second.from)) {
    return [first, second];
  }
  if (isPlain(first)) {
    const of = tokens[second.from - 1]?.lower === 'of';
    return [like(first, second, of), of ? { ...second, state: null } : second];
  }
  const isMoney = isPlain(second) && first.unit?.family.startsWith('money:') === true;
  return [first, isMoney ? { ...second, unit: first.unit } : second];
}

/** `8.5 % over $181.89`, `$9 above $15`: the second is what the first is held against, not a bound. */
function isHeldAgainst(tokens: readonly Token[], first: Figure, second: Figure): boolean {
  const between = tokens.slice(first.to, second.from).map(({ lower }) => lower);
  return /^(?:over|above|below|under|beyond|(?:more|less|higher|lower) than)$/.test(between.join(' '));
}

function isPlain({ unit, nouns }: Figure): boolean {
  return unit === null && nouns.length === 0;
}

/** The first of two with what the second says. `45 of 52 forecasts`: what 45 counts may be called otherwise, and has a scale of its own. */
function like(first: Figure, second: Figure, of: boolean): Figure {
  const scaled = takeScale(first, second);
  return of
    ? {
        ...first,
        unit: second.unit,
        perhaps: second.nouns,
        state: second.state,
        scaled: scaled === first ? null : scaled,
      }
    : { ...scaled, unit: second.unit, nouns: second.nouns };
}

/** `2 to 3 million` begins at two million; `1.2 M of 10 M` has a scale of its own. */
function takeScale(first: Figure, second: Figure): Figure {
  if (second.scale < 1000 || first.scale >= 1000 || first.value >= 1000) {
    return first;
  }
  const by = second.scale;
  return { ...first, value: first.value * by, half: first.half * by, step: first.step * by };
}

function joined(tokens: readonly Token[], from: number, to: number): boolean {
  const between = tokens.slice(from, to);
  return (
    between.length > 0 &&
    between.length <= 3 &&
    between.every(({ lower }) => RANGE.has(lower) || /^(?:the|your|all)$/.test(lower))
  );
}
