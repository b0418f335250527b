import { daySpanOf } from '#shared/core/calendar/calendar';
import {
  type LimitAt,
  limitsOver,
  reachedInTotal,
  reachedOnDay,
  reachedSince,
  reachedWithinRolling,
} from '#shared/core/standing/reached-at';
import { rollingDays, slides } from '#shared/core/usage/limit-window';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { PricedParts, ReadParts } from '../read-parts';
import { readAmounts } from '../usage/amounts-behind';
import type { LimitedQuantity } from '../usage/metric-quantities';
import { readLimitSteps } from './limit-history';

/** What the moment of reaching a limit is read from; without prices, the limits of earlier plans are not known. */
export type ReachParts = Pick<ReadParts, 'store' | 'clock'> & Partial<Pick<PricedParts, 'prices'>>;

/** How far back the beginning is looked for: a level that has been over for longer is "since at least". */
const LOOK_BACK = 60 * DAY;
const POINTS = 1_500;

/**
 * Since when a limit that is reached now has been: by the samples against the limit then in force, a day for what is
 * counted by the day. Null where neither the samples nor the amounts behind them tell.
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
    const since = period === null || slides(window) ? now - LOOK_BACK : Math.max(period.start, now - LOOK_BACK);
    const [bySample, byDay] = await Promise.all([
      sinceSample(parts, series, { start: since, end: now + 1 }, limitAt),
      dayBehind(parts, quantity, series, limitAt),
    ]);
    return reachedInTotal(bySample, byDay);
  }
  if (period === null) {
    return null;
  }
  const rolling = rollingDays(window);
  const before = rolling === null ? 0 : LOOK_BACK;
  const days = await parts.store.samples.days(series.id, { start: period.start - before, end: now + 1 });
  if (rolling === null) {
    return reachedOnDay(days, limitAt);
  }
  const inProgress = { t: daySpanOf(period.end - 1, series.zone).start, value: quantity.current ?? 0 };
  return reachedWithinRolling(days, rolling, limitAt, inProgress);
}

/** The day on which the amounts behind a running total have passed its limit; null where there are none. */
async function dayBehind(
  { store, clock }: ReachParts,
  { behind, period }: LimitedQuantity,
  series: Series,
  limitAt: LimitAt,
): Promise<Period | null> {
  if (behind === null || period === null) {
    return null;
  }
  const amounts = await readAmounts(store, series, behind, clock.now());
  const own = amounts.filter(({ t }) => t >= period.start && t < period.end);
  const { zone } = behind.series ?? series;
  const sum = own.reduce((total, { value }) => total + value, -behind.paidBefore);
  // Days before the first that is known hold what the total has beyond them all: was it over by then, no day tells since when.
  const isWhole = own.length > 0 && (own[0]?.t ?? 0) < daySpanOf(period.start, zone).end;
  const before = isWhole ? 0 : Math.max(0, behind.counted - sum);
  const limitBefore = limitAt(own[0]?.t ?? period.start);
  if (limitBefore !== null && before >= limitBefore) {
    return null;
  }
  const at = reachedOnDay(own, (t) => {
    const limit = limitAt(t);
    return limit === null ? null : limit + behind.paidBefore - before;
  });
  return at === null ? null : daySpanOf(at, zone);
}

interface Since {
  readonly since: Instant;
  readonly lastBelow: Instant | null;
}

/** First by days, of which sixty are read in no time, then within the stretch in which the limit was passed. */
async function sinceSample(
  { store }: Pick<ReadParts, 'store'>,
  series: Series,
  range: Period,
  limitAt: LimitAt,
): Promise<Since | null> {
  const days = await store.samples.days(series.id, range);
  const at = reachedSince(
    days.map(({ t, min }) => ({ t, value: min })),
    // Where the limit was raised within a day, the higher one: that day is looked at closely.
    (t) => highest(limitAt(t), limitAt(t + DAY - 1)),
  );
  const index = at === null ? days.length : days.findIndex(({ t }) => t === at);
  const before = days[index - 1];
  if (before === undefined) {
    return sinceWithin(store, series, { start: range.start, end: days[1]?.t ?? range.end }, limitAt);
  }
  const stretch = { start: before.t, end: days[index + 1]?.t ?? range.end };
  return (await sinceWithin(store, series, stretch, limitAt)) ?? sinceWithin(store, series, range, limitAt);
}

function highest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** By points of any coarseness, then among the single readings between the last one below and the next. */
async function sinceWithin(
  store: ReadParts['store'],
  series: Series,
  range: Period,
  limitAt: LimitAt,
): Promise<Since | null> {
  const { points } = await store.samples.range(series.id, range, POINTS);
  // The lowest value within a step: was it below in between, it was not reached through.
  const at = reachedSince(
    points.map(({ t, min }) => ({ t, value: min })),
    limitAt,
  );
  const index = at === null ? points.length : points.findIndex(({ t }) => t === at);
  const before = points[index - 1];
  if (before === undefined) {
    // The first that is known of was at the limit already: since when, nobody saw.
    return null;
  }
  const next = points[index + 1]?.t ?? range.end;
  const rows = await store.samples.raw(series.id, { start: before.t, end: Math.max(next, before.t + 1) });
  const single = rows.map(({ time, value }) => ({ t: time, value }));
  const lastBelow = single.findLast(({ t, value }) => value < (limitAt(t) ?? Number.POSITIVE_INFINITY));
  const since = reachedSince(single, limitAt) ?? at;
  return since === null ? null : { since, lastBelow: lastBelow?.t ?? before.t };
}
