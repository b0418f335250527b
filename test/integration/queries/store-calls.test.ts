import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOverview } from '#main/queries/home/overview';
import { readTrayState } from '#main/queries/home/tray-state';
import type { PricedParts } from '#main/queries/read-parts';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import type { SampleAccount } from '#main/sample/sample-account';
import { openFilledSample } from '../collection/sample';
import { type CountedStore, callCount, countStoreCalls } from '../support/count-store-calls';

const NOW = Date.UTC(2026, 10, 20, 12) / 1000;
const IDLE = { running: false, nextAt: null, intervalMinutes: 15, progress: null };

/** A question asks the store for what it shows and no more: each call costs the main thread of the window. */
describe('store calls of a question', () => {
  let folder: string;
  let account: SampleAccount;
  let counted: CountedStore;
  let parts: PricedParts;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headroom-calls-'));
    account = await openFilledSample(folder, NOW);
    counted = countStoreCalls(account.parts.store);
    parts = { ...account.parts, store: counted.store };
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

  it('draws a chart with at most 15', async () => {
    for (const key of ['VERCEL_KV/STORAGE_MB', 'VERCEL_BANDWIDTH/BANDWIDTH_GB']) {
      const series = (await account.parts.store.samples.listSeries()).find(
        (one) => `${one.service}/${one.metric}` === key && one.projectId === null,
      );
      const question = { key: `${series?.connectionId}/${key}`, range: '30d' as const, points: 400 };
      const calls = await callsOf(async () => {
        const chart = await readUsageChart(parts, question, 15);
        if (!chart.ok) throw new Error(chart.failure.message);
      });
      expect(calls).toBeLessThanOrEqual(15);
    }
  });

  it('fills the overview with at most 50', async () => {
    expect(await callsOf(() => readOverview(parts, IDLE))).toBeLessThanOrEqual(50);
  });
});
