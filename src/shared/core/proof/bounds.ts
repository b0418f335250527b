import type { Figure } from './figure';

/** From and to, both included, in the unit that the sentence says. */
export type Interval = readonly [number, number];

/** How far `about` and `nearly` may be from what they speak of. */
const ABOUT = 0.03;
const NEARLY = 0.05;
/** `at most $59` is not so of $59.40. */
const STRICT = 0.0005;
/** A single digit may be rounded less than its half: 0.51 GB is not 1 GB. Stretches of time and percentages may. */
const MOST_ROUNDED = 0.15;
const WEEK = 604_800;
/** Of weeks, which are few where days would be many. */
const MOST_OF_WEEKS = 0.2;
/** What a figure of rounded halves may differ by in the last place of a double. */
const EPSILON = 1e-9;

/**
 * Which values a figure may stand for: rounding to the digits that it shows; `about` as far as its last digit that is no
 * 0, at most 5 %; `over` and `under` only on their side, as far as the next round number.
 */
export function intervalOf({ value, half, step, bound, unit }: Figure): Interval {
  // Below a few cents a cent is what we ourselves round to.
  const isCents = unit?.family.startsWith('money:') === true && half * (unit.factors[0] ?? 1) <= 0.005;
  const loose =
    isCents || unit?.family === 'time' || unit?.family === 'percent' || unit?.family === 'times' || value === 0;
  // Eleven days are not two weeks; seventeen, which we ourselves write so, are.
  const isLong = unit?.family === 'time' && unit.factors[0] === WEEK;
  const most = value * (isLong ? MOST_OF_WEEKS : MOST_ROUNDED);
  const slack = (loose && !isLong ? half : Math.min(half, most)) + value * EPSILON;
  const above = isLong ? half + value * EPSILON : slack;
  const reach = Math.min(Math.max(step, 2 * half), value / 2);
  switch (bound) {
    case 'about':
      return around(value, Math.max(slack, Math.min(step / 2, value * ABOUT)), above);
    case 'nearly':
      return [value - Math.max(slack, Math.min(step, value * NEARLY)), value + value * EPSILON];
    case 'over':
      return [value - value * EPSILON, value + reach];
    case 'least':
      return [value - slack, value + reach];
    case 'under':
      return [value - reach, value + value * EPSILON];
    case 'most':
      return [value - reach, value + value * STRICT];
    case 'exact':
      // A stretch of time is also told by what is full of it: 3 h of 3 h 50 min.
      return unit?.family === 'time' && (unit.factors[0] ?? 0) <= 86_400 && Number.isInteger(value)
        ? [value - slack, value + 2 * half * (1 - EPSILON)]
        : around(value, slack, above);
  }
}

/** As far as `by` below, and as far as `above` where that is further up. */
function around(value: number, by: number, above = by): Interval {
  return [value - by, value + Math.max(by, above)];
}

/** Of a value that stands so often in an evidence no more places are looked at. */
const MOST = 200;

/** The places of a list, sorted by size without sign, whose sizes are in an interval. */
export function* inInterval<Item extends { readonly value: number }>(
  list: readonly Item[],
  [from, to]: Interval,
): Generator<Item> {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Math.abs(list[middle]?.value ?? 0) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (let at = low; at < Math.min(list.length, low + MOST); at += 1) {
    const item = list[at];
    if (item === undefined || Math.abs(item.value) > to) {
      return;
    }
    yield item;
  }
}
