import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readOverview } from '#main/queries/home/overview';
import { readTrayState } from '#main/queries/home/tray-state';
import type { PricedParts } from '#main/queries/read-parts';
import { readMetricState, readMetricStates } from '#main/queries/standings/metric-states';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import type { SampleAccount } from '#main/sample/sample-account';
import { NOW } from '../collection/monitored';
import { openCopiedSample } from '../collection/sample';
import { type CountedStore, callCount, countStoreCalls } from '../support/count-store-calls';

const IDLE = { running: false, nextAt: null, intervalMinutes: 15, progress: null };

/** A question asks the store for what it shows and no more: each call costs the main thread of the window. */
describe('store calls of a question', () => {
  let folder: string;
  let account: SampleAccount;
  let counted: CountedStore;
  let parts: PricedParts;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headroom-calls-'));
    account = await openCopiedSample(folder, NOW);
    counted = countStoreCalls(account.parts.store);
    // The clock of the sample runs: one moment for all questions.
    parts = { ...account.parts, clock: settableClock(account.parts.clock.now()), store: counted.store };
    await readOverview(parts, IDLE);
  }, 120_000);

  afterAll(async () => {
    await account.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const callsOf = async (ask: () => Promise<unknown>) => {
    counted.forget();
    await ask();
    return callCount(counted);
  };

  it('tells the tray its verdict and three limits with at most 15', async () => {
    expect(await callsOf(() => readTrayState(parts, IDLE, null))).toBeLessThanOrEqual(15);
  });

  it('draws the chart of any metric with at most 15', async () => {
    for (const { key } of await readMetricStates(parts)) {
      const calls = await callsOf(async () => {
        const chart = await readUsageChart(parts, { key, range: '30d', points: 400 }, 15);
        if (!chart.ok) throw new Error(chart.failure.message);
      });
      expect(calls, `${key}: ${[...counted.calls].map(String).join(' ')}`).toBeLessThanOrEqual(15);
    }
  });

  it('reads one metric as it reads all of them', async () => {
    const all = await readMetricStates(parts);
    expect(all.length).toBeGreaterThan(20);
    for (const state of all) {
      expect(await readMetricState(parts, state.key)).toEqual(state);
    }
    expect(await readMetricState(parts, 'no-connection/VERCEL_KV/STORAGE_MB')).toBeNull();
    expect(await readMetricState(parts, `${all[0]?.connection.id}/VERCEL_KV/NOTHING`)).toBeNull();
    expect(await readMetricState(parts, 'nonsense')).toBeNull();
  });

  it('fills the overview with at most 50', async () => {
    expect(await callsOf(() => readOverview(parts, IDLE))).toBeLessThanOrEqual(50);
  });
});
