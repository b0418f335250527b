import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendations } from '#main/queries/recommendations/recommendation-views';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import { removeSample, type SampleAccount } from '#main/sample/sample-account';
import { DAY } from '#shared/domain/instant';
import { BRIEF_FIGURES, BRIEF_TEXTS } from '../../fixtures/brief-example';
import { NOW } from './monitored';
import { openCopiedSample, openSample } from './sample';

let folder: string;
let sample: SampleAccount;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-sample-'));
  sample = await openCopiedSample(folder, NOW);
}, 120_000);

afterAll(async () => {
  await sample.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the sample account', () => {
  it("shows the very case of the client's brief", async () => {
    const storage = (await readRecommendations(sample.parts)).find(({ metric }) => metric === 'STORAGE_MB');
    if (storage === undefined) {
      throw new Error('There is no recommendation on storage.');
    }
    expect(recommendationJson(storage)).toMatchObject({
      ...BRIEF_FIGURES,
      ...BRIEF_TEXTS,
    });
  });

  it('advises what is needed and nothing else', async () => {
    const advice = await readRecommendations(sample.parts);
    expect(advice.map(({ kind, title }) => [kind, title])).toEqual([['upgrade', 'Upgrade Redis to Pro']]);
  });

  it('holds sixty days of levels and of day totals', async () => {
    const { store } = sample.parts;
    const series = await store.samples.listSeries();
    const find = (metric: string) => series.find((one) => one.metric === metric && one.projectId === null)?.id ?? 0;
    const range = { start: NOW - 61 * DAY, end: NOW + 1 };

    const storage = await store.samples.raw(find('STORAGE_MB'), range);
    // Every six hours and at the end of the day for 58 days, every quarter of an hour for two, and the last cycle.
    expect(storage).toHaveLength(58 * 5 + 2 * 96 + 1);
    expect(storage[0]?.time).toBe(NOW - 60 * DAY);
    expect(storage.at(-1)).toMatchObject({ time: NOW, value: 25.5 });
    const days = await store.samples.days(find('BUILD_MINUTES'), range);
    expect(days.length).toBeGreaterThanOrEqual(60);
    expect((await store.samples.days(find('COMMANDS_PER_DAY'), range)).length).toBeGreaterThanOrEqual(60);
  });

  it('has one alert for each crossing of the history, and none twice', async () => {
    const { store } = sample.parts;
    const range = { start: NOW - 61 * DAY, end: NOW + 1 };
    const alerts = (await store.alerts.list(range)).filter(({ metric }) => metric === 'STORAGE_MB');
    expect(alerts).toMatchObject([{ severity: 'warning', state: 'firing' }]);
    const events = (await store.alerts.events(range)).filter(({ alertId }) => alertId === alerts[0]?.id);
    expect(events.map(({ kind }) => kind)).toEqual(['firing']);
    expect(events[0]?.percent).toBeGreaterThanOrEqual(75);
    expect(events[0]?.percent).toBeLessThan(77);
  });

  it('reads itself again from the live simulator, as an ordinary account does', async () => {
    const result = await sample.collect('user');
    expect(result).toMatchObject({ ok: true });
    const failed = (result.ok ? result.value.attempts : []).filter(({ outcome }) => outcome !== 'ok');
    expect(failed.map(({ capability, outcome }) => `${capability}: ${outcome}`)).toEqual([]);
    expect((await readUsageSummary(sample.parts))['VERCEL_KV_STORAGE_MB']?.percent).toBe(85);
  });

  it('is there at once when it is opened again the same day, and is made anew a day later', async () => {
    await sample.stop();
    const again = await openSample(folder, NOW + 3_600);
    const steps: number[] = [];
    await again.prepare(({ done }) => steps.push(done));
    expect(steps).toEqual([]);
    expect((await again.parts.store.cycles.last())?.startedAt).toBeLessThan(NOW + 3_600);
    expect((await again.parts.store.samples.listSeries()).length).toBeGreaterThan(10);
    await again.stop();

    sample = await openSample(folder, NOW + DAY);
    expect(await sample.parts.store.samples.listSeries()).toEqual([]);
  });

  it('leaves no file behind', async () => {
    expect(readdirSync(folder).some((name) => name.startsWith('sample.db'))).toBe(true);
    await sample.stop();
    await removeSample(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});
