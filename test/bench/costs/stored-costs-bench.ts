import { join } from 'node:path';
import type { DecisionParts } from '#main/actions/decision-parts';
import { type SettableClock, settableClock } from '#main/clock';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readCostChange } from '#main/queries/bill/change';
import { readCosts } from '#main/queries/bill/costs';
import { pricesInUse } from '#main/queries/bill/prices-in-use';
import { readWhatIf } from '#main/queries/bill/what-if';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import { addDays, dayStart } from '#shared/core/calendar/calendar';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { Charge } from '#shared/domain/charge';
import type { MetricSample } from '#shared/domain/series';
import { CONNECTION, NOW, openBenchStore, saveAll, withFolder } from '../store/bench-file';
import { type BenchRow, quantile, timed } from '../store/bench-row';

const SOURCE = 'vercel:/v1/billing/charges';
const CHUNK = 10_000;
const ROUNDS = 9;
const HISTORY_DAYS = 120;
const PROJECTS = 20;
const ZONE = 'America/Los_Angeles';
const KEPT_SECONDS = 301;

type BenchParts = DecisionParts & { readonly clock: SettableClock };

/** A year of charges and a large account's period, asked from a store in a file as window and terminal do. */
export async function benchStoredCosts(charges: readonly Charge[]): Promise<BenchRow[]> {
  return withFolder(async (folder) => {
    const store = await openBenchStore(join(folder, 'headroom.db'));
    try {
      const saving = await timed(async () => {
        for (let at = 0; at < charges.length; at += CHUNK) {
          await store.charges.save(CONNECTION, SOURCE, charges.slice(at, at + CHUNK), NOW);
        }
      });
      const year = { connectionId: CONNECTION, from: '2025-11-25', to: '2026-11-25' };
      const rows = [
        await row(`costs of a year from the store, ${charges.length} charges, by five headings`, 300, () =>
          store.charges.totals(year, ['service', 'project', 'day', 'region', 'category']),
        ),
      ];
      const parts = await accountWithUsage(store);
      // The first answer works the forecasts out, which every screen shares.
      await readCosts(parts);
      return [
        ...rows,
        {
          name: 'the same charges saved',
          goal: '',
          measured: `${(saving / 1000).toFixed(1)} s`,
          ok: true,
          note: 'in batches of 10,000, with the sums by day kept in step',
        },
        await row('what if, asked as the window does', 16, async () => {
          const answer = await readWhatIf(parts, CONNECTION, 'traffic=2,plan=pro-flat-20');
          if (!answer.ok) {
            throw new Error(answer.failure.message);
          }
        }),
        await row(`costs of the period, ${PROJECTS} projects, asked again`, 50, () => readCosts(parts)),
        await row(`costs of the period, ${PROJECTS} projects, after new readings`, 300, () => {
          // What was worked out is kept for five minutes at most.
          parts.clock.set(parts.clock.now() + KEPT_SECONDS);
          return readCosts(parts);
        }),
        await row(`what changed the costs, ${PROJECTS} projects`, 300, () => readCostChange(parts)),
        await row(`what changed them since a day, ${PROJECTS} projects`, 300, () =>
          readCostChange(parts, addDays('2026-11-24', -14)),
        ),
      ];
    } finally {
      store.close();
    }
  });
}

async function accountWithUsage(store: DecisionParts['store']): Promise<BenchParts> {
  const found = await store.connections.find(CONNECTION);
  if (found === null) {
    throw new Error('The benchmark has no connection.');
  }
  await store.connections.save({
    ...found,
    billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' },
    billingAnchor: { day: 1, zone: ZONE },
  });
  const catalog = createCatalog(registry);
  const metrics = (catalog.descriptor('vercel')?.metrics ?? []).filter(({ kind }) => kind === 'daily').slice(0, 20);
  const today = '2026-11-24';
  for (let back = HISTORY_DAYS; back >= 0; back -= 1) {
    const day = addDays(today, -back);
    await saveAll(
      store,
      metrics.flatMap(({ service, metric, unit, zone }, nth) =>
        [null, ...Array.from({ length: PROJECTS }, (_, project) => `prj_${project}`)].map(
          (projectId, at): MetricSample => ({
            service,
            metric,
            unit,
            zone,
            projectId,
            kind: 'daily',
            source: 'vercel:/v2/billing/costs',
            time: dayStart(day, zone),
            value: (at === 0 ? PROJECTS * 10 : 10) * (nth + 1) + ((back * 7 + at) % 5),
          }),
        ),
      ),
    );
  }
  const clock = settableClock(NOW);
  const prices = pricesInUse(store, async () => defaultPriceList);
  return { store, clock, catalog, prices, forecasts: createForecastCache() };
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
