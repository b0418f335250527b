import type { ReadStore } from '#main/store/read-store';
import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Point } from '#shared/core/forecasting/forecast-input';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { Series } from '#shared/domain/series';

/** Where the amounts by the day behind a running total are found, and where the total stands. */
export interface AmountsBehind {
  /** The series of daily amounts; null: the provider's charges for use of this connection. */
  readonly series: Series | null;
  /** The running total up to now; below zero where a credit still pays for so much. */
  readonly counted: number;
  /** So much of the period's amounts a credit pays for before any of it counts. */
  readonly paidBefore: number;
}

/** Days of charges that a forecast looks back on. */
const CHARGE_DAYS = 120;
const SERIES_DAYS = 400;
/** The rows that tell costs as they run; the others are two days late. */
const RUNNING = /\/billing\/costs$/;

/** The amounts by the day, each at the start of its day, ascending; empty where nothing is known of them. */
export async function readAmounts(
  store: Pick<ReadStore, 'samples' | 'charges'>,
  running: Series,
  { series }: AmountsBehind,
  now: Instant,
): Promise<readonly Point[]> {
  if (series !== null) {
    const days = await store.samples.days(series.id, { start: now - SERIES_DAYS * DAY, end: now + DAY });
    return days.map(({ t, value }) => ({ t, value }));
  }
  return readCharges(store, running, now);
}

/** What use cost a day, before any credit; a day without a charge between two with one cost nothing. */
async function readCharges(
  { charges }: Pick<ReadStore, 'charges'>,
  { connectionId, zone }: Series,
  now: Instant,
): Promise<readonly Point[]> {
  const sources = await charges.sources(connectionId);
  const rows = sources.find(({ source }) => RUNNING.test(source)) ?? sources[0];
  if (rows === undefined) {
    return [];
  }
  const from = dayOf(now - CHARGE_DAYS * DAY, zone);
  const all = await charges.byProduct({ connectionId, source: rows.source, from, to: dayOf(now + DAY, zone) });
  const byDay = new Map<string, number>();
  for (const { day, category, licence, currency, billedCost } of all) {
    if (category === 'Usage' && !licence && currency === 'USD') {
      byDay.set(day, (byDay.get(day) ?? 0) + fromMicros(billedCost ?? 0));
    }
  }
  const points: Point[] = [];
  const first = [rows.first, from].sort()[1] ?? from;
  for (let day = first; day <= rows.last; day = addDays(day, 1)) {
    points.push({ t: dayStart(day, zone), value: byDay.get(day) ?? 0 });
  }
  return points;
}
