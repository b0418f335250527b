import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '#main/assistant/ask';
import { exchangeLog } from '#main/assistant/exchange-log';
import { linesInMemory } from '#main/assistant/json-lines';
import { sessionDesk } from '#main/assistant/session-desk';
import { countSpending, type Spending, type SpendRow } from '#main/assistant/spending';
import { tokenPrices } from '#main/assistant/token-prices';
import { systemClock } from '#main/clock';
import { lazyHttp } from '#main/collection/monitoring-parts';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';
import type { SampleAccount } from '#main/sample/sample-account';
import type { ModelPrice } from '#shared/domain/price-list';
import type { AssistantAnswerView } from '#shared/ipc/assistant';
import { secretsInMemory } from '../../unit/main/secrets/secrets-in-memory';
import { NOW } from '../collection/monitored';
import { openCopiedSample } from '../collection/sample';
import { askedDesk } from './asked-desk';
import { type StandIn, startStandIn } from './stand-in';

/** Of a model that nobody sells. */
const PRICE: ModelPrice = {
  ...{ provider: 'made-up', model: 'priced', currency: 'USD', inputPerMTok: 2, outputPerMTok: 10 },
  ...{ cacheReadPerMTok: null, cacheWritePerMTok: null, cacheWrite1hPerMTok: null, longContext: null, batchFactor: 1 },
  ...{ effectiveFrom: null, effectiveTo: null, note: '', source: '', sourceDate: null, sourceDated: '', grade: 'C' },
};

let folder: string;
let account: SampleAccount;
let standIn: StandIn;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-desk-'));
  account = await openCopiedSample(folder, NOW);
  standIn = await startStandIn();
}, 300_000);

afterAll(async () => {
  await standIn.close();
  await account.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const asked = (question: string, id = 'a') => ({ id, conversation: 'c', question });

describe('what a person set', () => {
  it('is off at first: nothing is sent', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url, enabled: false });
    const before = standIn.received.length;
    expect((await desk.ask(asked('Hello?'))).failure?.reason).toBe('off');
    expect((await desk.write('w')).failure?.reason).toBe('off');
    expect((await desk.weigh('w', 'x')).failure?.reason).toBe('off');
    expect((await desk.test()).ok).toBe(false);
    expect(standIn.received.length).toBe(before);
  });

  it('asks no address that a key may not go to', async () => {
    for (const address of ['http://example.com/v1', 'http://192.168.1.5:1234/v1', 'ftp://127.0.0.1/v1', 'nonsense']) {
      const { desk } = await askedDesk(account, { address });
      expect((await desk.ask(asked('Hello?'))).failure?.reason).toBe('unsafe-address');
    }
  });

  it('asks OpenAI not to store what it is sent', async () => {
    const { desk } = await askedDesk(account, { provider: 'openai', model: 'gpt-6.1-sol', address: '' });
    const { address, body } = await desk.preview('summary', '');
    expect(address).toMatch(/^https:\/\/api\.openai\.com\/v1\//);
    expect(JSON.parse(body)).toMatchObject({ store: false });
  });

  it('needs a key of the provider, and keeps each for its own place', async () => {
    const secrets = secretsInMemory();
    const { desk } = await askedDesk(
      account,
      { provider: 'anthropic', model: 'claude-sonnet-5', address: '' },
      { secrets },
    );
    expect((await desk.state()).blocked?.reason).toBe('no-key');
    await desk.setKey('sk-ant-of-anthropic');
    expect((await desk.state()).blocked).toBeNull();
    await desk.set({ provider: 'compatible', model: 'stand-in', address: standIn.url });
    expect((await desk.state()).hasKey).toBe(false);
    standIn.answer({ text: 'ready' });
    expect((await desk.test()).ok).toBe(true);
    expect(standIn.received.at(-1)?.headers['authorization']).toBeUndefined();
    await desk.setKey('key-of-this-server');
    await desk.test();
    expect(standIn.received.at(-1)?.headers['authorization']).toBe('Bearer key-of-this-server');
    await desk.set({ address: standIn.url.replace('127.0.0.1', 'localhost') });
    expect((await desk.state()).hasKey).toBe(false);
    const everything = JSON.stringify([
      ...standIn.received.map(({ body }) => body),
      await desk.log(),
      await desk.state(),
    ]);
    expect(everything).not.toMatch(/key-of-this-server|sk-ant/);
  });
});

