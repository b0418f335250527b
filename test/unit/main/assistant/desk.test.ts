import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessionDesk } from '#main/assistant/session-desk';
import type { HttpClient } from '#main/http/http-client';
import { readKnownNames } from '#main/queries/connections/known-names';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';
import { readAssistantEvidence } from '#main/queries/recommendations/assistant-evidence';
import { ASSISTANT_SECRET } from '#shared/domain/assistant';
import { fail, succeed } from '#shared/domain/failure';
import { formatMoment } from '#shared/format/date';
import { secretsInMemory } from '../secrets/secrets-in-memory';
import { aDesk, aModel, anAccount, evidenceOf, says } from './a-model';

const PRICE = { currency: 'USD', inputPerMTok: 2, outputPerMTok: 10, cacheReadPerMTok: null, longContext: null };
const asked = { id: 'a', conversation: 'c', question: 'What presses?' };
const spentOf = (usd: number, unpricedTokens: number) => ({
  spent: async () => ({ usd, unpricedTokens }),
  reserve: async () => ({ settle: async () => undefined }),
});

describe('the keys of models', () => {
  it('are kept without what was pasted around them, and taken away one by one', async () => {
    const secrets = secretsInMemory();
    const { desk } = aDesk(aModel(says('ready')).http, { options: { secrets } });
    await desk.set({ provider: 'openai' });
    await desk.setKey(' sk-of-openai\n');
    await desk.set({ provider: 'anthropic' });
    await desk.setKey('sk-of-anthropic');
    expect(secrets.kept.get(ASSISTANT_SECRET)).toEqual({ openai: 'sk-of-openai', anthropic: 'sk-of-anthropic' });
    await desk.setKey(null);
    expect(secrets.kept.get(ASSISTANT_SECRET)).toEqual({ openai: 'sk-of-openai' });
    await desk.set({ provider: 'openai' });
    await desk.setKey(null);
    expect(secrets.kept.size).toBe(0);
  });

  it('overwrite nothing where those that are there cannot be read; without a keychain they go where it is allowed', async () => {
    const failing = (code: 'keychain-unavailable' | 'internal') => ({
      ...secretsInMemory(),
      get: async () => fail({ code, message: 'M.', action: 'A.', retryable: false }),
    });
    const { http } = aModel(says('ready'));
    const locked = failing('internal');
    expect((await aDesk(http, { options: { secrets: locked } }).desk.setKey('sk-new')).ok).toBe(false);
    expect(locked.kept.size).toBe(0);
    const none = failing('keychain-unavailable');
    expect(await aDesk(http, { options: { secrets: none } }).desk.setKey('sk-new')).toEqual(succeed(null));
    expect(none.kept.size).toBe(1);
  });
});

describe('the state', () => {
  it.each([
    ['dollars of a model with a price', { price: PRICE }, spentOf(5, 0), 'cap-reached'],
    ['no dollars below it', { price: PRICE }, spentOf(4.99, 9_999), null],
    ['tokens of one without', {}, spentOf(0, 1_000), 'cap-reached'],
    ['no tokens below it', {}, spentOf(99, 999), null],
  ])('says before anything is asked that the cap is reached, in %s', async (_what, given, spending, reason) => {
    const settings = { provider: 'openai' } as const;
    const { desk } = aDesk(aModel(says('ready')).http, { ...given, settings, options: { spending } });
    await desk.setKey('sk-of-openai');
    expect((await desk.state()).blocked?.reason ?? null).toBe(reason);
  });
});

describe('a test of the key', () => {
  it('went well also where the model thinks longer than one word allows', async () => {
    const { desk } = aDesk(aModel(says('Let me think', undefined, 'length')).http);
    expect(await desk.test()).toMatchObject({ ok: true, text: expect.stringContaining('answered') });
  });
});

