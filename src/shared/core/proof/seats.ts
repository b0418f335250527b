import { PART_BREAK } from './clauses';
import type { Known, KnownNumber } from './known';
import type { Reading } from './reading';
import { spanOf } from './said';

/** That an amount is what so many seats cost or save. */
const COSTS =
  /\b(?:costs?|pay(?:s|ing)?|paid|fees?|prices?|com(?:es?|ing) to|bill(?:s|ed)?|charg\w+|sav(?:e|es|ed|ing))\b/;
/** Where the amount is one seat's, or the count is what is left. */
const OTHERWISE = /\b(?:each|apiece|per|every|a seat|instead|(?:down )?to (?:only |just )?\S+ seats?|at)\b/;

/**
 * `two seats cost $20` of a fee of $20 a seat: an amount that is so many times the price of one has that many seats
 * beside it. Answers the count as the sentence has it; null where nothing is said of seats and money together.
 */
export function otherSeats(reading: Reading, known: Known): string | null {
  const prices = pricesOf(known);
  const seats = seatsIn(reading);
  const amounts = reading.figures.filter(({ unit }) => unit?.family.startsWith('money') === true);
  const [count] = seats;
  const [amount] = amounts;
  if (
    prices.length === 0 ||
    seats.length !== 1 ||
    amounts.length !== 1 ||
    count === undefined ||
    amount === undefined
  ) {
    return null;
  }
  const other = spanOf(reading, amount);
  const text = reading.text.toLowerCase();
  const between = text.slice(Math.min(count.end, other.end), Math.max(count.start, other.start));
  if (PART_BREAK.test(between) || !COSTS.test(text) || OTHERWISE.test(text)) {
    return null;
  }
  const times = prices.map((price) => (amount.value * (amount.unit?.factors[0] ?? 1)) / price);
  const isOther = times.some(isWhole) && !times.some((one) => Math.abs(one - count.value) < 0.001);
  return isOther ? reading.text.slice(count.start, count.end) : null;
}

/** The counts of seats that a sentence has; `one` is mostly no number, but before a seat it is. */
function seatsIn(
  reading: Reading,
): readonly { readonly value: number; readonly start: number; readonly end: number }[] {
  const told = reading.figures
    .filter(({ unit, nouns, perhaps }) => unit === null && [...nouns, ...perhaps].includes('seat'))
    .map((figure) => ({ value: figure.value, ...spanOf(reading, figure) }));
  const ones = [...reading.text.matchAll(/\bone seat\b/gi)]
    .map(({ index }) => ({ value: 1, start: index, end: index + 'one'.length }))
    .filter(({ start }) => !told.some((one) => one.start === start));
  return [...told, ...ones];
}

function isWhole(value: number): boolean {
  return value > 0.5 && Math.abs(value - Math.round(value)) < 0.001;
}

/** What one seat costs, by each line of a bill that counts seats. */
function pricesOf({ numbers }: Known): readonly number[] {
  const counted = (numbers.get('count') ?? []).filter(
    ({ key, record }) => key === 'quantity' && record.nouns.has('seat'),
  );
  const amountsOf = ({ record }: KnownNumber) =>
    [...numbers].flatMap(([family, all]) =>
      family.startsWith('money') ? all.filter((one) => one.key === 'amount' && one.record === record) : [],
    );
  return counted.flatMap((one) => amountsOf(one).map(({ value }) => value / one.value)).filter((price) => price > 0);
}
