import type { DecisionParts } from '#main/actions/decision-parts';
import { type SettableClock, settableClock } from '#main/clock';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { pricesInUse } from '#main/queries/bill/prices-in-use';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { Store } from '#main/store/store';
import { dayStart } from '#shared/core/calendar/calendar';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { Connection } from '#shared/domain/connection';
import { NOON, storeWithConnection } from '../../store/temporary-store';

export const ACCOUNT = 'vercel-1';

/** A Vercel account on Pro with a billing cycle from the first, whose day totals a test writes. */
export interface PricedAccount {
  readonly parts: DecisionParts & { readonly clock: SettableClock };
  readonly store: Store;
  change(change: Partial<Connection>): Promise<void>;
  /** One value a day from `from` on; `projectId` null is the whole account. */
  days(
    name: { readonly service: string; readonly metric: string; readonly projectId?: string; readonly source?: string },
    from: string,
    values: readonly number[],
  ): Promise<void>;
}

export async function pricedAccount(): Promise<PricedAccount> {
  const store = await storeWithConnection();
  const clock = settableClock(NOON);
  const parts = {
    store,
    clock,
    catalog: createCatalog(registry),
    forecasts: createForecastCache(),
    prices: pricesInUse(store, async () => defaultPriceList),
  };
  const change = async (changes: Partial<Connection>) => {
    const known = await store.connections.find(ACCOUNT);
    if (known === null) {
      throw new Error('The account is gone.');
    }
    await store.connections.save({ ...known, ...changes });
  };
  await change({ billingAnchor: { day: 1, zone: 'America/Los_Angeles' } });
  return {
    parts,
    store,
    change,
    async days({ service, metric, projectId = null, source = 'vercel:/v2/billing/costs' }, from, values) {
      const first = dayStart(from, 'UTC');
      await store.samples.save(
        ACCOUNT,
        values.map((value, at) => ({
          service,
          metric,
          projectId,
          source,
          value,
          kind: 'daily' as const,
          unit: 'count',
          zone: 'UTC',
          time: first + at * 86_400,
        })),
        clock.now(),
      );
    },
  };
}
