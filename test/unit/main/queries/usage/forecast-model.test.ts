import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askCommand } from '#main/forecast-model/command-model';
import { forecastModelFrom, MODEL_VARIABLE } from '#main/forecast-model/forecast-model';
import { askLocalServer } from '#main/forecast-model/local-server-model';
import { contestOf, readModelAnswer, seriesTextOf } from '#shared/core/forecasting/user-model';
import { DAY } from '#shared/domain/instant';

const ADAPTER = fileURLToPath(new URL('../../../../../docs/adapters/week-repeats.mjs', import.meta.url));
const START = 1_795_478_400;
/** Three weeks, the same each time: 10 on Mondays to 70 on Sundays. */
const DAYS = Array.from({ length: 21 }, (_, i) => ({ t: START + i * DAY, value: 10 * (1 + (i % 7)) }));
const step = (q50: number) => ({ q025: q50, q10: q50, q25: q50, q50, q75: q50, q90: q50, q975: q50 });

const modelAt = (named: string | undefined) => forecastModelFrom({ [MODEL_VARIABLE]: named });

describe('what a model answers', () => {
  test('is the JSON of headroom forecast; more than was asked for is left out', () => {
    const rows = readModelAnswer(JSON.stringify({ file: '-', steps: [step(1), step(2), step(3)] }), 2);
    expect(rows).toEqual([Array(7).fill(1), Array(7).fill(2)]);
  });

  test.each([
    ['no JSON', 'nan', 'did not answer with JSON'],
    ['a list', '[]', 'did not answer with JSON'],
    ['no steps', '{}', 'no steps where 2'],
    ['too few', JSON.stringify({ steps: [step(1)] }), '1 steps where 2'],
    ['a gap', JSON.stringify({ steps: [step(1), { ...step(2), q10: null }] }), 'lacks a quantile'],
    ['crossing', JSON.stringify({ steps: [step(1), { ...step(2), q90: 1 }] }), 'do not rise'],
    ['no object', JSON.stringify({ steps: [step(1), null] }), 'lacks a quantile'],
    ['beyond all numbers', JSON.stringify({ steps: [step(1), step(1)] }).replace('"q975":1', '"q975":1e999'), 'lacks'],
    ['too large to add up', JSON.stringify({ steps: [step(1), step(1e200)] }), 'lacks a quantile'],
    ['nesting without end', '['.repeat(1e5), 'did not answer with JSON'],
    ['a refusal', JSON.stringify({ refused: 'too short', steps: [] }), 'refused: too short'],
  ])('%s is told, and not used', (_, answer, words) => {
    expect(readModelAnswer(answer, 2)).toContain(words);
  });

  test('it is asked with the days of the series, as its zone has them', () => {
    expect(seriesTextOf(DAYS.slice(0, 2), 'UTC')).toBe('t,value\n2026-11-24,10\n2026-11-25,20\n');
    expect(seriesTextOf(DAYS.slice(0, 1), 'America/Los_Angeles')).toBe('t,value\n2026-11-23,10\n');
  });
});

describe('beside ours', () => {
  const scores = (losses: readonly number[]) =>
    losses.map((pinball, i) => ({ t: i * DAY, inside80: true, pinball, error: 0 }));
  const wobbling = (n: number, level: number) => scores(Array.from({ length: n }, (_, i) => level + (i % 3)));

  test('it leads from thirty days on, where its lead is more than chance', () => {
    expect(contestOf(wobbling(30, 10), wobbling(30, 9))).toMatchObject({ days: 30, ours: 11, theirs: 10, leads: true });
    expect(contestOf(wobbling(29, 10), wobbling(29, 9)).leads).toBe(false);
    expect(contestOf(wobbling(40, 9), wobbling(40, 10)).leads).toBe(false);
  });

  test('a lead of one lucky day is none', () => {
    const ours = scores([...Array(39).fill(1), 100]);
    const theirs = scores([...Array(39).fill(1.5), 1]);
    expect(contestOf(ours, theirs)).toMatchObject({ leads: false, days: 40 });
    expect(contestOf(ours, theirs).sentence).toBe("Your model was nearer on 1 of 40 days: Headroom's own is used.");
  });

  test('only days that both forecast count', () => {
    expect(contestOf(wobbling(50, 10), []).days).toBe(0);
    expect(contestOf(wobbling(10, 10), wobbling(50, 9)).days).toBe(10);
  });
});

