import { expect, it } from 'vitest';
import { exchangeLog, type LoggedRow } from '#main/assistant/exchange-log';
import { linesInMemory } from '#main/assistant/json-lines';

const row = (id: number, more: Partial<LoggedRow> = {}): LoggedRow => ({
  ...{ id: String(id), at: id, task: 'ask', model: 'm', host: 'h', sent: 's', received: 'r', reason: null },
  ...{ tokens: 1, usd: null, atMost: false, ...more },
});
const logged = () => exchangeLog(linesInMemory<LoggedRow>());

it('keeps the newest two hundred exchanges', async () => {
  const log = logged();
  for (let at = 0; at < 203; at += 1) await log.add(row(at));
  const ids = (await log.list()).map(({ id }) => id);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([200, '202', '3']);
  await log.clear();
  expect(await log.list()).toEqual([]);
});

it('keeps four million characters, and the newest whatever its length', async () => {
  const log = logged();
  for (const at of [1, 2, 3]) await log.add(row(at, { sent: 'x'.repeat(1_500_000) }));
  expect((await log.list()).map(({ id }) => id)).toEqual(['3', '2']);
  await log.add(row(4, { sent: 'x'.repeat(5_000_000) }));
  expect((await log.list()).map(({ id }) => id)).toEqual(['4']);
});

it('keeps what was sent whole, and of an answer two hundred thousand characters', async () => {
  const log = logged();
  const long = 'x'.repeat(200_001);
  await log.add(row(1, { sent: long, received: long }));
  const [kept] = await log.list();
  expect(kept?.sent).toBe(long);
  expect(kept?.received).toBe(`${'x'.repeat(200_000)} […]`);
});

it('has what is sent before it is known how it went, and once', async () => {
  const log = logged();
  await log.open(row(1, { received: '' }));
  await log.open(row(2, { received: '' }));
  expect((await log.list()).map(({ id, open }) => [id, open])).toEqual([
    ['2', true],
    ['1', true],
  ]);
  await log.add(row(1));
  expect((await log.list()).map(({ id, open, received }) => [id, open, received])).toEqual([
    ['2', true, ''],
    ['1', undefined, 'r'],
  ]);
});
