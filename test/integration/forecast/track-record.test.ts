import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordForecasts } from '#main/actions/record-forecasts';
import { readForecastRecord, readRecordOf } from '#main/queries/record/forecast-record';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { DAY, HOUR } from '#shared/domain/instant';
import { buildCli, removeCli, runCli } from '../cli/built-cli';
import { CACHE, noise, type Recorded, recorded, TODAY } from './recorded';

beforeAll(buildCli);
afterAll(removeCli);

/** Days `from` to `to` before 24 November, both included. */
async function fill(subject: Recorded, kind: 'gauge' | 'daily', from: number, to: number): Promise<void> {
  for (let back = from; back >= to; back -= 1) {
    const wave = 10 * noise(back + (kind === 'gauge' ? 500 : 0));
    await subject.day(kind, back, kind === 'gauge' ? 20 + (100 - back) * 0.3 + wave / 10 : 1_000 + 50 * wave);
  }
}

const allRecords = async (subject: Recorded) => [
  ...(await subject.parts.store.forecasts.scored()),
  ...(await subject.parts.store.forecasts.due(TODAY + 99 * DAY)),
];

describe('one forecast a series and closed day', () => {
  it('is kept once, however many cycles a day has, and today is no replay', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 20, 0);
    const first = await subject.cycle();
    expect(first.made).toBeGreaterThan(10);
    const before = await allRecords(subject);
    expect(await subject.cycle()).toMatchObject({ made: 0 });
    expect(await allRecords(subject)).toEqual(before);
    const today = before.find(({ madeAt }) => madeAt === TODAY);
    expect(today).toMatchObject({ replayed: false, actual: null, step: { t: TODAY + DAY } });
    expect(before.filter(({ replayed }) => replayed)).toHaveLength(before.length - 1);
    expect(new Set(before.map(({ step }) => step.t)).size).toBe(before.length);
  });

  it('rests on closed days alone: neither today nor anything later changes it', async () => {
    const [one, other] = await Promise.all([recorded(), recorded()]);
    for (const subject of [one, other]) {
      await fill(subject, 'gauge', 30, 10);
    }
    for (let back = 9; back >= 0; back -= 1) {
      await one.day('gauge', back, 30);
      await other.day('gauge', back, 900);
    }
    await one.cycle();
    await other.cycle();
    const early = async (subject: Recorded) =>
      (await allRecords(subject))
        .filter(({ madeAt }) => madeAt <= TODAY - 9 * DAY)
        .map(({ madeAt, step }) => [madeAt, step]);
    expect((await early(one)).length).toBeGreaterThan(15);
    expect(await early(other)).toEqual(await early(one));
  });

  it('waits for the total of yesterday, which providers tell late, but not for a level', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 20, 0);
    await fill(subject, 'daily', 20, 0);
    const { clock } = subject.parts;
    const madeToday = async () =>
      (await allRecords(subject))
        .filter(({ madeAt }) => madeAt === TODAY)
        .map(({ metric, replayed }) => [metric, replayed]);
    clock.set(TODAY + HOUR);
    await recordForecasts(subject.parts);
    expect(await madeToday()).toEqual([['STORAGE_MB', false]]);
    clock.set(TODAY + 7 * HOUR);
    await recordForecasts(subject.parts);
    expect((await madeToday()).sort()).toEqual([
      ['COMMANDS_PER_DAY', false],
      ['STORAGE_MB', false],
    ]);
  });

  it('ends early when the app closes, and goes on with the next cycle', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 20, 0);
    await fill(subject, 'daily', 20, 0);
    const part = await recordForecasts(subject.parts, AbortSignal.abort());
    const rest = await recordForecasts(subject.parts);
    expect(part).toBeGreaterThan(0);
    expect(rest).toBeGreaterThan(0);
    expect(await recordForecasts(subject.parts)).toBe(0);
  });

  it('waits while it is too early to tell', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 2, 0);
    expect(await subject.cycle()).toEqual({ made: 0, scored: 0 });
    await subject.day('gauge', -1, 60);
    await subject.day('gauge', -2, 60);
    expect((await subject.cycle(2)).made).toBeGreaterThan(0);
  });

  it('of a constant series comes true, whatever the last digits', async () => {
    const subject = await recorded();
    for (let back = 30; back >= 0; back -= 1) {
      await subject.day('gauge', back, 12);
    }
    await subject.cycle();
    const { overall } = await readForecastRecord(subject.parts);
    expect(overall.count).toBeGreaterThan(20);
    expect(overall.inside50).toBe(overall.count);
  });
});