describe('a command', () => {
  test('the adapter of the documentation repeats a week', async () => {
    const answer = await modelAt(`${process.execPath} ${ADAPTER}`)?.forecast(DAYS, 'UTC', 10);
    const rows = answer?.ok === true ? answer.value : [];
    expect(rows.map((row) => row[3])).toEqual([10, 20, 30, 40, 50, 60, 70, 10, 20, 30]);
  });

  test.each([
    ['no such program', '/nowhere/model', 'cannot be started'],
    ['one that fails', `${process.execPath} --no-such-switch`, 'ended with an error'],
    ['one that says nothing', `${process.execPath} -e 0 --`, 'did not answer with JSON'],
  ])('%s is told', async (_, named, words) => {
    const answer = await modelAt(named)?.forecast(DAYS, 'UTC', 2);
    expect(answer).toMatchObject({ ok: false, failure: { message: expect.stringContaining(words) } });
  });

  test.skipIf(process.platform === 'win32').each([
    ['does not end when it is told to', 'trap "" TERM; while :; do sleep 0.05; done', 'within 30 seconds'],
    ['never stops', 'yes', 'more than 4 MB'],
  ])('one that %s holds nobody up', async (_, script, words) => {
    const ask = askCommand(['/bin/sh', '-c', script], words.includes('30') ? 100 : undefined);
    await expect(ask('t,value\n', 2)).rejects.toThrow(words);
  });

  test('none is named: there is none', () => {
    expect(modelAt(undefined)).toBeNull();
    expect(modelAt('  ')).toBeNull();
  });
});

describe('a local server', () => {
  let server: Server;
  let address = '';
  const seen: string[] = [];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      seen.push(`${request.method} ${request.url} ${(await text(request)).split('\n').length}`);
      if (request.url?.startsWith('/endless')) {
        for (let sent = 0; sent < 8 && !response.destroyed; sent += 1) {
          response.write(' '.repeat(1024 * 1024));
        }
        return;
      }
      if (request.url?.startsWith('/hangs')) {
        response.write('{"steps":');
        return;
      }
      response.statusCode = request.url?.startsWith('/broken') ? 500 : 200;
      response.end(JSON.stringify({ steps: [step(4), step(5)] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  test.each([
    ['begins and hangs', 'hangs', 'did not answer'],
    ['never stops', 'endless', 'more than 4 MB'],
  ])('one that %s holds nobody up', async (_, path, words) => {
    const ask = askLocalServer(`${address}/${path}`, words.includes('MB') ? undefined : 100);
    await expect(ask('t,value\n', 2)).rejects.toThrow(words);
  });

  test('is sent the series and the steps asked for', async () => {
    const answer = await modelAt(`${address}/forecast?key=a`)?.forecast(DAYS, 'UTC', 2);
    expect(answer).toMatchObject({ ok: true });
    expect(seen.at(-1)).toBe('POST /forecast?key=a&horizon=2 23');
  });

  test.each([
    ['an error of it', () => `${address}/broken`, 'answered 500'],
    ['nobody there', () => 'http://127.0.0.1:9', 'did not answer'],
    ['another machine', () => 'http://192.0.2.1/forecast', 'must be on this machine'],
    ['a name that only begins like this machine', () => 'http://localhost.example.com/', 'must be on this machine'],
    ['a name hidden behind another', () => 'http://127.0.0.1@192.0.2.1/', 'must be on this machine'],
  ])('%s is told', async (_, named, words) => {
    const answer = await modelAt(named())?.forecast(DAYS, 'UTC', 2);
    expect(answer).toMatchObject({ ok: false, failure: { message: expect.stringContaining(words) } });
  });
});
