import { expect, it } from 'vitest';
import { billedByName } from '#main/providers/postgres/neon/billed-metrics';
import { readBill } from '#main/queries/bill/read-bill';
import { addDays, dayStart } from '#shared/core/calendar/calendar';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { Charge } from '#shared/domain/charge';
import { DAY } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import { pricedAccount } from '../queries/bill/priced-account';
import { connectionNamed } from '../store/temporary-store';

const NEON = 'postgres-1';
const COMPUTE = billedByName.get('compute_unit_seconds');

/** Compute of Launch at 0.106 to 15 October, and at 0.212 from the 16th on. */
const LIST: PriceList = {
  ...defaultPriceList,
  limits: defaultPriceList.limits.flatMap((entry) =>
    entry.provider !== 'neon' ||
    entry.plan !== 'launch' ||
    entry.metric !== 'COMPUTE_CU_HOURS' ||
    entry.overage === null
      ? [entry]
      : [
          { ...entry, effectiveTo: '2026-10-15' },
          {
            ...entry,
            id: `${entry.id}/2026-10-16`,
            effectiveFrom: '2026-10-16',
            overage: { ...entry.overage, price: entry.overage.price * 2 },
          },
        ],
  ),
};

/** Ten CU-hours on each day. */
function compute(first: string, days: number): Charge[] {
  return Array.from({ length: days }, (_, at) => {
    const day = addDays(first, at);
    const start = dayStart(day, 'UTC');
    return {
      ...{ id: day, category: 'Usage', service: COMPUTE?.product ?? '', project: 'main-db', region: null },
      ...{ day, start, end: start + DAY, consumedQuantity: 10, consumedUnit: 'CU-hours' },
      ...{ pricingQuantity: null, pricingUnit: null, billedCost: null, effectiveCost: null, listCost: null },
      ...{ currency: 'USD', licence: false, flatRate: false, state: 'provisional' as const },
    };
  });
}

it('old periods are priced with the prices of their time, and a period with a change with both', async () => {
  const account = await pricedAccount();
  await account.store.connections.save({
    ...connectionNamed(NEON),
    billingAnchor: null,
    provider: 'postgres',
    billing: { provider: 'neon', plan: 'launch', planName: 'Launch', source: 'provider' },
  });
  const rows = [...compute('2026-09-01', 30), ...compute('2026-10-01', 31), ...compute('2026-11-01', 24)];
  await account.store.charges.save(NEON, 'neon:/consumption_history/v2/projects', rows, account.parts.clock.now());
  const parts = { ...account.parts, prices: async () => LIST };
  const amountIn = async (month: string | null) => {
    const bill = await readBill(parts, month);
    return bill.accounts.find(({ connection }) => connection === NEON)?.soFar.amount;
  };
  // 300 × 0.106; 150 × 0.106 + 160 × 0.212; 240 × 0.212.
  expect(await amountIn('2026-09')).toBeCloseTo(31.8, 6);
  expect(await amountIn('2026-10')).toBeCloseTo(49.82, 6);
  expect(await amountIn(null)).toBeCloseTo(50.88, 6);
});