describe('scoring', () => {
  it('takes a level when its day has closed, and a total when nobody revises it any more', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 20, 0);
    await fill(subject, 'daily', 20, 0);
    await subject.cycle();
    const scores = await subject.parts.store.forecasts.scored();
    const last = (metric: string) =>
      Math.max(...scores.filter((one) => one.metric === metric).map(({ step }) => step.t));
    expect(last('STORAGE_MB')).toBe(TODAY);
    expect(last('COMMANDS_PER_DAY')).toBe(TODAY - 3 * DAY);
  });

  it('scores a total as it was last revised, and never again', async () => {
    const subject = await recorded();
    await fill(subject, 'daily', 20, 1);
    await subject.day('daily', 0, 100);
    await subject.cycle();
    await subject.day('daily', 0, 1_250);
    await subject.cycle(4);
    await subject.day('daily', 0, 9_999);
    await subject.cycle(5);
    const record = (await subject.parts.store.forecasts.scored()).find(({ madeAt }) => madeAt === TODAY);
    expect(record?.actual).toBe(1_250);
  });

  it('counts a day without a reading as neither true nor false', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 20, 1);
    await subject.cycle();
    const { overall } = await readForecastRecord(subject.parts);
    await subject.cycle(40);
    const open = await subject.parts.store.forecasts.due(TODAY + DAY);
    expect(open).toEqual([]);
    expect((await readForecastRecord(subject.parts)).overall.count).toBe(overall.count);
  });
});

describe('the record', () => {
  it('equals a recount in SQL, per series and overall, in the query and in the terminal', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 60, 0);
    await fill(subject, 'daily', 60, 0);
    await subject.cycle();
    const file = join(subject.folder, 'headroom.db');
    const sqlite = new Database(file, { readonly: true });
    const recount = sqlite
      .prepare(
        `SELECT series_id AS seriesId, count(*) AS count, sum(actual BETWEEN q25 AND q75) AS inside50,
           sum(actual BETWEEN q10 AND q90) AS inside80, sum(actual BETWEEN q025 AND q975) AS inside95
         FROM forecast_record WHERE actual IS NOT NULL GROUP BY series_id ORDER BY series_id`,
      )
      .all() as { count: number; inside80: number }[];
    sqlite.close();
    expect(recount).toHaveLength(2);
    const record = await readForecastRecord(subject.parts);
    expect(record.series).toMatchObject(recount);
    const sum = (name: 'count' | 'inside80') => recount.reduce((total, row) => total + row[name], 0);
    expect(record.overall).toMatchObject({ count: sum('count'), inside80: sum('inside80') });
    expect(sum('count')).toBeGreaterThan(100);
    expect(record.overall.share80).toBeGreaterThan(0.6);
    expect(record.series[0]?.sentence).toBe(
      `Of ${recount[0]?.count} forecasts like this one, ${recount[0]?.inside80} came true inside the range.`,
    );

    const json = await runCli(['forecast-record', '--json', '--data-dir', subject.folder]);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(JSON.stringify(record)));
    const text = await runCli(['forecast-record', '--data-dir', subject.folder]);
    expect(text.stdout).toContain(record.overall.sentence);
    expect(text.stdout).toMatch(/Redis storage +\d+ /);
  });

  it('is empty, and says so, before anything came due', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 1, 0);
    await subject.cycle();
    const [series] = await subject.parts.store.samples.listSeries(CACHE);
    expect(await readRecordOf(subject.parts.store, series?.id ?? 0)).toBeNull();
    expect((await readForecastRecord(subject.parts)).overall.sentence).toContain('No forecast has come due yet');
  });

  it('widens the intervals of a series whose forecasts keep missing', async () => {
    const subject = await recorded();
    await fill(subject, 'gauge', 60, 0);
    const { store, forecasts } = subject.parts;
    const width = async () => {
      const state = (await readMetricStates(subject.parts)).find(
        ({ definition }) => definition.metric === 'STORAGE_MB',
      );
      const step = state?.forecast.path[0];
      return { id: state?.series?.id ?? 0, width: (step?.q90 ?? 0) - (step?.q10 ?? 0) };
    };
    const before = await width();
    const flat = { q025: 1, q10: 1, q25: 1, q50: 1, q75: 1, q90: 1, q975: 1 };
    const key = { seriesId: before.id, connectionId: CACHE, service: 'VERCEL_KV', metric: 'STORAGE_MB' };
    await store.forecasts.save(
      Array.from({ length: 20 }, (_, i) => {
        const madeAt = TODAY - (30 - i) * DAY;
        return { ...key, madeAt, replayed: false, step: { ...flat, t: madeAt + DAY } };
      }),
    );
    const due = await store.forecasts.due(TODAY);
    await store.forecasts.score(
      due.map(({ id }) => ({ id, actual: 99 })),
      TODAY,
    );
    forecasts.forget();
    const after = await width();
    expect(before.width).toBeGreaterThan(0);
    // Twenty misses in a row: exp(20 · 0.05 · 0.8) = 2.2 times as wide.
    expect(after.width / before.width).toBeGreaterThan(1.9);
  });
});

it('a connection takes its record with it', async () => {
  const subject = await recorded();
  await fill(subject, 'gauge', 20, 0);
  await subject.cycle();
  await subject.parts.store.connections.remove(CACHE);
  expect(await allRecords(subject)).toEqual([]);
});
