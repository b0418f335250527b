import { PART_BREAK } from './clauses';
import type { Known, KnownNumber } from './known';
import type { Reading } from './reading';
import { spanOf } from './said';
import { isDenying } from './states/denial';

/** That an amount is what so many seats cost or save. */
const COSTS =
  /\b(?:costs?|pay(?:s|ing)?|paid|fees?|prices?|com(?:es?|ing) to|bill(?:s|ed)?|charg\w+|sav(?:e|es|ed|ing))\b/;
/** Where the amount is one seat's. */
const EACH = /\b(?:each|apiece|(?:per|a|every|another|extra|additional) seat)\b/;
const SAVES = /\b(?:sav(?:e|es|ed|ing)|less|off|fewer|bring(?:s|ing)?)\b/;
/** From so many to so many: what is saved is of those between. */
const FEWER = /\b(?:to|instead of|rather than)\b/;
const DOWN_TO = /\b(?:down|back|reduc\w*|cut\w*|drop\w*|go(?:ing)?) to (?:only |just )?\S+ seats?\b/;

/**
 * `two seats cost $20` of a fee of $20 a seat: an amount that is so many times the price of one has that many seats
 * beside it. Answers the count as the sentence has it; null where nothing is said of seats and money together.
 */
export function otherSeats(reading: Reading, known: Known): string | null {
  const seats = seatsIn(reading);
  return otherCharged(reading, seats, known) ?? otherPrice(reading, seats, known);
}

/** `All three seats are charged` of a bill that charges one. */
function otherCharged(reading: Reading, seats: readonly SeatCount[], known: Known): string | null {
  const text = reading.text.toLowerCase();
  const charged = countedSeats(known).map(({ value }) => value);
  const other = seats.find(({ value, end }) => CHARGED.test(text.slice(end)) && !charged.includes(value));
  return other === undefined || charged.length === 0 || isDenying(text)
    ? null
    : reading.text.slice(other.start, other.end);
}

const CHARGED = /^ seats?(?: (?:are|is|have|has|were|was|been|already|all|now|so far)){0,4} (?:charged|billed|paid)\b/;

function otherPrice(reading: Reading, seats: readonly SeatCount[], known: Known): string | null {
  const amounts = reading.figures.filter(({ unit }) => unit?.family.startsWith('money') === true);
  const [first] = seats;
  const [amount] = amounts;
  if (amounts.length !== 1 || first === undefined || amount === undefined) {
    return null;
  }
  const text = reading.text.toLowerCase();
  const count = countOf(seats, text);
  const { start, end } = spanOf(reading, amount);
  const between = text.slice(Math.min(first.end, end), Math.max(first.start, start));
  if (count === null || !COSTS.test(text) || (PART_BREAK.test(between) && !EACH.test(text.slice(end)))) {
    return null;
  }
  const times = pricesOf(known).map((price) => (amount.value * (amount.unit?.factors[0] ?? 1)) / price);
  const isOther = times.some(isWhole) && !times.some((one) => Math.abs(one - count) < 0.001);
  return isOther ? reading.text.slice(first.start, first.end) : null;
}

/** Of how many seats an amount is told; null where that is not certain. */
function countOf(seats: readonly SeatCount[], text: string): number | null {
  const [first, second, third] = seats;
  if (EACH.test(text)) {
    return 1;
  }
  if (first === undefined || third !== undefined || / at | costs? as /.test(text)) {
    return null;
  }
  const isFewer = second !== undefined && FEWER.test(text.slice(first.end, second.start));
  if (isFewer || DOWN_TO.test(text)) {
    return second !== undefined && SAVES.test(text) ? Math.abs(first.value - second.value) : null;
  }
  // `two of your three seats` are two.
  return second === undefined || /^ of (?:\p{L}+ )?$/u.test(text.slice(first.end, second.start)) ? first.value : null;
}

interface SeatCount {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** The counts of seats that a sentence has, also of `from three seats to one` and `1 instead of 3 seats`. */
function seatsIn(reading: Reading): readonly SeatCount[] {
  const counts = reading.figures
    .filter(({ unit, value }) => unit === null && Number.isInteger(value))
    .map((figure) => ({
      value: figure.value,
      ...spanOf(reading, figure),
      isSeats: [...figure.nouns, ...figure.perhaps].includes('seat'),
    }));
  const ones = [
    ...reading.text.matchAll(/\b(?:one|each|every|second|another|extra|additional)(?= seat\b)|(?<=\bto )one\b/gi),
  ]
    .map(({ index, 0: found }) => ({ value: 1, start: index, end: index + found.length, isSeats: false }))
    .filter(({ start }) => !counts.some((one) => one.start === start))
    .map((one) => ({ ...one, isSeats: reading.text.slice(one.end).startsWith(' seat') }));
  const all = [...counts, ...ones].sort((a, b) => a.start - b.start);
  return all.filter(({ isSeats }, at) => isSeats || isBeside(all[at - 1], all[at]) || isBeside(all[at], all[at + 1]));

  function isBeside(one: SeatCountOf | undefined, other: SeatCountOf | undefined): boolean {
    const between = one === undefined || other === undefined ? '' : reading.text.slice(one.end, other.start);
    return (one?.isSeats === true || other?.isSeats === true) && BESIDE.test(between);
  }
}

interface SeatCountOf extends SeatCount {
  readonly isSeats: boolean;
}

const BESIDE =
  /^ (?:(?:paid |deploying )?seats? )?(?:down )?(?:to|of|instead of|rather than) (?:your |the |only |just )?$/i;

function isWhole(value: number): boolean {
  return value > 0.5 && Math.abs(value - Math.round(value)) < 0.001;
}

/** Worked out once for an evidence. */
const PRICES = new WeakMap<Known, readonly number[]>();

/** What one seat costs, by each line of a bill that counts seats. */
function pricesOf(known: Known): readonly number[] {
  const prices = PRICES.get(known) ?? readPrices(known);
  PRICES.set(known, prices);
  return prices;
}

/** How many seats a line of a bill charges, of each that counts them. */
function countedSeats({ numbers }: Known): readonly KnownNumber[] {
  return (numbers.get('count') ?? []).filter(({ key, record }) => key === 'quantity' && record.nouns.has('seat'));
}

function readPrices(known: Known): readonly number[] {
  const { numbers } = known;

  const amountsOf = ({ record }: KnownNumber) =>
    [...numbers].flatMap(([family, all]) =>
      family.startsWith('money') ? all.filter((one) => one.key === 'amount' && one.record === record) : [],
    );
  return countedSeats(known)
    .flatMap((one) => amountsOf(one).map(({ value }) => value / one.value))
    .filter((price) => price > 0);
}
