import { dayOf } from '#shared/core/calendar/calendar';
import { DAY, type Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import { currencyOf } from './ai-account';
import { type BillContext, once } from './bill-parts';

/**
 * What each day (UTC) of an AI account's period cost in `currency` so far, oldest first; a day without rows is 0. The
 * days add up to `whole`, what its bill comes to: what no row has a day for, such as what was spent since the last
 * report, is of the newest day.
 */
export async function aiCostDays(
  context: BillContext,
  currency: string,
  whole: Micros,
): Promise<ReadonlyMap<Day, Micros>> {
  const days = new Map(
    [...(await readDays(context))].map(([day, amounts]) => [day, amounts.get(currency) ?? 0] as const),
  );
  const told = [...days.values()].reduce((sum, amount) => sum + amount, 0);
  const newest = [...days.keys()].at(-1);
  return newest === undefined ? days : days.set(newest, (days.get(newest) ?? 0) + whole - told);
}

/** Amounts of each day so far by currency. */
function readDays(context: BillContext): Promise<ReadonlyMap<Day, ReadonlyMap<string, Micros>>> {
  const { parts, connection, period, now } = context;
  return once(context, `cost days ${period.start}`, async () => {
    const days = new Map<Day, ReadonlyMap<string, Micros>>();
    for (let start = period.start; start <= now && start < period.end; start += DAY) {
      const amounts = new Map<string, Micros>();
      for (const cost of await parts.store.aiUsage.costs(connection.id, { start, end: start + DAY })) {
        const currency = currencyOf(cost);
        amounts.set(currency, (amounts.get(currency) ?? 0) + (cost.costMicros ?? 0));
      }
      days.set(dayOf(start, 'UTC'), amounts);
    }
    return days;
  });
}
