import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { recordCsv } from '#main/queries/record/record-csv';
import { readRecordDays, readRecordView } from '#main/queries/record/record-view';
import { DAY } from '#shared/domain/instant';
import { recordViewSchema } from '#shared/ipc/record';
import { CACHE, deploymentOf, noise, type Recorded, recorded, TODAY } from './recorded';

/** Sixty days of a level that grows and, from twenty days ago on, three times as fast. */
async function bent(): Promise<Recorded> {
  const subject = await recorded();
  for (let back = 60; back >= 0; back -= 1) {
    const grown = (60 - back) * 0.3 + Math.max(0, 20 - back) * 0.6;
    await subject.day('gauge', back, 20 + grown + noise(back) / 10);
    await subject.day('daily', back, 1_000 + 500 * noise(back + 300));
  }
  await subject.cycle();
  return subject;
}

it('counts what SQL counts, series by series and in all, the least kept first', async () => {
  const subject = await bent();
  const sqlite = new Database(join(subject.folder, 'headroom.db'), { readonly: true });
  const rows = sqlite
    .prepare(
      `SELECT series_id AS seriesId, count(*) AS count, sum(actual BETWEEN q10 AND q90) AS inside80,
         sum(abs(actual - q50)) / sum(abs(actual)) AS error
       FROM forecast_record WHERE actual IS NOT NULL GROUP BY series_id ORDER BY 1.0 * inside80 / count`,
    )
    .all() as { count: number; inside80: number; error: number }[];
  const missed = sqlite
    .prepare('SELECT count(*) FROM forecast_record WHERE actual NOT BETWEEN q10 AND q90')
    .pluck()
    .get();
  sqlite.close();
  const view = await readRecordView(subject.parts);
  expect(recordViewSchema.parse(view)).toEqual(view);
  expect(rows).toHaveLength(2);
  expect(view.series).toMatchObject(rows.map((row) => ({ ...row, error: expect.closeTo(row.error, 9) })));
  expect(view.overall.count).toBe(rows.reduce((sum, { count }) => sum + count, 0));
  expect(view.misses.reduce((sum, { days }) => sum + days, 0)).toBe(missed);
  expect(missed).toBeGreaterThan(5);
});

it('puts a long run of misses down to the deployment with which it began, a short one to nothing', async () => {
  const subject = await bent();
  const longest = async () =>
    (await readRecordView(subject.parts)).misses
      .filter(({ title }) => title === 'Redis storage')
      .reduce((most, run) => (run.days > most.days ? run : most));
  const unexplained = await longest();
  expect(unexplained).toMatchObject({ side: 'low', cause: null });
  expect(unexplained.days).toBeGreaterThanOrEqual(3);
  const deployment = deploymentOf(CACHE, 'prj_api', unexplained.from - DAY / 2);
  await subject.parts.store.facts.saveProjects([{ connectionId: CACHE, projectId: 'prj_api', name: 'api' }]);
  await subject.parts.store.facts.saveDeployments([deployment]);
  expect((await longest()).cause).toEqual({ kind: 'deployment', name: 'api', t: deployment.createdAt });
  const { misses } = await readRecordView(subject.parts);
  expect(misses.filter(({ cause }) => cause !== null)).toHaveLength(1);
  expect(misses.map(({ to }) => to)).toEqual(misses.map(({ to }) => to).sort((a, b) => b - a));
});

it('gives the last days of one series, and none of an unknown one', async () => {
  const subject = await bent();
  const line = (await readRecordView(subject.parts)).series.find(({ title }) => title === 'Redis storage');
  const { days, unit, zone } = await readRecordDays(subject.parts, line?.seriesId ?? 0, 5);
  expect({ unit, zone }).toEqual({ unit: 'MB', zone: 'UTC' });
  expect(days.map(({ step }) => step.t)).toEqual([4, 3, 2, 1, 0].map((back) => TODAY - back * DAY));
  expect((await readRecordDays(subject.parts, 999, 5)).days).toEqual([]);
});

it('writes a row for every forecast that came due', async () => {
  const subject = await bent();
  const rows = parse(await recordCsv(subject.parts), { columns: true }) as Record<string, string>[];
  const { overall } = await readRecordView(subject.parts);
  expect(rows).toHaveLength(overall.count);
  const last = rows.filter(({ metric }) => metric === 'Redis storage').at(-1);
  expect(last).toMatchObject({ unit: 'MB', day: '2026-11-23', 'made afterwards': 'yes' });
  expect(Number(last?.['q10'])).toBeLessThan(Number(last?.['q90']));
  expect(Number(last?.['came'])).toBeGreaterThan(40);
});
