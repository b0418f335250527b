import { addDays, dayStart, daysBetween } from '#shared/core/calendar/calendar';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { Charge } from '#shared/domain/charge';
import type { Connection } from '#shared/domain/connection';
import type { Day, Zone } from '#shared/domain/instant';
import { quantitiesOf } from '../bill/bills-in-period';
import type { ReadParts } from '../read-parts';

/** The metric that a database provider charges computing by. */
export const COMPUTE = 'COMPUTE_CU_HOURS';

/** What one database computed each whole day, CU-hours at the day's start, by its provider's own rows; empty where it tells none. */
export async function databaseDays(
  { store, catalog }: Pick<ReadParts, 'store' | 'catalog'>,
  { id, provider, billingAnchor }: Pick<Connection, 'id' | 'provider' | 'billingAnchor'>,
  project: string,
  days: { readonly from: Day; readonly to: Day },
): Promise<readonly Point[]> {
  const source = quantitiesOf(await store.charges.sources(id));
  const billedAs = catalog.descriptor(provider)?.billedAs;
  if (source === null || billedAs === undefined) {
    return [];
  }
  const rows = await store.charges.rows({ connectionId: id, source: source.source, ...days });
  const compute = rows.filter(({ service }) => billedAs(service)?.metric === COMPUTE);
  return computeDays(compute, project, billingAnchor?.zone ?? 'UTC');
}

/** The same from rows of computing in day order: a day that has rows of another database and none of this one is one of 0. */
export function computeDays(rows: readonly Charge[], project: string, zone: Zone): readonly Point[] {
  const own = rows.filter((row) => row.project === project);
  const [first, last] = [own[0]?.day, rows.at(-1)?.day];
  if (first === undefined || last === undefined) {
    return [];
  }
  const sums = new Map<Day, number>();
  for (const { day, consumedQuantity } of own) {
    sums.set(day, (sums.get(day) ?? 0) + (consumedQuantity ?? 0));
  }
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, at) => {
    const day = addDays(first, at);
    return { t: dayStart(day, zone), value: sums.get(day) ?? 0 };
  });
}