describe('what was written of the recommendations', () => {
  const form = (what: string) => {
    const brief = { what, why: 'Nothing presses.', byWhen: 'Now.', ifNot: 'Nothing.' };
    return says(JSON.stringify({ brief, recommendations: [{ id: 7, text: 'Upgrade Redis.' }] }));
  };

  it('stays while its figures do, whatever time it is, and is old once they are others', async () => {
    const { desk, answers } = aDesk(aModel(form('Upgrade Redis.')).http);
    const written = await desk.write('w');
    expect(written).toMatchObject({ failure: null, texts: [{ id: 7 }] });
    answers.set(readAssistantEvidence, { ...evidenceOf('Upgrade Redis'), now: '2026-11-24T11:00:00Z' });
    expect(await desk.wording()).toEqual(written);
    answers.set(readAssistantEvidence, evidenceOf('Upgrade Neon'));
    expect(await desk.wording()).toMatchObject({ at: null, isOld: true, brief: null, texts: [] });
  });

  it('is not lost where writing it anew fails', async () => {
    const { desk } = aDesk(aModel(form('Upgrade Redis.'), says('no form')).http);
    const written = await desk.write('w');
    expect((await desk.write('w')).failure?.reason).toBe('rubbish');
    expect(await desk.wording()).toEqual(written);
  });
});

describe('what is not sent of more recommendations than a model is asked of', () => {
  const answers = new Map<unknown, unknown>([[readAssistantEvidence, { ...evidenceOf('Upgrade Redis'), leftOut: 6 }]]);
  const brief = { what: 'Upgrade Redis.', why: 'Why.', byWhen: 'Now.', ifNot: 'Nothing.' };
  const order = [{ id: 7, reason: 'It is first.' }];
  const form = says(JSON.stringify({ brief, recommendations: [], order, further: [] }));
  const told = 'Only the 1 most urgent of 7 open recommendations are sent; 6 are left out.';

  it('is said beforehand, and beside what was written and weighed', async () => {
    const { desk } = aDesk(aModel(form).http, { answers });
    expect((await desk.preview('summary', '')).leftOut).toBe(told);
    expect((await desk.preview('weighing', 'Cash is short')).leftOut).toBe(told);
    expect((await desk.preview('ask', 'What presses?')).leftOut).toBe('');
    expect((await desk.write('w')).leftOut).toBe(told);
    expect((await desk.wording()).leftOut).toBe(told);
    expect(await desk.weigh('v', 'Cash is short')).toMatchObject({
      failure: null,
      leftOut: told,
      order: [{ account: 'acme' }],
    });
  });
});

describe('a provider that wants to be left alone', () => {
  it('is told of with the time that it said, wherever it was asked', async () => {
    const retryAt = 1_795_600_800;
    const limited = { code: 'rate-limited', message: 'M.', action: 'A.', retryable: true, retryAt } as const;
    const { desk } = aDesk(aModel(limited).http);
    const failure = { reason: 'rate-limited', text: expect.stringContaining(`after ${formatMoment(retryAt)}.`) };
    expect((await desk.ask(asked)).failure).toEqual(failure);
    expect((await desk.write('w')).failure).toEqual(failure);
    expect((await desk.weigh('v', 'Cash is short')).failure).toEqual(failure);
    expect(await desk.test()).toEqual({ ok: false, text: failure.text });
  });
});

describe('the end of the session', () => {
  it('gives up what is still asked', async () => {
    const ending = new AbortController();
    const http: Pick<HttpClient, 'lines'> = {
      lines: ({ signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () =>
            resolve(fail({ code: 'cancelled', message: 'M.', action: 'A.', retryable: false })),
          );
          ending.abort();
        }),
    };
    const { desk } = aDesk(async () => http as HttpClient, { options: { ending: ending.signal } });
    expect((await desk.ask(asked)).failure?.reason).toBe('stopped');
  });
});

describe('the sample account', () => {
  it('leaves nothing of what was sent beside the data, and takes nothing from the cap', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-sample-desk-'));
    const settings = { enabled: false, provider: 'openai', model: '', address: '', maskNames: true, capUsd: 0 };
    const account = anAccount(
      new Map<unknown, unknown>([
        [readAssistantSettings, { ...settings, capTokens: 0 }],
        [readKnownNames, []],
      ]),
    );
    const { http } = aModel(says('ready'));
    const desk = sessionDesk({
      ...{ own: account, current: () => account, secrets: null, http, clock: account.clock },
      sampleModel: () => ({ url: 'http://127.0.0.1:1/v1', apiKey: 'k', model: 'sample-model' }),
      ...{ dataFile: join(folder, 'headroom.db'), ending: new AbortController().signal },
    });
    expect((await desk.test()).ok).toBe(true);
    expect(await desk.log()).toHaveLength(1);
    expect(await desk.state()).toMatchObject({ blocked: null, spent: '', priceNote: '' });
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
