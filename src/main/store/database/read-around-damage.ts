import { isDamage } from './store-error';

/** A row with the number that it is ordered by. */
export type KeyedRow = readonly [key: number, ...values: unknown[]];

export interface KeyedRows {
  /** Rows whose key is above `after`, in rising order. Throws at a damaged page. */
  from(after: number): Iterable<KeyedRow>;
  /** No key is above this; the search for the far side of damage ends there. */
  readonly last: number;
}

/**
 * Hands every row that can be read to `take`, up to a damaged page, and on from the first key behind it that can be
 * found again, as often as there is damage. True when there was any.
 */
export function readAroundDamage(rows: KeyedRows, start: number, take: (row: KeyedRow) => void): boolean {
  let broken = false;
  let after: number | null = start;
  while (after !== null) {
    const stoppedAt = readOn(rows, after, take);
    if (stoppedAt === null) {
      return broken;
    }
    broken = true;
    after = behindDamage(rows, stoppedAt);
  }
  return broken;
}

/** The last key that was read before damage; null when the end was reached. */
function readOn(rows: KeyedRows, after: number, take: (row: KeyedRow) => void): number | null {
  let key = after;
  const end = untilDamage(() => {
    for (const row of rows.from(after)) {
      take(row);
      key = row[0];
    }
    return true;
  });
  return end === null ? key : null;
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

function isReadable(rows: KeyedRows, after: number): boolean {
  const looked = untilDamage(() => {
    for (const _row of rows.from(after)) {
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
