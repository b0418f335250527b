import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { openSqlite } from '#main/store/database/sqlite';
import { type ImportRequest, type ImportResult, importCsv } from '#main/store/maintenance/import-csv';
import type { Store } from '#main/store/store';
import type { Result } from '#shared/domain/failure';
import { connectionNamed, NOON, openedStore, sampleOf, temporaryFolder } from '../../unit/main/store/temporary-store';
import { ALL_CASES } from '../support/all-cases';

const FAR = { start: 0, end: 4_000_000_000 };
const { time: _time, value: _value, ...SERIES } = sampleOf({ metric: 'IMPORTED', source: 'csv' });

interface Desk {
  readonly store: Store;
  readonly folder: string;
  import(text: string | { readonly file: string }, request?: Partial<ImportRequest>): Promise<Result<ImportResult>>;
}

async function desk(): Promise<Desk> {
  const folder = temporaryFolder();
  const path = join(folder, 'headroom.db');
  const store = await openedStore(path);
  await store.connections.save(connectionNamed('vercel-1'));
  return {
    store,
    folder,
    async import(text, request = {}) {
      const file = typeof text === 'string' ? join(folder, 'history.csv') : text.file;
      if (typeof text === 'string') {
        writeFileSync(file, text);
      }
      const sqlite = openSqlite(path);
      const target = { connectionId: 'vercel-1', series: SERIES };
      const work = importCsv(sqlite, { file, target, keepGood: false, now: NOON, ...request });
      try {
        for (;;) {
          const step = await work.next();
          if (step.done) {
            return step.value;
          }
        }
      } finally {
        sqlite.close();
      }
    },
  };
}

test('a clean file becomes a series of its own, whatever way its times are written', async () => {
  const { store, import: read } = await desk();
  const result = await read(
    `time,value\n${NOON - 60},1.5\n2026-11-24T11:00:00Z,2\n2026-11-24T12:30:00+02:00,3e2\n2026-11-23,4\n`,
  );
  expect(result).toEqual({ ok: true, value: { saved: 4, rejectedRows: 0, rejected: [] } });
  expect(await store.samples.listSeries()).toMatchObject([{ metric: 'IMPORTED', kind: 'gauge', unit: 'MB' }]);
  expect(await store.samples.raw(1, FAR)).toEqual([
    { time: NOON - 36 * 3600, value: 4 },
    { time: NOON - 5400, value: 300 },
    { time: NOON - 3600, value: 2 },
    { time: NOON - 60, value: 1.5 },
  ]);
});

test('history of a known series joins what was collected', async () => {
  const { store, import: read } = await desk();
  await store.samples.save('vercel-1', [sampleOf({ value: 9 })], NOON);
  await read(`time,value\n${NOON - 900},7\n`, { target: { seriesId: 1 } });
  expect((await store.samples.days(1, FAR))[0]).toMatchObject({ value: 9, min: 7, max: 9 });
  // The store's own connection notices that another one wrote.
  await store.samples.save('vercel-1', [sampleOf({ time: NOON + 60, value: 8 })], NOON);
  expect((await store.samples.range(1, FAR, 1)).points).toMatchObject([{ count: 3, min: 7, max: 9, last: 8 }]);
});

const WRONG = [
  'time,value',
  `${NOON},1`,
  `${NOON + 3600},1`,
  `${NOON - 60},NaN`,
  `${NOON - 120},Infinity`,
  `${NOON - 180},-4`,
  `${NOON - 240};5`,
  `${NOON},2`,
  'yesterday,3',
  `${NOON}000,3`,
  `${NOON - 300},"1,5"`,
  `${NOON - 360},1,2`,
  '2026-02-30,1',
  `${NOON - 420},1e999`,
  '',
  `${NOON - 480},6`,
].join('\n');

const REASONS = [
  { line: 3, reason: 'the time lies in the future' },
  { line: 4, reason: 'the value "NaN" is not a number' },
  { line: 5, reason: 'the value "Infinity" is not a number' },
  { line: 6, reason: 'the value -4 is negative, which this metric cannot be' },
  { line: 7, reason: 'the row is separated by ";", the header by ","' },
  { line: 8, reason: 'the time is that of line 2 already' },
  { line: 9, reason: 'the time "yesterday" is neither epoch seconds nor ISO 8601 with an offset' },
  { line: 10, reason: `the time ${NOON}000 looks like milliseconds: give epoch seconds or ISO 8601` },
  { line: 11, reason: 'the value "1,5" has a decimal comma: use a point' },
  { line: 12, reason: 'the row has 3 columns instead of 2' },
  { line: 13, reason: 'the time "2026-02-30" is neither epoch seconds nor ISO 8601 with an offset' },
  { line: 14, reason: 'the value 1e999 is too large' },
];

test('every bad row is named with its line, and keeps the good ones out', async () => {
  const { store, import: read } = await desk();
  expect(await read(WRONG)).toEqual({ ok: true, value: { saved: 0, rejectedRows: 12, rejected: REASONS } });
  expect(await store.samples.listSeries()).toEqual([]);
});

test('the good rows are kept where the user says so', async () => {
  const { store, import: read } = await desk();
  const result = await read(WRONG, { keepGood: true });
  expect(result).toEqual({ ok: true, value: { saved: 2, rejectedRows: 12, rejected: REASONS } });
  expect(await store.samples.raw(1, FAR)).toEqual([
    { time: NOON - 480, value: 6 },
    { time: NOON, value: 1 },
  ]);
});

