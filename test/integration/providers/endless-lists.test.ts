import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { settableClock } from '#main/clock';
import { CollectionRun } from '#main/providers/collection-run';
import type { ChargeBatch } from '#main/providers/monitor';
import { readCharges } from '#main/providers/vercel/charges';
import { vercelApi } from '#main/providers/vercel/client';
import { collectionContext, NOW } from '../support/collection-context';

describe('a list and a stream', () => {
  /** The address of a server that answers as `listener` says, until the test is over. */
  async function serving(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('of charges ends by its lines, writes no more than those, and is not taken for whole', async () => {
    const row = (at: number) =>
      JSON.stringify({
        ChargePeriodStart: '2026-11-23T00:00:00Z',
        ChargePeriodEnd: '2026-11-24T00:00:00Z',
        ServiceName: `s${at % 7}`,
        EffectiveCost: at,
      });
    const rows = `${Array.from({ length: 500 }, (_, at) => row(at)).join('\n')}\n`;
    const url = await serving((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(rows));
      };
      response.on('drain', more);
      more();
    });
    const context = collectionContext({
      provider: 'vercel',
      settings: { baseUrl: url },
      credentials: { token: 'vcp_x' },
    });
    const batches: ChargeBatch[] = [];
    const onCharges = async (batch: ChargeBatch) => void batches.push(batch);
    const range = { start: NOW - 86_400, end: NOW };
    const result = await readCharges(vercelApi(context, context.http), { ...context, onCharges }, range, NOW);
    expect(result).toMatchObject({ ok: true, value: { partly: { code: 'too-large' } } });
    expect(batches.flatMap(({ charges }) => charges).length).toBe(40_000);
    expect(batches.some(({ complete }) => complete)).toBe(false);
  });

  it('of pages that are quick, large and without an end stops by its size', async () => {
    let asked = 0;
    const page = JSON.stringify({ data: ['x'.repeat(7_000_000)], has_more: true, next_page: 'again' });
    const url = await serving((_, response) => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(page);
    });
    const context = collectionContext({
      provider: 'openai',
      settings: { baseUrl: url },
      credentials: { adminKey: 'sk-admin-0123456789' },
    });
    const run = new CollectionRun(context);
    const result = await run.ask('pages', async (http) => {
      for (;;) {
        const answer = await http.request({ url, from: 'OpenAI' });
        if (!answer.ok) return answer;
      }
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'too-large' } });
    expect(asked).toBe(10);
  });

  it('of pages that are slow and without an end stops by its time', async () => {
    const url = await serving((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    );
    const still = settableClock(NOW);
    let passed = 0;
    // Each page takes a minute.
    const clock = { ...still, monotonic: () => still.monotonic() + passed };
    const context = collectionContext({ provider: 'openai', clock });
    let asked = 0;
    const result = await new CollectionRun(context).ask('pages', async (http) => {
      for (;;) {
        const answer = await http.request({ url, from: 'OpenAI' });
        if (!answer.ok) return answer;
        asked += 1;
        passed += 60_000;
      }
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(asked).toBe(5);
  });
});

describe('a wait that was learnt while the clock stood a year ahead', () => {
  it('is not kept to', () => {
    const last = { at: NOW - 3_600, outcome: 'rate-limited' };
    const due = (notBefore: number) =>
      new CollectionRun(
        collectionContext({ provider: 'vercel', cursors: { asked: { usage: { ...last, notBefore } } } }),
      ).isDue('usage', 900);
    expect(due(NOW + 31_536_000)).toBe(true);
    expect(due(NOW + 7 * 3_600)).toBe(false);
    expect(due(NOW - 1)).toBe(true);
  });
});
