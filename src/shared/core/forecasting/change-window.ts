import { DAY, type Instant } from '#shared/domain/instant';
import { changePoints } from './change-points';
import { fillGaps } from './fill-gaps';
import type { Point } from './forecast-input';
import { stabilizingTransform } from './stabilizing-transform';

/** A week, so that the days of the week weigh alike on both sides. */
const WEEK = 7;
/** Days that are compared on each side, at most. */
const MOST_DAYS = 28;

/** Where a series began to behave otherwise, and the days on each side that say so. */
export interface ChangeWindow {
  /** First second of the first day that was other. */
  readonly since: Instant;
  /** First seconds of the days that were measured, next to the change. */
  readonly before: readonly Instant[];
  readonly after: readonly Instant[];
}

/**
 * The latest level shift among `days`, oldest first, with whole weeks on each side where there are any.
 * Null when nothing changed. `events` are moments at which a change is likely. `amounts`: the days are
 * amounts, whose seasonality grows with them; a level's growth has no such seasonality.
 */
export function latestChange(days: readonly Point[], events: readonly Instant[], amounts = true): ChangeWindow | null {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) {
    return null;
  }
  const indexOf = (t: Instant) => Math.round((t - first.t) / DAY);
  const values = new Float64Array(indexOf(last.t) + 1).fill(Number.NaN);
  for (const { t, value } of days) {
    values[indexOf(t)] = value;
  }
  // On a scale where a weekend takes as much off a busy month as off a quiet one.
  const steady = amounts ? values.map(stabilizingTransform(fillGaps(values)).forward) : values;
  const changes = changePoints(
    steady,
    WEEK,
    events.map((t) => Math.floor((t - first.t) / DAY)),
  );
  const change = changes.at(-1);
  if (change === undefined) {
    return null;
  }
  const from = changes.at(-2)?.index ?? 0;
  const before = wholeWeeks(days.filter(({ t }) => indexOf(t) >= from && indexOf(t) < change.index).reverse());
  const after = wholeWeeks(days.filter(({ t }) => indexOf(t) >= change.index));
  const since = after[0];
  return since === undefined || before.length === 0 ? null : { since, before, after };
}

/** The days nearest to the change, which come first. */
function wholeWeeks(days: readonly Point[]): readonly Instant[] {
  const most = Math.min(MOST_DAYS, days.length);
  return days.slice(0, most < WEEK ? most : most - (most % WEEK)).map(({ t }) => t);
}

/** Mean of `days` over `moments`; a moment without a value counts as zero. */
export function meanOver(days: readonly Point[], moments: readonly Instant[]): number {
  const wanted = new Set(moments);
  const sum = days.reduce((total, { t, value }) => (wanted.has(t) ? total + value : total), 0);
  return moments.length === 0 ? 0 : sum / moments.length;
}

/** What a level grew by each day; a day without the one before it is left out. */
export function growthByDay(levels: readonly Point[]): readonly Point[] {
  return levels.slice(1).flatMap(({ t, value }, index) => {
    const before = levels[index];
    return before === undefined || t - before.t > 1.5 * DAY ? [] : [{ t, value: value - before.value }];
  });
}
