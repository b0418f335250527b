import { join } from 'node:path';
import type { DecisionParts } from '#main/actions/decision-parts';
import { type SettableClock, settableClock } from '#main/clock';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readCostChange } from '#main/queries/bill/change';
import { pricesInUse } from '#main/queries/bill/prices-in-use';
import { readBill } from '#main/queries/bill/read-bill';
import { readWhatIf } from '#main/queries/bill/what-if';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { PRODUCTS } from '#main/simulator/vercel/billing';
import type { Store } from '#main/store/store';
import { addDays, dayStart } from '#shared/core/calendar/calendar';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { Charge } from '#shared/domain/charge';
import { NOW, openBenchStore, withFolder } from '../store/bench-file';
import { type BenchRow, quantile, timed } from '../store/bench-row';

const SOURCE = 'vercel:/v2/billing/costs';
const ZONE = 'America/Los_Angeles';
const ACCOUNTS = 12;
const PROJECTS = 4;
const DAYS = 365;
const FIRST = '2025-11-25';
const ROUNDS = 9;

/** The bill of twelve accounts, each with a year of charges, asked from a store in a file as window and terminal do. */
export async function benchBills(): Promise<BenchRow[]> {
  return withFolder(async (folder) => {
    const store = await openBenchStore(join(folder, 'headroom.db'));
    try {
      const saving = await timed(() => fill(store));
      const clock = settableClock(NOW);
      const prices = pricesInUse(store, async () => defaultPriceList);
      const parts: DecisionParts & { readonly clock: SettableClock } = {
        ...{ store, clock, catalog: createCatalog(registry), prices, forecasts: createForecastCache() },
      };
      await readBill(parts);
      const note = `${ACCOUNTS} accounts of ${PROJECTS} projects and ${PRODUCTS.length} products, ${DAYS} days`;
      return [
        { name: 'their charges saved', goal: '', measured: `${(saving / 1000).toFixed(1)} s`, ok: true, note },
        await row('the bill of twelve accounts, after new readings', 100, async () => {
          await touch(store, clock.now());
          return readBill(parts);
        }),
        await row('the same bill, asked again', 5, () => readBill(parts)),
        await row('what changed it', 150, async () => {
          await touch(store, clock.now());
          return readCostChange(parts);
        }),
        await row('what if, over all twelve', 16, () => answer(parts, 'traffic=2')),
        await row('what if, one on a flat rate', 16, () => answer(parts, 'plan=pro-flat-20')),
      ];
    } finally {
      store.close();
    }
  });
}

async function answer(parts: DecisionParts, changes: string): Promise<void> {
  const result = await readWhatIf(parts, null, changes);
  if (!result.ok) {
    throw new Error(result.failure.message);
  }
}

/** Something new was read: what rests on the store is worked out anew. */
let readings = 0;
async function touch(store: Store, now: number): Promise<void> {
  readings += 1;
  const spend = { service: 'VERCEL_ACCOUNT', metric: 'SPEND_USD', projectId: null, unit: 'USD', zone: ZONE } as const;
  const sample = { ...spend, kind: 'period' as const, source: 'vercel:/teams/spend', time: now - 60, value: readings };
  await store.samples.save('account-0', [sample], now);
}

async function fill(store: Store): Promise<void> {
  for (let account = 0; account < ACCOUNTS; account += 1) {
    const id = `account-${account}`;
    await store.connections.save({
      ...{ id, provider: 'vercel', title: id, settings: {}, expiresAt: null, createdAt: 0 },
      billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' },
      billingAnchor: { day: 1 + account * 2, zone: ZONE },
    });
    for (let at = 0; at < DAYS; at += 30) {
      const days = Array.from({ length: Math.min(30, DAYS - at) }, (_, offset) => addDays(FIRST, at + offset));
      await store.charges.save(
        id,
        SOURCE,
        days.flatMap((day) => chargesOf(day, account)),
        NOW,
      );
    }
  }
}

function chargesOf(day: string, account: number): Charge[] {
  const start = dayStart(day, ZONE);
  const times = { day, start, end: start + 86_400 };
  return PRODUCTS.flatMap((product, nth) =>
    Array.from({ length: PROJECTS }, (_, project): Charge => {
      const quantity = (project + 1) * (nth + 1) * (1_000 + ((account * 31 + start / 86_400) % 97));
      return {
        ...{ id: `${start}|${product.slug}|${project}`, category: 'Usage', service: product.title, ...times },
        ...{ project: `prj_${project}`, region: ['iad1', 'fra1', 'gru1'][project % 3] ?? null },
        ...{ consumedQuantity: quantity, consumedUnit: 'units', pricingQuantity: null, pricingUnit: null },
        ...{ billedCost: Math.round(quantity * 20), effectiveCost: null, listCost: null, currency: 'USD' },
        ...{ licence: false, flatRate: false, state: 'provisional' },
      };
    }),
  );
}

async function row(name: string, goal: number, work: () => unknown): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timed(work));
  }
  const median = quantile(times, 0.5);
  const note = `slowest of ${ROUNDS}: ${Math.max(...times).toFixed(1)} ms`;
  return { name, goal: `<= ${goal} ms`, measured: `${median.toFixed(1)} ms`, ok: median <= goal, note };
}
