import { describe, expect, it } from 'vitest';
import { exchangeLog } from '#main/assistant/exchange-log';
import { linesInMemory } from '#main/assistant/json-lines';
import { openWire, type WireParts } from '#main/assistant/model/wire';
import { systemClock } from '#main/clock';
import type { HttpClient, HttpRequest } from '#main/http/http-client';
import { type Failure, fail, succeed } from '#shared/domain/failure';

const ENDPOINT = { provider: 'compatible', model: 'm', address: 'https://m.test/v1', key: null, title: 'M' } as const;

/** A wire over a client that answers these lines, or fails. */
function wired(answer: readonly string[] | Failure) {
  const sent: HttpRequest[] = [];
  const http: Pick<HttpClient, 'lines'> = {
    async lines(request, onLine) {
      sent.push(request);
      if ('code' in answer) return fail(answer);
      for (const line of answer) await onLine(line);
      return succeed({ lines: answer.length, complete: true, durationMs: 1 });
    },
  };
  const log = exchangeLog(linesInMemory());
  const parts: WireParts = {
    ...{ http: async () => http as HttpClient, clock: systemClock, log },
    spending: {
      spent: async () => ({ usd: 0, unpricedTokens: 0 }),
      reserve: async () => ({ settle: async () => undefined }),
    },
    atMost: () => ({ tokens: 5_000, usd: 1 }),
    priced: ({ input, output }) => ({ tokens: input + output, usd: 0.5 }),
  };
  const wire = openWire(parts, ENDPOINT, 'ask', new AbortController().signal);
  const post = () => wire.fetch('https://m.test/v1/x', { body: '{}', headers: { authorization: 'Bearer a-secret' } });
  return { wire, sent, log, post };
}

const refused = (code: Failure['code']): Failure => ({ code, message: 'M.', action: 'A.', retryable: true });

describe('openWire', () => {
  it('asks once, and waits for and reads no more than an answer may be', async () => {
    const { wire, sent, post } = wired(['data: [DONE]']);
    await (await post()).text();
    await wire.end(null);
    expect(sent).toMatchObject([
      { method: 'POST', attempts: 1, timeoutMs: 60_000, totalMs: 180_000, maxBytes: 4_194_304, maxLines: 30_000 },
    ]);
  });

  it('has a request in the log before it goes out', async () => {
    const { sent, log, post } = wired(['data: [DONE]']);
    await (await post()).text();
    expect(sent).toHaveLength(1);
    expect(await log.list()).toMatchObject([{ sent: '{}', open: true }]);
  });

  it('keeps no key in the log, also where the answer says it again', async () => {
    const { wire, log, post } = wired(['data: "Bearer a-secret"']);
    await (await post()).text();
    await wire.end(null);
    expect(JSON.stringify(await log.list())).not.toContain('a-secret');
  });

  it.each(['invalid-credential', 'invalid-input', 'unreachable', 'rate-limited', 'not-found'] as const)(
    'takes nothing where it was refused unread: %s',
    async (code) => {
      const { wire, post } = wired(refused(code));
      await expect(post()).rejects.toThrow();
      expect(await wire.end(null)).toEqual({ tokens: 0, usd: 0, atMost: false });
    },
  );

  it('takes nothing without a network', async () => {
    const { wire, post } = wired({ ...refused('unreachable'), noNetwork: true });
    await expect(post()).rejects.toThrow();
    expect((await wire.end(null)).tokens).toBe(0);
  });

  it.each(['timeout', 'too-large', 'bad-response'] as const)('takes the most where it broke off: %s', async (code) => {
    const { wire, post } = wired(refused(code));
    await expect(post()).rejects.toThrow();
    expect(await wire.end(null)).toEqual({ tokens: 5_000, usd: 1, atMost: true });
  });

  it('takes what the provider tells, but for a count that the request cannot have come to', async () => {
    for (const [input, took] of [
      [900, { tokens: 1_000, usd: 0.5, atMost: false }],
      [99_000, { tokens: 99_100, usd: 0.5, atMost: false }],
      [100_000, { tokens: 5_000, usd: 1, atMost: true }],
    ] as const) {
      const { wire, post } = wired(['data: [DONE]']);
      await (await post()).text();
      await wire.settle({ input, cachedInput: 0, output: 100 });
      expect(await wire.end(null)).toEqual(took);
    }
  });
});
