import { type Meter, meterOf, totalAt } from '#shared/core/alerts/meter';
import { type MeterHistory, REPLAY_DAYS, type ReplayLimit } from '#shared/core/alerts/replay';
import { USUAL_DAYS } from '#shared/core/alerts/usual';
import { billingPeriodOf, dayOf, daySpanOf } from '#shared/core/calendar/calendar';
import { findLimit } from '#shared/core/pricing/look-up';
import type { Connection } from '#shared/domain/connection';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import type { PriceList } from '#shared/domain/price-list';
import type { Sample, Series } from '#shared/domain/series';
import type { Standing } from '#shared/domain/standing';
import type { PricedParts, ReadParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';
import { definitionsOf } from '../usage/metric-places';
import { isMeter, limitsOf, meterKeyOf, windowHours } from './meters';

/** What is replayed, and what its first day is compared with. */
const HISTORY = (REPLAY_DAYS + USUAL_DAYS + 1) * DAY;

/** Every meter with its last weeks, its limit and its price: what a drill and a back-test replay. */
export async function readMeterHistories(parts: PricedParts): Promise<readonly MeterHistory[]> {
  const [connections, prices, standings] = await Promise.all([
    parts.store.connections.list(),
    parts.prices(),
    readStandings(parts),
  ]);
  const histories: MeterHistory[] = [];
  for (const connection of connections) {
    const series = await parts.store.samples.listSeries(connection.id);
    const definitions = definitionsOf(parts.catalog.descriptor(connection.provider), series);
    for (const one of series) {
      const definition = definitions.find(({ service, metric }) => service === one.service && metric === one.metric);
      if (definition !== undefined && isMeter(one, definition, definitions)) {
        histories.push(
          await readOne(parts, { connection, series: one, definition, prices, standings: standings.list }),
        );
      }
    }
  }
  return histories;
}

interface ToRead {
  readonly connection: Connection;
  readonly series: Series;
  readonly definition: MetricDefinition;
  readonly prices: PriceList;
  readonly standings: readonly Standing[];
}

async function readOne(
  parts: ReadParts,
  { connection, series, definition, prices, standings }: ToRead,
): Promise<MeterHistory> {
  const now = parts.clock.now();
  const { connectionId, service, metric, projectId, unit, kind } = series;
  const meter = await readHistory(parts, series, now);
  const [tightest] = limitsOf(series, standings);
  return {
    ...{ connectionId, service, metric, unit, kind, meter },
    meterKey: meterKeyOf(series),
    projectId: projectId ?? '',
    title: definition.title,
    isSpend: unit === 'USD',
    lag: definition.lag ?? 0,
    limit: tightest === undefined ? null : replayLimit(tightest, meter),
    unitPrice: unit === 'USD' ? 1 : priceOf(connection, series, prices, now),
  };
}

/** The readings that were kept; of days before the first of them, whose totals alone are known, even hours. */
async function readHistory({ store }: ReadParts, series: Series, now: Instant): Promise<Meter> {
  const range = { start: now - HISTORY, end: now + 1 };
  const readings = await store.samples.meter(series.id, range, now - 2 * DAY);
  if (series.kind !== 'daily') {
    return meterOf(series.kind, readings);
  }
  const first = readings[0]?.time ?? now;
  const days = await store.samples.days(series.id, { start: range.start, end: first });
  const known = days.map(({ t, value }) => {
    // The day in which the readings begin: what they did not see of it lies before them.
    const seen = readings.findLast(({ time }) => time <= t + DAY)?.value ?? 0;
    return { t, end: Math.min(t + DAY, first), amount: Math.max(0, value - seen) };
  });
  const before = evenly(known);
  const total = known.reduce((sum, { amount }) => sum + amount, 0);
  return meterOf('daily', [...before, ...readings.map(({ time, value }) => ({ time, value: total + value }))]);
}

/** Totals by the hour of days of which only the amount is known. */
function evenly(
  days: readonly { readonly t: Instant; readonly end: Instant; readonly amount: number }[],
): readonly Sample[] {
  let total = 0;
  return days.flatMap(({ t, end, amount }) => {
    const start = total;
    total += amount;
    const hours = Math.max(1, Math.ceil((end - t) / HOUR));
    return Array.from({ length: hours }, (_, hour) => ({
      time: t + hour * HOUR,
      value: start + (amount * hour * HOUR) / Math.max(HOUR, end - t),
    }));
  });
}

function priceOf(
  { billing }: Connection,
  { service, metric, zone }: Series,
  prices: PriceList,
  now: Instant,
): number | null {
  const limit =
    billing === null
      ? null
      : findLimit(prices, { provider: billing.provider, plan: billing.plan, service, metric }, dayOf(now, zone));
  return limit === null || limit.overage === null ? null : limit.overage.price / limit.overage.per;
}

/** Null for a window that slides: what is used in it falls again, which a total does not tell. */
function replayLimit(standing: Standing, meter: Meter): ReplayLimit | null {
  const { limit, used, window, warningPercent, criticalPercent, key, limitId } = standing;
  const [first, last] = [meter.times[0], meter.times.at(-1)];
  const end = meter.totals.at(-1);
  if (limit === null || used === null || first === undefined || last === undefined || end === undefined) {
    return null;
  }
  if (window.kind === 'rolling') {
    return null;
  }
  const own = { key, limitId, value: limit, warningPercent, criticalPercent, hours: windowHours(window) };
  // What is used now is known better than what its readings add up to.
  const current = { start: window.start ?? first, total: end - used };
  return window.start === null
    ? { ...own, windows: [current] }
    : { ...own, windows: [...earlier(window, meter, first), current] };
}

function earlier({ start, zone, length }: Standing['window'], meter: Meter, first: Instant): ReplayLimit['windows'] {
  const windows: { start: Instant; total: number }[] = [];
  let at = start ?? first;
  while (at > first && (length?.unit === 'day' || length?.unit === 'month')) {
    const before =
      length.unit === 'day' ? daySpanOf(at - 1, zone) : billingPeriodOf(Number(dayOf(at, zone).slice(8)), at - 1, zone);
    at = before.start;
    const total = totalAt(meter, at);
    if (total !== null) windows.unshift({ start: at, total });
  }
  return windows;
}
