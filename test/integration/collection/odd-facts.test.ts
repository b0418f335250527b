import { describe, expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { CollectionRun } from '#main/providers/collection-run';
import type { CollectedFacts } from '#main/providers/monitor';
import { readProviderFacts } from '#main/queries/provider-facts';
import { HOUR } from '#shared/domain/instant';
import { NOW, pluggedIn, provider, reading } from './plugged-in';

const ODD: readonly unknown[] = [1e308, -1e308, Number('1e400'), Number.NaN, 2 ** 63, '17', 'many', {}, 1e17];
const ALL = { start: 0, end: NOW + 400 * 86_400 };

const deployment = (id: string, createdAt: unknown) => ({
  connectionId: 'odd',
  deploymentId: id,
  projectId: 'p',
  name: 'web',
  state: 'READY',
  target: 'production',
  createdAt,
  buildingAt: null,
  readyAt: null,
  url: null,
  inspectorUrl: null,
  commit: null,
});
const charge = (id: string, billedCost: unknown) => ({
  id,
  category: 'Usage',
  service: 'Edge',
  project: null,
  region: null,
  day: '2026-11-17',
  start: NOW - 86_400,
  end: NOW - 3_600,
  consumedQuantity: null,
  consumedUnit: null,
  pricingQuantity: null,
  pricingUnit: null,
  billedCost,
  effectiveCost: 5,
  listCost: null,
  currency: 'USD',
  licence: false,
  flatRate: false,
  state: 'final',
});
const batch = (charges: unknown) => ({
  source: 's',
  range: { start: NOW - 86_400, end: NOW },
  asOf: NOW,
  complete: true,
  charges,
});
const event = (bucketStart: number, inputUncachedTokens: unknown) => ({
  provider: 'openai',
  kind: 'tokens',
  bucketStart,
  bucketSeconds: 86_400,
  model: 'm',
  projectRef: '',
  apiKeyRef: '',
  serviceTier: '',
  lineItem: '',
  costType: '',
  tokenType: '',
  contextWindow: '',
  isBatch: -1,
  quantity: null,
  quantityUnit: null,
  costRaw: null,
  currency: null,
  costBasis: 'reported',
  provisional: false,
  dataAsOf: NOW,
  requests: 1,
  inputUncachedTokens,
  inputCachedTokens: 0,
  cacheWriteShortTokens: 0,
  cacheWriteLongTokens: 0,
  outputTokens: 0,
  webSearches: null,
  costMicros: null,
  listCostMicros: null,
});
const TODAY = NOW - (NOW % 86_400);
const aiUsage = (value: unknown) => [
  {
    kind: 'tokens',
    bucketSeconds: 86_400,
    range: { start: TODAY - 2 * 86_400, end: TODAY + 86_400 },
    events: [event(TODAY - 86_400, value), event(TODAY, 7)],
  },
];
const credit = (remaining: unknown) => ({ title: 'c', unit: 'USD', total: 5, remaining, start: null, end: null });

/** Facts of every kind that reaches the store, with `value` in one place of each. */
const routes: readonly (readonly [string, (value: unknown) => object])[] = [
  ['a deployment', (value) => ({ deployments: [deployment('bad', value), deployment('good', NOW)] })],
  ['a charge', (value) => ({ charges: [batch([charge('bad', value), charge('good', 5)])] })],
  ['AI usage', (value) => ({ aiUsage: aiUsage(value) })],
  ['a budget', (value) => ({ budgets: [{ amount: value, currency: 'USD', thresholds: [], pauses: false }] })],
  ['a credit', (value) => ({ credit: [credit(value), credit(3)] })],
  ['a billing anchor', (value) => ({ billingAnchor: { day: value, zone: 'UTC' } })],
  ['an expiry', (value) => ({ expiresAt: value })],
  ['a block', (value) => ({ block: { since: value, reason: 'r', resource: null, until: null } })],
  [
    'a limit',
    (value) => ({
      limits: [{ service: 'TEST', metric: 'ONE', value, unit: 'count', window: 'day', atLimit: 'stop', reason: 'r' }],
    }),
  ],
  ['a query', (value) => ({ topQueries: [{ queryId: 'q', text: null, calls: value, meanMs: 1, totalMs: 1 }] })],
];

describe.each(routes)('a number that cannot be right in %s', (_what, factsOf) => {
  it.each(ODD)('%s costs that fact alone, and is told', async (value) => {
    const odd = provider('odd', async (context) => {
      const run = new CollectionRun(context);
      await run.ask('one', async () => ({ ok: true, value: { facts: factsOf(value) as CollectedFacts } }));
      await run.ask('two', async () => ({ ok: true, value: { samples: [reading('TWO')] } }));
      return run.result();
    });
    const { parts, store } = await pluggedIn([odd]);
    const result = await runCycle(parts, { trigger: 'user' });
    expect(result).toMatchObject({ ok: true, value: { metricsCollected: 1 } });
    const attempts = result.ok ? result.value.attempts : [];
    expect(attempts.map(({ capability, outcome }) => [capability, outcome])).toEqual([
      ['one', 'bad-response'],
      ['two', 'ok'],
    ]);
    expect(attempts[0]?.message).toMatch(/^One figure of the answer/);
    expect(await store.cycles.last()).toMatchObject({ finishedAt: NOW, metricsCollected: 1 });
    // What stood beside it in the same answer is kept.
    const told = factsOf(value);
    if ('deployments' in told) expect(await store.facts.deployments(ALL)).toMatchObject([{ deploymentId: 'good' }]);
    if ('charges' in told) {
      const day = { connectionId: 'odd', from: '2026-11-01', to: '2026-12-01' };
      expect(await store.charges.totals(day, ['service'])).toMatchObject([{ rows: 1, billed: 5 }]);
    }
    if ('aiUsage' in told) expect(await store.aiUsage.days(ALL)).toMatchObject([{ t: TODAY, inputUncachedTokens: 7 }]);
    if ('credit' in told) expect((await readProviderFacts(store, 'odd')).credit?.value).toHaveLength(1);
  });
});

describe('a sample that cannot be right', () => {
  it.each([
    ['1e308', { value: 1e308 }],
    ['1e400', { value: Number('1e400') }],
    ['no number', { value: Number.NaN }],
    ['a text', { value: '5' as unknown as number }],
    ['less than nothing', { value: -1 }],
    ['a wrong zone', { time: NOW + 8 * HOUR }],
    ['half a second', { time: NOW + 0.5 }],
  ])('(%s) is a counted partial outcome, and the others are kept', async (_what, parts) => {
    const odd = provider('odd', async (context) => {
      const run = new CollectionRun(context);
      const samples = [reading('ONE', parts), reading('ONE', { time: NOW - 60 })];
      await run.ask('one', async () => ({ ok: true, value: { samples } }));
      return run.result();
    });
    const { parts: cycle, store } = await pluggedIn([odd]);
    const result = await runCycle(cycle, { trigger: 'user' });
    expect(result).toMatchObject({
      ok: true,
      value: { metricsCollected: 1, attempts: [{ outcome: 'bad-response', samples: 1 }] },
    });
    expect(await store.samples.listSeries()).toHaveLength(1);
  });
});

describe('a monitor that asks without the usual way', () => {
  it('loses neither the cycle nor what is right', async () => {
    const odd = provider('odd', async () => ({
      samples: [reading('ONE', { value: 1e308 }), reading('TWO')],
      attempts: [],
      facts: { deployments: [deployment('bad', 1e308), deployment('good', NOW)] as never },
      cursors: {},
    }));
    const { parts, store } = await pluggedIn([odd]);
    const result = await runCycle(parts, { trigger: 'user' });
    expect(result).toMatchObject({ ok: true, value: { metricsCollected: 1, attempts: [{ outcome: 'bad-response' }] } });
    expect(await store.facts.deployments(ALL)).toHaveLength(1);
  });

  it('and one that names no time to come back at is kept with the cycle', async () => {
    const odd = provider('odd', async (context) => {
      const run = new CollectionRun(context);
      const failure = { code: 'rate-limited', message: 'm', action: 'a', retryable: true, retryAt: 1e308 } as const;
      await run.ask('one', async () => ({ ok: false, failure }));
      return run.result();
    });
    const { parts, store } = await pluggedIn([odd]);
    expect((await runCycle(parts, { trigger: 'user' })).ok).toBe(true);
    expect(await store.cycles.lastAttempts()).toMatchObject([{ attempt: { outcome: 'rate-limited', retryAt: null } }]);
  });
});

describe('a cycle that breaks', () => {
  it('is recorded with its reason', async () => {
    const { parts, store } = await pluggedIn([]);
    const broken = { ...parts, prices: () => Promise.reject(new Error('a mistake')), catalog: null as never };
    await store.connections.save({ ...(await import('../support/bare-connection')).bareConnection('x', 'x', NOW) });
    const result = await runCycle(broken, { trigger: 'user' });
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(await store.cycles.last()).toMatchObject({ finishedAt: NOW, failure: { code: 'internal' } });
    // The right to collect was given back.
    expect(await store.leases.take('collector', 'another', NOW, NOW + 60)).toBe(true);
  });
});
