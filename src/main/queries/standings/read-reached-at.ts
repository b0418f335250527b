import { limitsOver, reachedOnDay, reachedSince, reachedWithinRolling } from '#shared/core/standing/reached-at';
import { rollingDays } from '#shared/core/usage/limit-window';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { PricedParts, ReadParts } from '../read-parts';
import type { LimitedQuantity } from '../usage/metric-quantities';
import { readLimitSteps } from './limit-history';

/** What the moment of reaching a limit is read from; without prices, the limits of earlier plans are not known. */
export type ReachParts = Pick<ReadParts, 'store' | 'clock'> & Partial<Pick<PricedParts, 'prices'>>;

/** How far back the beginning is looked for: a level that has been over for longer is "since at least". */
const LOOK_BACK = 60 * DAY;
const POINTS = 1_500;

/**
 * Since when a limit that is reached now has been: by the samples against the limit then in force, a day for what is
 * counted by the day. Null where the samples do not tell.
 */
export async function readReachedAt(
  parts: ReachParts,
  quantity: LimitedQuantity,
  figure: number,
): Promise<Instant | null> {
  const { series, window, period } = quantity;
  if (series === null) {
    return null;
  }
  const now = parts.clock.now();
  const limitAt = limitsOver(await readLimitSteps(parts, quantity), figure);
  if (series.kind !== 'daily') {
    const since = period === null ? now - LOOK_BACK : Math.max(period.start, now - LOOK_BACK);
    return sinceSample(parts, series, { start: since, end: now + 1 }, limitAt);
  }
  if (period === null) {
    return null;
  }
  const rolling = rollingDays(window);
  const before = rolling === null ? 0 : LOOK_BACK;
  const days = await parts.store.samples.days(series.id, { start: period.start - before, end: now + 1 });
  return rolling === null ? reachedOnDay(days, limitAt) : reachedWithinRolling(days, rolling, limitAt);
}

/** First by points of any coarseness, then among the single readings between the last one below and the next. */
async function sinceSample(
  { store }: Pick<ReadParts, 'store'>,
  series: Series,
  range: Period,
  limitAt: (t: Instant) => number | null,
): Promise<Instant | null> {
  const { points } = await store.samples.range(series.id, range, POINTS);
  // The lowest value within a step: was it below in between, it was not reached through.
  const at = reachedSince(
    points.map(({ t, min }) => ({ t, value: min })),
    limitAt,
  );
  const index = at === null ? -1 : points.findIndex(({ t }) => t === at);
  const before = points[index - 1];
  if (before === undefined) {
    return at ?? points.at(-1)?.t ?? null;
  }
  const next = points[index + 1]?.t ?? range.end;
  const single = await store.samples.raw(series.id, { start: before.t, end: Math.max(next, before.t + 1) });
  return (
    reachedSince(
      single.map(({ time, value }) => ({ t: time, value })),
      limitAt,
    ) ?? at
  );
}
