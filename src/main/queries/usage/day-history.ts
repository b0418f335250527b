import type { DayValue, ReadStore } from '#main/store/read-store';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { Series } from '#shared/domain/series';

/** One day of a series as a forecast of days sees it. */
export interface SeriesDay {
  /** First second of the day in the series' zone. */
  readonly t: Instant;
  /** The last reading for a level; for everything else what the day added. */
  readonly value: number;
}

/** How the values of `readDayHistory` add up: levels do not, amounts do. */
export function dayKind(kind: SeriesKind): 'gauge' | 'daily' {
  return kind === 'gauge' ? 'gauge' : 'daily';
}

/** A series day by day, oldest first, in the unit of the series; days without a reading are left out. */
export async function readDayHistory(
  store: Pick<ReadStore, 'samples'>,
  series: Series,
  range: Period,
): Promise<readonly SeriesDay[]> {
  return behaviorOf(series.kind, await store.samples.days(series.id, range));
}

/** The same of many series, in their order. */
export async function readDayHistories(
  store: Pick<ReadStore, 'samples'>,
  series: readonly Series[],
  range: Period,
): Promise<readonly (readonly SeriesDay[])[]> {
  const days = await store.samples.daysOf(series.map(({ id }) => ({ seriesId: id, range })));
  return series.map(({ kind }, index) => behaviorOf(kind, days[index] ?? []));
}

function behaviorOf(kind: SeriesKind, days: readonly DayValue[]): readonly SeriesDay[] {
  switch (kind) {
    case 'counter':
      return days.flatMap(({ t, increase }) => (increase == null ? [] : [{ t, value: increase }]));
    case 'period':
      return amountsOf(days);
    default:
      return days.map(({ t, value }) => ({ t, value }));
  }
}

/** A total that falls has begun anew; a day whose day before is unknown says nothing about itself. */
function amountsOf(totals: readonly DayValue[]): readonly SeriesDay[] {
  return totals.slice(1).flatMap((day, index) => {
    const before = totals[index];
    if (before === undefined || day.t - before.t > 1.5 * DAY) {
      return [];
    }
    return [{ t: day.t, value: day.value >= before.value ? day.value - before.value : Math.max(0, day.value) }];
  });
}
