import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usageTable } from '#main/cli/usage-table';
import { readOverview } from '#main/queries/home/overview';
import { readForecastRecord } from '#main/queries/record/forecast-record';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readStandings } from '#main/queries/standings/read-standings';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import type { SampleAccount } from '#main/sample/sample-account';
import { usageChartSchema } from '#shared/ipc/usage';
import { NOW } from '../collection/monitored';
import { openCopiedSample } from '../collection/sample';

const SCHEDULE = { running: false, nextAt: null, intervalMinutes: 15, progress: null };

let folder: string;
let sample: SampleAccount;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-forecasts-'));
  sample = await openCopiedSample(folder, NOW);
}, 120_000);

afterAll(async () => {
  await sample.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const storage = async () => {
  const state = (await readMetricStates(sample.parts)).find(({ definition }) => definition.metric === 'STORAGE_MB');
  if (state === undefined) {
    throw new Error('The sample has no Redis.');
  }
  return state;
};

describe('the sample account', () => {
  it("reaches its storage limit in 5 days by the median, as in the client's brief, with an interval around it", async () => {
    const { forecast } = await storage();
    const { q10, q50, q90 } = forecast.daysToLimit ?? { q10: null, q50: null, q90: null };
    expect(Math.round(q50 ?? 0)).toBe(5);
    expect(q10).toBeLessThan(q50 ?? 0);
    expect(q90 ?? Number.POSITIVE_INFINITY).toBeGreaterThan(q50 ?? 0);
    expect(forecast.probability?.within7).toBeGreaterThan(0.5);
  });

  it('says so in its verdict, and says the same after the next cycle on the same data', async () => {
    const before = (await readOverview(sample.parts, SCHEDULE)).verdict;
    expect(before).toMatchObject({ tone: 'warning', headline: 'Redis storage reaches its limit in about 5 days' });
    expect(await sample.collect('user')).toMatchObject({ ok: true });
    const { headline, tone, metricKey } = (await readOverview(sample.parts, SCHEDULE)).verdict;
    expect({ headline, tone, metricKey }).toEqual({
      headline: before.headline,
      tone: before.tone,
      metricKey: before.metricKey,
    });
  });

  it('expects no percentage above 100 and no amount below zero', async () => {
    const states = await readMetricStates(sample.parts);
    const highest = states
      .filter(({ definition }) => definition.unit === 'percent')
      .flatMap(({ forecast }) => forecast.path.map(({ q975 }) => q975));
    expect(Math.max(...highest)).toBeLessThanOrEqual(100);
    expect(Math.max(...highest)).toBeGreaterThan(50);
    const lowest = states.flatMap(({ forecast }) => forecast.path.map(({ q025 }) => q025));
    expect(Math.min(...lowest)).toBeGreaterThanOrEqual(0);
  });

  it('tells the queue in the terminal as in the window', async () => {
    const summary = await readUsageSummary(sample.parts);
    const { list } = await readStandings(sample.parts);
    const standing = list.find(({ metric }) => metric === 'STORAGE_MB');
    expect(summary['VERCEL_KV_STORAGE_MB']?.probability).toEqual(standing?.probability);
    const table = usageTable(summary, list, NOW);
    expect(table).toMatch(/VERCEL_KV_STORAGE_MB .* about 5 days .* (9\d|>99) %/);
    expect(table.split('\n')[1]).toMatch(/^VERCEL_KV_STORAGE_MB/);
    // Spend and credit go by the daily costs behind them, of which sixty days are known.
    expect(table).not.toContain('too early to tell');
  });

  it('has a record from its sixty days, one forecast a series and day', async () => {
    const { overall, series } = await readForecastRecord(sample.parts);
    expect(series.length).toBeGreaterThan(15);
    const redis = series.find(({ key }) => key.endsWith('STORAGE_MB'));
    expect(redis?.count).toBeGreaterThanOrEqual(50);
    expect(redis?.count).toBeLessThanOrEqual(60);
    expect(overall.share80).toBeGreaterThan(0.7);
    expect(overall.share80).toBeLessThan(0.95);
  });

  it('explains on the page of Redis storage what changed, and how good its forecasts were', async () => {
    const { key } = await storage();
    const answer = await readUsageChart(sample.parts, { key, range: '30d', points: 300 }, 15);
    const chart = usageChartSchema.parse(answer.ok ? answer.value : null);
    expect(chart.change?.sentence).toMatch(
      /^Growing 0\.\d+ MB a day since the storefront deployment on 6 November, 0\.3\d before\.$/,
    );
    expect(chart.record?.sentence).toMatch(/^Of \d+ forecasts like this one, \d+ came true inside the range\.$/);
  });
});
