import { describe, expect, it } from 'vitest';
import { callModel, type ModelCall } from '#main/assistant/model/call-model';
import type { Failure } from '#shared/domain/failure';
import { aModel, ENDPOINT, says, wireParts } from './a-model';

const call = (more: Partial<ModelCall> = {}): ModelCall => ({
  ...({ task: 'test', instructions: 'I.', mostTokens: 10, signal: new AbortController().signal } as const),
  messages: [{ role: 'user', content: 'Are you there?' }],
  ...more,
});
const failure = (code: Failure['code']): Failure => ({ code, message: 'M.', action: 'A.', retryable: true });

describe('what an answer took', () => {
  it.each([
    ['as it was told', { prompt_tokens: 900, completion_tokens: 100 }, { tokens: 1_000, usd: null, atMost: false }],
    ['at most, where nothing was told', null, { tokens: 5_000, usd: null, atMost: true }],
    ['at most, where half was told', { prompt_tokens: 900 }, { tokens: 5_000, usd: null, atMost: true }],
  ])('is counted %s', async (_how, usage, cost) => {
    const { http } = aModel(says('ready', usage));
    expect(await callModel(wireParts(http), ENDPOINT, call())).toEqual({ text: 'ready', reason: null, cost });
  });

  it('has no more tokens out of a cache than it has at all: they would take from the price', async () => {
    const uses: object[] = [];
    const usage = { prompt_tokens: 900, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 5_000 } };
    const { http } = aModel(says('ready', usage));
    const priced = (use: object) => {
      uses.push(use);
      return { tokens: 1_000, usd: 0.5 };
    };
    await callModel(wireParts(http, { priced }), ENDPOINT, call());
    expect(uses).toEqual([{ input: 900, cachedInput: 900, output: 100 }]);
  });

  it('stays counted at most where the file cannot be written, and the answer is there all the same', async () => {
    for (const answer of [says('ready'), failure('unreachable')]) {
      const { http } = aModel(answer);
      const reserve = async () => ({ settle: () => Promise.reject(new Error('ENOSPC')) });
      const spending = { spent: async () => ({ usd: 0, unpricedTokens: 0 }), reserve };
      const { reason } = await callModel(wireParts(http, { spending }), ENDPOINT, call());
      expect(reason).toBe('code' in answer ? 'unreachable' : null);
    }
  });

  it('is put in the place of the most that it could take', async () => {
    const settled: object[] = [];
    const { http } = aModel(says('ready'));
    const reserve = async () => ({ settle: async (took: object) => void settled.push(took) });
    const spending = { spent: async () => ({ usd: 0, unpricedTokens: 0 }), reserve };
    await callModel(wireParts(http, { spending }), ENDPOINT, call());
    expect(settled).toMatchObject([{ tokens: 1_000, usd: null }]);
  });
});

describe('an answer', () => {
  it('has forty thousand characters at most; then nothing of it is listened to any more', async () => {
    const whole = aModel(says('x'.repeat(40_000)));
    expect((await callModel(wireParts(whole.http), ENDPOINT, call())).reason).toBeNull();
    const endless = aModel(says('x'.repeat(40_001)));
    expect((await callModel(wireParts(endless.http), ENDPOINT, call())).reason).toBe('too-long');
    expect(endless.sent[0]?.signal?.aborted).toBe(true);
  });

  it.each([
    ['content_filter', 'refused'],
    ['length', 'too-long'],
  ])('that ended for %s is told as %s', async (finish, reason) => {
    const { http } = aModel(says('It', undefined, finish));
    expect((await callModel(wireParts(http), ENDPOINT, call())).reason).toBe(reason);
  });

  it.each([
    ['rate-limited', 'rate-limited'],
    ['timeout', 'timeout'],
    ['unreachable', 'unreachable'],
    ['bad-response', 'rubbish'],
    ['provider-error', 'provider-error'],
  ] as const)('that failed with %s is asked for once, and told as %s here and in the log', async (code, reason) => {
    const { http, sent } = aModel(failure(code));
    const parts = wireParts(http);
    expect((await callModel(parts, ENDPOINT, call())).reason).toBe(reason);
    expect(sent).toHaveLength(1);
    expect((await parts.log.list()).map((row) => row.reason)).toEqual([reason]);
  });

  it('that could not be asked for without a network says so', async () => {
    const { http } = aModel({ ...failure('unreachable'), noNetwork: true });
    expect((await callModel(wireParts(http), ENDPOINT, call())).reason).toBe('offline');
  });

  it('is told as stopped where the person stopped it, whatever broke then', async () => {
    const stop = new AbortController();
    const { http } = aModel(says('It'));
    const broken = async () => {
      stop.abort();
      throw new Error('The library broke.');
    };
    const spending = { spent: async () => ({ usd: 0, unpricedTokens: 0 }), reserve: broken };
    const { reason } = await callModel(wireParts(http, { spending }), ENDPOINT, call({ signal: stop.signal }));
    expect(reason).toBe('stopped');
  });

  it('is there also where the log cannot be written', async () => {
    const { http } = aModel(says('ready'));
    const log = { add: () => Promise.reject(new Error('EACCES')), list: async () => [], clear: async () => undefined };
    expect(await callModel(wireParts(http, { log }), ENDPOINT, call())).toMatchObject({ text: 'ready', reason: null });
  });

  it('is not asked for where what it may cost cannot be written down', async () => {
    const { http, sent } = aModel(says('ready'));
    const reserve = () => Promise.reject(new Error('ENOSPC'));
    const spending = { spent: async () => ({ usd: 0, unpricedTokens: 0 }), reserve };
    expect((await callModel(wireParts(http, { spending }), ENDPOINT, call())).reason).toBe('uncounted');
    expect(sent).toEqual([]);
  });
});