describe('an answer', () => {
  it('comes sentence by sentence, each proved before it is shown', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    standIn.answer(
      { calls: [{ name: 'limits', arguments: '{}' }] },
      { text: 'Redis storage is at 85 % of its limit. It costs $4,321 a day. That is all.' },
    );
    const told: AssistantAnswerView[] = [];
    const answer = await desk.ask(asked('What presses?'), (one) => told.push(one));
    expect(answer.sentences.map(({ text, struck }) => [text, struck])).toEqual([
      ['Redis storage is at 85 % of its limit.', false],
      ['It costs $4,321 a day.', true],
      ['That is all.', false],
    ]);
    const counts = told.map(({ sentences }) => sentences.length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts).toContain(1);
    for (const { sentences } of told) {
      expect(sentences.some(({ text, struck }) => text.includes('4,321') && !struck)).toBe(false);
    }
  });

  it('shows no mark that turns around the figures of the sentences behind it', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    standIn.answer(
      { calls: [{ name: 'limits', arguments: '{}' }] },
      { text: 'It costs \u202e$4,321 a day. Redis storage is at 85 % of its limit. ' },
    );
    const { sentences } = await desk.ask(asked('What presses?', 'turned'));
    expect(sentences.map(({ text, struck }) => [text, struck])).toEqual([
      ['It costs $4,321 a day.', true],
      ['Redis storage is at 85 % of its limit.', false],
    ]);
    expect(JSON.stringify(sentences)).not.toMatch(/\p{Bidi_Control}/u);
  });

  it('can be stopped at any time: what was said stays, and nothing is asked any more', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    standIn.answer({ hang: 'middle', text: 'Nothing presses. And ' });
    const running = desk.ask(asked('What presses?', 'stop-me'), (one) => {
      if (one.sentences.length > 0) desk.stop('stop-me');
    });
    const answer = await running;
    expect(answer).toMatchObject({ status: 'failed', failure: { reason: 'stopped' } });
    expect(answer.sentences.map(({ text }) => text)).toEqual(['Nothing presses.']);
  });

  it('reads in seven requests at most and is said in the eighth, of a length that was asked for', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    const before = standIn.received.length;
    standIn.answer(({ body }) =>
      (JSON.parse(body) as { tool_choice?: string }).tool_choice === 'none'
        ? { text: 'Redis storage is at 85 % of its limit.' }
        : { calls: [{ name: 'limits', arguments: '{}' }] },
    );
    const answer = await desk.ask(asked('What presses?', 'steps'));
    expect(answer.failure).toBeNull();
    expect(answer.sentences.map(({ struck }) => struck)).toEqual([false]);
    const sent = standIn.received.slice(before).map(({ body }) => JSON.parse(body) as { max_tokens?: number });
    expect(sent.map(({ max_tokens: most }) => most)).toEqual(Array.from({ length: 8 }, () => 4_000));
  });

  it('to a follow-up is asked with what was asked and shown before, and never with what was struck', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    standIn.answer(
      { calls: [{ name: 'limits', arguments: '{}' }] },
      { text: 'Redis storage is at 85 % of its limit. It costs $4,321 a day.' },
    );
    await desk.ask(asked('What presses?'));
    standIn.answer({ text: 'Redis storage is at 85 %, as said. ' });
    const { body: shown } = await desk.preview('ask', 'Are you sure?', 'c');
    const answer = await desk.ask(asked('Are you sure?', 'b'));
    // What is sent was shown before, with all that goes along.
    expect(standIn.received.at(-1)?.body).toBe(shown);
    const { messages } = JSON.parse(standIn.received.at(-1)?.body ?? '{}') as {
      messages: { role: string; content: string }[];
    };
    expect(messages.slice(1).map(({ role, content }) => [role, content])).toEqual([
      ['user', 'What presses?'],
      ['assistant', 'Redis storage is at 85 % of its limit.'],
      ['user', 'Are you sure?'],
    ]);
    expect(answer.sentences.map(({ struck }) => struck)).toEqual([false]);
  });
});

