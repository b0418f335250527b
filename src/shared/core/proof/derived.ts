import { dayOf, daysBetween } from '#shared/core/calendar/calendar';
import type { Zone } from '#shared/domain/instant';
import { type Interval, intervalOf } from './bounds';
import { counts } from './direct';
import type { Figure } from './figures';
import type { Known, KnownMoment, KnownNumber } from './known';
import { rowOf } from './rows';

/** What an answer rests on so far, for what may be worked out of two. */
export interface Ground {
  /** Numbers that the answer states. */
  readonly stated: ReadonlySet<KnownNumber>;
  /** Rows that the sentence speaks of, by their pointers. */
  readonly rows: ReadonlySet<string>;
  /** Moments that the answer states. */
  readonly moments: ReadonlySet<KnownMoment>;
  readonly now: number;
  readonly zone: Zone;
}

/** Most numbers of one kind that are put together, two by two. */
const MOST = 120;

/**
 * Two known numbers of which a figure is the sum, the difference, the percentage or how many times. Both are of one row
 * that the sentence speaks of or that stands above all rows, or both are stated, or both are the same field of two such
 * rows: of any two of two thousand, every number could be made.
 */
export function findPair(figure: Figure, known: Known, ground: Ground): readonly KnownNumber[] | null {
  const family = figure.unit?.family ?? 'count';
  const interval = intervalOf(figure);
  const scaled: Interval[] = (figure.unit?.factors ?? [1]).map((factor) => [
    interval[0] * factor,
    interval[1] * factor,
  ]);
  const isRatio = family === 'percent' || family === 'times';
  for (const [name, list] of known.numbers) {
    const fits = isRatio ? name !== 'raw' : name === family;
    if (!fits) {
      continue;
    }
    const near = list
      .filter((one) => isNear(one, ground) && (figure.unit !== null || counts(figure.nouns, one)))
      .slice(0, MOST);
    const found = pairOf(near, ground, (a, b) => scaled.some((one) => isMade(family, name, a.value, b.value, one)));
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function isNear(one: KnownNumber, { stated, rows }: Ground): boolean {
  const row = rowOf(one);
  return stated.has(one) || rows.has(row) || (row.endsWith('#') && one.document !== '');
}

function pairOf(
  near: readonly KnownNumber[],
  ground: Ground,
  isIt: (a: KnownNumber, b: KnownNumber) => boolean,
): readonly KnownNumber[] | null {
  for (const [at, a] of near.entries()) {
    for (const b of near.slice(at + 1)) {
      if (belong(a, b, ground) && (isIt(a, b) || isIt(b, a))) {
        return [a, b];
      }
    }
  }
  return null;
}

function belong(a: KnownNumber, b: KnownNumber, { stated }: Ground): boolean {
  return rowOf(a) === rowOf(b) || a.key === b.key || (stated.has(a) && stated.has(b));
}

/** What may be made of two numbers. */
function isMade(wanted: string, family: string, a: number, b: number, [from, to]: Interval): boolean {
  const within = (value: number) => Math.abs(value) >= from && Math.abs(value) <= to;
  if (wanted === family) {
    return within(a + b) || within(a - b);
  }
  if (b === 0) {
    return false;
  }
  return wanted === 'times' ? within(a / b) : within((a / b) * 100) || within(((a - b) / b) * 100);
}

/** The moments between which a stretch of time lies: now and a known one, or two of one row or that are stated. */
export function findStretch(figure: Figure, known: Known, ground: Ground): readonly KnownMoment[] | null {
  if (figure.unit?.family !== 'time') {
    return null;
  }
  const interval = intervalOf(figure);
  const factor = figure.unit.factors[0] ?? 1;
  const fits = (a: number, b: number) => isStretch(a, b, interval, factor, ground.zone);
  const single = known.moments.find((one) => (!one.series || ground.moments.has(one)) && fits(ground.now, one.at));
  if (single !== undefined) {
    return [single];
  }
  const stated = [...ground.moments];
  for (const [at, a] of stated.entries()) {
    const b = stated.slice(at + 1).find((other) => fits(a.at, other.at));
    if (b !== undefined) {
      return [a, b];
    }
  }
  return stretchOfRow(known, ground, fits);
}

function stretchOfRow(
  known: Known,
  { rows }: Ground,
  fits: (a: number, b: number) => boolean,
): readonly KnownMoment[] | null {
  const near = known.moments
    .filter((one) => !one.series && (rows.has(rowOf(one)) || rowOf(one).endsWith('#')))
    .slice(0, MOST);
  for (const [at, a] of near.entries()) {
    const b = near.slice(at + 1).find((other) => rowOf(other) === rowOf(a) && fits(a.at, other.at));
    if (b !== undefined) {
      return [a, b];
    }
  }
  return null;
}

function isStretch(a: number, b: number, [from, to]: Interval, factor: number, zone: Zone): boolean {
  const seconds = Math.abs(b - a);
  if (seconds >= from * factor && seconds <= to * factor) {
    return true;
  }
  // Days are also counted by midnights: from Sunday evening to Monday morning is a day.
  const midnights = factor === 86_400 ? Math.abs(daysBetween(dayOf(a, zone), dayOf(b, zone))) : null;
  return midnights !== null && midnights >= from && midnights <= to;
}
