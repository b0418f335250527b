import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backfillStep } from '#main/collection/backfill';
import { monitoringParts } from '#main/collection/monitoring-parts';
import { CollectionRun } from '#main/providers/collection-run';
import type { CollectionContext } from '#main/providers/monitor';
import { readHistory } from '#main/queries/connections/backfill-progress';
import { readHistoryView } from '#main/queries/connections/history-view';
import { succeed } from '#shared/domain/failure';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { monitored, NOW, OPTION_CONNECTION, reachedHistory } from './monitored';
import { pluggedIn, provider, reading } from './plugged-in';

/** Stands before the simulator and answers in its place, while it is told to, whatever it is told to. */
async function between(target: string) {
  let answer: { readonly status: number; readonly type: string; readonly body: string } | null = null;
  let paths: RegExp = /./;
  const server = createServer(async (request, response) => {
    if (answer !== null && paths.test(request.url ?? '')) {
      response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const passed = await fetch(`${new URL(target).origin}${request.url}`, {
      method: request.method,
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(body.length > 0 ? { body } : {}),
    });
    const type = passed.headers.get('content-type') ?? 'application/json';
    response.writeHead(passed.status, { 'content-type': type }).end(Buffer.from(await passed.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${new URL(target).pathname}`,
    say(status: number, body: string, type = 'application/json', only = /./) {
      answer = { status, type, body };
      paths = only;
    },
    stop() {
      answer = null;
    },
  };
}

async function past() {
  const { store, clock, simulator, service } = await monitored({ scenario: 'hobby', redis: false });
  await service.runMonitoringCycle();
  const proxy = await between(simulator.credentials.vercel.url);
  const connection = await store.connections.find(OPTION_CONNECTION);
  if (connection === null) throw new Error('The connection of the options is missing.');
  await store.connections.save({ ...connection, settings: { ...connection.settings, baseUrl: proxy.url } });
  const { token } = simulator.credentials.vercel;
  const parts = await monitoringParts(store, {}, { clock, credentials: { read: async () => succeed({ token }) } });
  const step = () => backfillStep(parts);
  const view = () => readHistoryView(parts, connection);
  return { store, clock, proxy, step, view, parts, connection };
}

const answers: readonly (readonly [string, number, string, string])[] = [
  ['HTML with 200', 200, '<html>Sign in</html>', 'text/html'],
  ['HTML that says it is JSON', 200, '<html>Sign in</html>', 'application/json'],
  ['an empty body', 200, '', 'application/json'],
  ['another shape', 200, '{"hello":[]}', 'application/json'],
  ['null', 200, 'null', 'application/json'],
  ['204', 204, '', 'application/json'],
  ['400', 400, '{}', 'application/json'],
  ['401', 401, '{}', 'application/json'],
  ['402', 402, '{}', 'application/json'],
  ['403', 403, '{}', 'application/json'],
  ['404', 404, '{}', 'application/json'],
  ['409', 409, '{}', 'application/json'],
  ['410', 410, '{}', 'application/json'],
  ['418', 418, '{}', 'application/json'],
  ['500', 500, '{}', 'application/json'],
];

describe('history is not given up for one bad answer', () => {
  it.each(answers)('%s', async (_what, status, body, type) => {
    const { store, clock, proxy, step, view } = await past();
    expect(await step()).toBe(true);
    const before = await reachedHistory(store, OPTION_CONNECTION);
    proxy.say(status, body, type);
    expect(await step()).toBe(false);
    expect(await reachedHistory(store, OPTION_CONNECTION)).toEqual(before);
    const shown = await view();
    expect(shown).toMatchObject({ complete: false });
    expect(shown?.missing.length).toBeGreaterThan(0);
    expect(shown?.missing[0]).toMatchObject({
      before: before?.reached,
      since: NOW,
      message: expect.stringMatching(/\w/),
    });
    // The row keeps the code; the sentence is that of the attempt.
    const history = await readHistory(store, OPTION_CONNECTION, NOW);
    const troubles = Object.values(history?.capabilities ?? {}).flatMap(({ trouble }) => trouble ?? []);
    expect(troubles.map(({ message }) => message)).toEqual(shown?.missing.map(() => null));
    const attempts = (await store.cycles.lastAttempts()).map(({ attempt }) => attempt.message);
    expect(attempts).toEqual(expect.arrayContaining(shown?.missing.map(({ message }) => message) ?? []));
    // A second vain try makes it wait; the wait outlasts a restart, since it is in the file.
    expect(await step()).toBe(false);
    proxy.stop();
    expect(await step()).toBe(false);
    expect((await view())?.missing[0]?.nextAt).toBe(NOW + 15 * MINUTE);
    clock.set(NOW + 15 * MINUTE);
    expect(await step()).toBe(true);
    expect((await reachedHistory(store, OPTION_CONNECTION))?.reached).toBe((before?.reached ?? 0) - 30 * DAY);
    expect((await view())?.missing).toEqual([]);
  });
});

it('waits longer after each vain try, a day at most, and goes on after a clock that stood in the future', async () => {
  const { clock, proxy, step, view } = await past();
  proxy.say(503, '{}');
  let now = NOW;
  const waits: number[] = [];
  for (let tries = 0; tries < 14; tries += 1) {
    await step();
    const nextAt = (await view())?.missing[0]?.nextAt ?? 0;
    waits.push((nextAt - now) / MINUTE);
    now = Math.max(now, nextAt);
    clock.set(now);
  }
  expect(waits.slice(0, 5)).toEqual([0, 15, 30, 60, 120]);
  expect(Math.max(...waits)).toBe(24 * 60);
  proxy.stop();
  clock.set(NOW - 5 * DAY);
  expect(await step()).toBe(true);
});

it('one capability that fails goes on later, while the others go on now', async () => {
  const { store, clock, proxy, step, view } = await past();
  proxy.say(403, '{}', 'application/json', /type=builds/);
  for (let chunk = 0; chunk < 3; chunk += 1) expect(await step()).toBe(true);
  const parted = await readHistory(store, OPTION_CONNECTION, clock.now());
  expect(parted?.capabilities['usage:requests']?.reached).toBe(NOW - 120 * DAY);
  expect(parted?.capabilities['usage:builds']?.reached).toBe(NOW - 30 * DAY);
  expect(parted).toMatchObject({ reached: NOW - 30 * DAY, complete: false });
  expect((await view())?.missing).toHaveLength(1);
  proxy.stop();
  clock.set(NOW + 2 * HOUR);
  for (let chunk = 0; chunk < 25; chunk += 1) await step();
  expect(await step()).toBe(false);
  const whole = await readHistory(store, OPTION_CONNECTION, clock.now());
  expect(whole?.complete).toBe(true);
  expect(whole?.capabilities['usage:builds']?.reached).toBeLessThanOrEqual(NOW - 390 * DAY);
}, 60_000);

it('ends early where everything that can tell history answered, and nothing was there', async () => {
  const young = provider('young', async (context) => {
    const run = new CollectionRun(context);
    const born = NOW - 70 * DAY;
    for (const one of ['one', 'two'] as const) {
      const from = Math.max(context.backfill?.start ?? NOW, born);
      const metric = one === 'one' ? 'ONE' : 'TWO';
      await run.ask(one, async () => ({
        ok: true,
        value: { samples: from < (context.backfill?.end ?? 0) ? [reading(metric, { time: from })] : [] },
      }));
    }
    return run.result();
  });
  const { parts, store } = await pluggedIn([young]);
  expect([await backfillStep(parts), await backfillStep(parts), await backfillStep(parts)]).toEqual([true, true, true]);
  expect(await backfillStep(parts)).toBe(false);
  expect(await reachedHistory(store, 'young')).toEqual({ reached: NOW - 120 * DAY, complete: true });
});

it('one connection that keeps failing does not starve the others', async () => {
  const told = async (context: CollectionContext) => {
    const run = new CollectionRun(context);
    const time = context.backfill?.start ?? NOW;
    await run.ask('one', async () => ({ ok: true, value: { samples: [reading('ONE', { time })] } }));
    return run.result();
  };
  const failing = provider('a-fails', async (context) => {
    const run = new CollectionRun(context);
    const failure = { code: 'bad-response', message: 'm', action: 'a', retryable: true } as const;
    await run.ask('one', async () => ({ ok: false, failure }));
    return run.result();
  });
  const { parts, store } = await pluggedIn([failing, provider('b-tells', told)]);
  for (let chunk = 0; chunk < 13; chunk += 1) expect(await backfillStep(parts)).toBe(true);
  expect(await reachedHistory(store, 'b-tells')).toMatchObject({ complete: true });
  expect(await reachedHistory(store, 'a-fails')).toMatchObject({ reached: NOW - 30 * DAY, complete: false });
});

describe('a mark of an older version, which tells no capabilities apart', () => {
  it('is gone on from where it was in doubt, and is not where it was whole', async () => {
    const { store, step } = await past();
    // The migration puts one that says complete sixty days back here: see carried-over.test.ts.
    const mark = { capabilities: {}, reached: NOW - 30 * DAY, complete: false };
    await store.backfills.save(OPTION_CONNECTION, mark);
    expect(await step()).toBe(true);
    expect(await reachedHistory(store, OPTION_CONNECTION)).toEqual({ reached: NOW - 60 * DAY, complete: false });
    await store.backfills.save(OPTION_CONNECTION, { capabilities: {}, reached: NOW - 420 * DAY, complete: true });
    expect(await step()).toBe(false);
  });
});
