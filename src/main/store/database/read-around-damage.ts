import { isDamage } from './store-error';

/** A row with the number that it is ordered by. */
export type KeyedRow = readonly [key: number, ...values: unknown[]];

export interface KeyedRows {
  /** Rows whose key is `first` or above, in rising order. Throws at a damaged page. */
  from(first: number): Iterable<KeyedRow>;
  /** No key is above this; the search for the far side of damage ends there. */
  readonly last: number;
}

/**
 * Hands every row that can be read to `take`, up to a damaged page, and on from the first key behind it that can be
 * found again, as often as there is damage. True when there was any.
 */
export function readAroundDamage(rows: KeyedRows, start: number, take: (row: KeyedRow) => void): boolean {
  let broken = false;
  let first: number | null = start;
  while (first !== null) {
    const brokeOffAt = readOn(rows, first, take);
    if (brokeOffAt === null) {
      return broken;
    }
    broken = true;
    first = behindDamage(rows, brokeOffAt);
  }
  return broken;
}

/** The first key that could not be read; null when the end was reached. */
function readOn(rows: KeyedRows, first: number, take: (row: KeyedRow) => void): number | null {
  let next = first;
  const end = untilDamage(() => {
    for (const row of rows.from(first)) {
      take(row);
      next = row[0] + 1;
    }
    return true;
  });
  return end === null ? next : null;
}

// A damaged page hides all keys of its range: the step doubles until one is found again, then the edge is bisected.
function behindDamage(rows: KeyedRows, from: number): number | null {
  let lost = from;
  let step = 1;
  while (!isReadable(rows, from + step)) {
    lost = from + step;
    step *= 2;
    if (lost > rows.last) {
      return null;
    }
  }
  let found = from + step;
  while (found - lost > 1) {
    const middle = Math.floor((lost + found) / 2);
    if (isReadable(rows, middle)) {
      found = middle;
    } else {
      lost = middle;
    }
  }
  return found;
}

function isReadable(rows: KeyedRows, first: number): boolean {
  const looked = untilDamage(() => {
    for (const _row of rows.from(first)) {
      break;
    }
    return true;
  });
  return looked !== null;
}

/** What `read` answers, or null when it came upon damage. */
export function untilDamage<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) {
      return null;
    }
    throw error;
  }
}