test.each([
  ['time;value', '60;5'],
  ['\uFEFFtime,value', '60,5'],
  ['"Time" , "VALUE"', '60 , 5'],
  ['time\tvalue', '60\t5'],
  ['time,value\r', '60,5\r'],
])('the header %j is understood', async (header, row) => {
  const { import: read } = await desk();
  expect(await read(`${header}\n${row}\n`)).toMatchObject({ value: { saved: 1, rejectedRows: 0 } });
});

test.each(['', 'value,time\n1,2', 'timestamp,amount\n1,2', `${NOON},1\n`, 'time,value,unit\n1,2,3'])(
  'a file that begins with %j is refused with its first line named',
  async (text) => {
    const { import: read } = await desk();
    expect(await read(text)).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', message: 'Line 1 is not the header "time,value".' },
    });
  },
);

test('the same file again changes nothing', async () => {
  const { store, import: read } = await desk();
  const text = `time,value\n${NOON - 900},7\n${NOON},9\n`;
  await read(text);
  const days = await store.samples.days(1, FAR);
  expect(await read(text)).toMatchObject({ value: { saved: 2, rejectedRows: 0 } });
  expect(await store.samples.days(1, FAR)).toEqual(days);
});

test('a file that is not there is a failure', async () => {
  const { folder, import: read } = await desk();
  expect(await read({ file: join(folder, 'none.csv') })).toMatchObject({ failure: { code: 'invalid-input' } });
  expect(await read({ file: folder })).toMatchObject({ failure: { code: 'invalid-input' } });
});

test('an unknown series or connection is a failure', async () => {
  const { import: read } = await desk();
  const text = 'time,value\n1,2\n';
  expect(await read(text, { target: { seriesId: 5 } })).toMatchObject({ failure: { code: 'not-found' } });
  expect(await read(text, { target: { connectionId: 'none', series: SERIES } })).toMatchObject({
    failure: { code: 'not-found' },
  });
});

// A million rows where every case is asked for.
const MANY = ALL_CASES ? { count: 1_000_000, days: 695 } : { count: 100_000, days: 70 };

test(`${MANY.count} rows are all saved, and the bad one behind them is named`, { timeout: 120_000 }, async () => {
  const { store, folder, import: read } = await desk();
  const file = join(folder, 'many.csv');
  const out = createWriteStream(file);
  out.write('time,value\n');
  const { count } = MANY;
  for (let start = 0; start < count; start += 10_000) {
    const rows = Array.from(
      { length: 10_000 },
      (_, index) => `${NOON - (count - start - index) * 60},${start + index}`,
    );
    out.write(`${rows.join('\n')}\n`);
  }
  out.end('bad,row\n');
  await finished(out);
  const result = await read({ file }, { keepGood: true });
  expect(result).toMatchObject({ value: { saved: count, rejectedRows: 1, rejected: [{ line: count + 2 }] } });
  const days = await store.samples.days(1, FAR);
  expect(days).toHaveLength(MANY.days);
  expect((await store.samples.latest([1])).get(1)?.value).toBe(count - 1);
});

test('a quote that is opened and not closed is named with its line, and costs no other row', async () => {
  const { store, import: read } = await desk();
  const text = `time,value\n${NOON - 300},1\n${NOON - 240},"2\n${NOON - 180},3\n"${NOON - 120}","4"\n`;
  const rejected = [{ line: 3, reason: 'a quote is opened on this line and not closed' }];
  expect(await read(text)).toEqual({ ok: true, value: { saved: 0, rejectedRows: 1, rejected } });
  expect(await store.samples.listSeries()).toEqual([]);
  expect(await read(text, { keepGood: true })).toMatchObject({ value: { saved: 3, rejectedRows: 1, rejected } });
});

test('a quote that another one closes lines later swallows no row between', async () => {
  const { import: read } = await desk();
  const text = `time,value\n"${NOON - 300},1\n${NOON - 240},2\n${NOON - 180},"3\n${NOON - 120},4\n`;
  const result = await read(text, { keepGood: true });
  expect(result).toMatchObject({ value: { saved: 2, rejected: [{ line: 2 }, { line: 4 }] } });
});

test('a line without an end is told and does not fill the memory', async () => {
  const { import: read } = await desk();
  const text = `time,value\n${'9'.repeat(300_000)}\n${NOON - 60},1\n`;
  expect(await read(text, { keepGood: true })).toMatchObject({
    value: { saved: 1, rejected: [{ line: 2, reason: 'the line is too long to be a row' }] },
  });
});

test.each([
  [
    'time,value,min,max,total in window,unit,provisional',
    `2026-11-24T10:00:00Z,-2.5,-3,1,,'=HYPERLINK(1),no`,
    '2026-11-24T11:00:00Z,4,4,4,9,MB,yes',
  ],
  [
    'time,value,min,max,held against the limit,limit,percent of the limit,unit,provisional',
    `2026-11-24T10:00:00Z,-2.5,-3,1,,,,'=HYPERLINK(1),no`,
    '2026-11-24T11:00:00Z,4,4,4,9,30,30,MB,yes',
  ],
])('what the window exports of a chart is read back: %s', async (head, ...rows) => {
  const { store, import: read } = await desk();
  expect(await read([head, ...rows].join('\n'), { mayBeNegative: true })).toMatchObject({ value: { saved: 2 } });
  expect((await store.samples.raw(1, FAR)).map(({ value }) => value)).toEqual([-2.5, 4]);
});
