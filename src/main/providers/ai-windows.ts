import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import type { Reading } from '#shared/domain/cycle';
import type { Failure } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { addUpGroups } from './ai-report';
import { distinct } from './lenient';
import { withoutBuckets } from './validate-facts';

/** What a report told: whole days only, so that what replaces kept days is never a part of one. */
export interface AiAnswer {
  readonly windows: readonly AiUsageWindow[];
  readonly reading: Reading;
  /** Why the report broke off; null where it is whole. */
  readonly cut: Failure | null;
}

/** A day of a report, as far as it was read. */
export interface ReadDay {
  readonly start: Instant;
  readonly events: readonly AiUsageEvent[];
  /** A figure of the day could not be read, so that its sums are not known. */
  readonly isOdd: boolean;
}

/**
 * Each row of a report once. One that came again exactly as it was is the same row, as where two pages overlap: a
 * report has one row for each group, and rows that differ in anything, be it tier or context window alone, add up.
 */
export function rowsOnce(rows: readonly unknown[]): ReturnType<typeof distinct<unknown>> {
  return distinct(rows, (row) => JSON.stringify(row));
}

/**
 * Each day once: one that came again as it was, as where two pages overlap, is left out and counted; of a day that is
 * told in two ways nothing is known.
 */
export function onceEach(days: readonly ReadDay[]): { readonly days: readonly ReadDay[]; readonly repeated: number } {
  const first = new Map<Instant, ReadDay>();
  let repeated = 0;
  for (const day of days) {
    const before = first.get(day.start);
    if (before !== undefined) repeated += 1;
    const isSame = before === undefined || JSON.stringify(before.events) === JSON.stringify(day.events);
    first.set(day.start, isSame ? (before ?? day) : { ...day, isOdd: true });
  }
  return { days: [...first.values()], repeated };
}

/**
 * The days of `range` that are known: all of them, but those of which a figure could not be read. `end`: the report
 * broke off there. `hasUnplaced`: days came that could not be told apart, so that a day which is not among `days` is
 * not known either; else it is a day without use.
 */
export function knownWindows(
  kind: AiUsageWindow['kind'],
  range: Period,
  days: readonly ReadDay[],
  end: Instant = range.end,
  hasUnplaced = false,
): readonly AiUsageWindow[] {
  const odd = new Set(days.filter(({ isOdd }) => isOdd).map(({ start }) => start));
  if (hasUnplaced) {
    const told = new Set(days.map(({ start }) => start));
    for (let at = range.start; at < range.end; at += DAY) if (!told.has(at)) odd.add(at);
  }
  const known = { start: range.start, end: Math.min(range.end, end) };
  if (known.end <= known.start) return [];
  const events = addUpGroups(days.flatMap((day) => day.events));
  return withoutBuckets({ kind, bucketSeconds: DAY, range: known, events }, odd);
}

/** What of an answer is told with the attempt. */
export function toldOf({ reading, cut }: AiAnswer): { readonly reading: Reading; readonly partly?: Failure } {
  return cut === null ? { reading } : { reading, partly: cut };
}
