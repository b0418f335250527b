import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { usageCsv } from '#main/queries/usage/usage-csv';
import { openSqlite } from '#main/store/database/sqlite';
import { exportEverything } from '#main/store/maintenance/export-everything';
import { focusCsv } from '#shared/core/costs/focus-write';
import { connectionNamed, NOON, openedStore, sampleOf, temporaryFolder } from '../../unit/main/store/temporary-store';

/** What a spreadsheet would run. */
const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1+1', '＠x', '"=1', '-2+cmd|x'];
const RUNS = /^[\s"]*[=+\-@＝＋－＠]/;

test.each(FORMULAS)('the name %j is text in everything that is exported, and numbers are numbers', async (name) => {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  const store = await openedStore(file);
  await store.connections.save({ ...connectionNamed('vercel-1'), title: name });
  const money = sampleOf({ metric: 'SPEND', unit: 'USD', value: -12.5 });
  expect(await store.samples.save('vercel-1', [money], NOON)).toMatchObject({ value: { saved: 1 } });
  const sqlite = openSqlite(file);
  const work = exportEverything(sqlite, 'csv', join(folder, 'out'));
  while (!(await work.next()).done);
  sqlite.close();
  const cellsOf = (table: string): string[][] => parse(readFileSync(join(folder, 'out', `${table}.csv`)));
  const titles = cellsOf('connection').flat();
  expect(titles).toContain(`'${name}`);
  expect(titles.filter((cell) => RUNS.test(cell))).toEqual([]);
  expect(cellsOf('infrastructure_metric')[1]).toContain('-12.5');
});

test.each(FORMULAS)('the unit %j runs in no chart that is exported, and the values are read as numbers', (unit) => {
  const points = [{ t: NOON, value: -1.5, min: -2, max: 0, cumulative: null, provisional: false }];
  const chart = { points, metric: { unit, limit: 2 }, limitSteps: [] } as unknown as Parameters<typeof usageCsv>[0];
  const [, row = []] = parse(usageCsv(chart)) as string[][];
  expect(row.slice(1, 7)).toEqual(['-1.5', '-2', '0', '-1.5', '2', '-75']);
  expect(row.at(7)).toBe(`'${unit}`);
});

test.each(FORMULAS)('the name %j runs in no FOCUS file', (name) => {
  const row = { BilledCost: '-3.25', ServiceName: name } as unknown as Parameters<typeof focusCsv>[0][number];
  const [cells] = parse(focusCsv([row]), { columns: true }) as Record<string, string>[];
  expect(cells).toMatchObject({ BilledCost: '-3.25', ServiceName: `'${name}` });
});