describe('the monthly cap', () => {
  it('holds in tokens where nobody tells the price: what could pass it is not sent', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url, capTokens: 20_000 });
    standIn.answer({ text: 'Nothing presses.', usage: { prompt_tokens: 14_000, completion_tokens: 1_000 } });
    expect((await desk.ask(asked('One?', 'a'))).failure).toBeNull();
    const before = standIn.received.length;
    const second = await desk.ask(asked('Two?', 'b'));
    expect(second.failure?.reason).toBe('cap-reached');
    expect(standIn.received.length).toBe(before);
    const { priceNote, spent } = await desk.state();
    expect(priceNote).toContain('15,000 of 20,000');
    // Beside Ask stands the count that its cap holds.
    expect(spent).toBe('15,000 of 20,000 tokens this month');
  });

  it('holds in dollars for a model with a price, however many ask at once', async () => {
    const capUsd = 0.5;
    const settings = { ...(await account.ask(readAssistantSettings)), capUsd };
    const rows = linesInMemory<SpendRow>();
    // Two processes over one file: each counts for itself.
    const counts = [0, 1].map(() => countSpending(rows, account.clock, async () => settings));
    // $2 and $10 for a million tokens in and out: a request takes at most about ten cents, and this one takes eight.
    const prices = await tokenPrices(PRICE);
    standIn.answer({ text: 'Nothing presses.', usage: { prompt_tokens: 5_000, completion_tokens: 7_000 } });
    const before = standIn.received.length;
    const endpoint = { provider: 'compatible', model: 'priced', address: standIn.url, key: null, title: '' } as const;
    const once = (spending: Spending) => {
      const wire = { http: lazyHttp(systemClock), clock: account.clock, log: exchangeLog(linesInMemory()), spending };
      const run = { account, endpoint, settings, wire: { ...wire, ...prices } };
      return ask(run, { question: 'What presses?', turns: [] }, new AbortController().signal);
    };
    for (let round = 0; round < 4; round += 1) {
      const answers = await Promise.all([...counts, ...counts, ...counts].map(once));
      expect(answers.every(({ reason }) => reason === null || reason === 'cap-reached')).toBe(true);
      for (const spending of counts) await once(spending);
    }
    const sent = standIn.received.length - before;
    // 5,000 × $2 + 7,000 × $10 for a million are $0.08.
    expect(sent).toBeGreaterThan(0);
    expect(sent * 0.08).toBeLessThanOrEqual(capUsd);
    const [spent] = await Promise.all(counts.map((spending) => spending.spent()));
    expect(spent?.usd).toBeCloseTo(sent * 0.08, 10);
    expect((await once(counts[0] as Spending)).reason).toBe('cap-reached');
  });

  it('takes no count for one that the request cannot have come to: it would use up the month', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    standIn.answer({ text: 'Nothing presses.', usage: { prompt_tokens: 1e15, completion_tokens: 1 } });
    expect((await desk.ask(asked('One?'))).cost).toMatch(/^price unknown, at most \d\d,\d{3} tokens$/);
    expect((await desk.ask(asked('Two?', 'b'))).failure).toBeNull();
  });

  it('counts the most that an answer can have taken where it broke off', async () => {
    const { desk } = await askedDesk(account, { address: standIn.url });
    standIn.answer({ reset: 'middle', text: 'Nothing ' });
    const answer = await desk.ask(asked('One?'));
    expect(answer.cost).toMatch(/^price unknown, at most [\d,]+ tokens$/);
    standIn.answer({ status: 401, type: 'application/json', raw: '{}' });
    expect((await desk.ask(asked('Two?', 'b'))).cost).toBe('');
  });

  it('lies with the log beside the data file, for nobody else to read, and outlives the log', async () => {
    const dataFile = join(folder, 'headroom.db');
    const { desk: setUp } = await askedDesk(account, { address: standIn.url });
    await setUp.set({ capTokens: 30_000 });
    const ground = {
      ...{ own: account, current: () => account, sampleModel: () => undefined, secrets: null, clock: account.clock },
      ...{ http: lazyHttp(systemClock), dataFile, ending: new AbortController().signal },
    };
    standIn.answer({ text: 'Nothing presses.', usage: { prompt_tokens: 20_000, completion_tokens: 5_000 } });
    await sessionDesk(ground).ask(asked('One?'));
    const log = join(folder, 'headroom.assistant-log.jsonl');
    const spending = join(folder, 'headroom.assistant-spending.jsonl');
    expect([log, spending].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(readFileSync(log, 'utf8')).toContain('One?');
    await sessionDesk(ground).clearLog();
    // Another process sees what this one spent.
    expect((await sessionDesk(ground).ask(asked('Two?', 'b'))).failure?.reason).toBe('cap-reached');
    expect(await sessionDesk(ground).log()).toEqual([]);
  });
});
