import { expect, it } from 'vitest';
import { saveAlertRules } from '#main/actions/save-alert-rules';
import { setBudget } from '#main/actions/set-budget';
import { blankEvent } from '#main/providers/ai-report';
import { readAdviceFacts } from '#main/queries/recommendations/facts/read-advice-facts';
import { dayStart } from '#shared/core/calendar/calendar';
import { generate } from '#shared/core/recommendations/generate';
import { batch } from '#shared/core/recommendations/kinds/batch';
import { smallerModel } from '#shared/core/recommendations/kinds/smaller-model';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import { DAY } from '#shared/domain/instant';
import { CACHE, decided } from '../actions/decided';
import { NOON } from '../store/temporary-store';
import { ACCOUNT, pricedAccount } from './bill/priced-account';

it('a budget over everything is one of each account, so that nobody is told that none is set', async () => {
  const { parts } = await decided();
  const budgets = async () => (await readAdviceFacts(parts)).accounts.map(({ ownBudgets }) => ownBudgets);
  expect(await budgets()).toEqual([0]);
  await setBudget(parts, { connectionId: '', amount: 300 });
  expect(await budgets()).toEqual([1]);
  await setBudget(parts, { connectionId: CACHE, amount: 100 });
  expect(await budgets()).toEqual([2]);
});

it('a mark "expects none" of the alert rules is one of the project', async () => {
  const account = await pricedAccount();
  const { store, parts } = account;
  await account.change({ billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' } });
  await store.facts.saveProjects([
    { connectionId: ACCOUNT, projectId: 'prj_a', name: 'a' },
    { connectionId: ACCOUNT, projectId: 'prj_b', name: 'b' },
  ]);
  await saveAlertRules(parts, { expectsNone: [`${ACCOUNT}@prj_b`] });
  const [facts] = (await readAdviceFacts(parts)).accounts;
  expect(facts?.projects.map(({ name, expectsNone }) => [name, expectsNone])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  // Nobody counts their requests, until one of them is counted: then one that is not has none.
  const requests = async () =>
    (await readAdviceFacts(parts)).accounts[0]?.projects.map((one) => [one.name, one.requests]);
  expect(await requests()).toEqual([
    ['a', null],
    ['b', null],
  ]);
  await account.days({ service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS', projectId: 'prj_a' }, '2026-11-20', [7, 8]);
  expect(await requests()).toEqual([
    ['a', 15],
    ['b', 0],
  ]);
});

it('a model behind the AI Gateway has the price of its provider, and its smaller ones, but no batch', async () => {
  const account = await pricedAccount();
  const { store, parts } = account;
  const GATEWAY = 'gateway-1';
  const ordinary = { settings: {}, billing: null, billingAnchor: null, expiresAt: null, createdAt: NOON };
  await store.connections.save({ ...ordinary, id: GATEWAY, provider: 'ai-gateway', title: 'AI Gateway' });
  const now = parts.clock.now();
  const month = dayStart('2026-11-01', 'UTC');
  const days = Array.from({ length: Math.floor((now - month) / DAY) }, (_, at) => month + at * DAY);
  const events = days.map(
    (day): AiUsageEvent => ({
      ...blankEvent('vercel_ai_gateway', 'cost', day, now),
      ...{ model: 'openai/gpt-6.1-sol', currency: 'USD', costMicros: 9_600_000 },
      ...{ requests: 6_000, inputUncachedTokens: 3_800_000, outputTokens: 200_000 },
    }),
  );
  const [first] = events;
  events.push(...(first === undefined ? [] : [{ ...first, model: 'anthropic/claude-opus-5.5', costMicros: 0 }]));
  const range = { start: month, end: now };
  await store.aiUsage.saveWindows(GATEWAY, [{ kind: 'cost', bucketSeconds: DAY, range, events }], now);
  const spent = days.map((time) => ({ time, value: 9.6 }));
  const series = { service: 'AI_GATEWAY', metric: 'COST_USD', projectId: null, kind: 'daily', unit: 'USD' } as const;
  const samples = spent.map((one) => ({ ...series, ...one, zone: 'UTC', source: 'gateway:/report' }));
  await store.samples.save(GATEWAY, samples, now);
  const read = await readAdviceFacts(parts);
  const facts = read.accounts.find(({ connectionId }) => connectionId === GATEWAY);
  const sol = facts?.models.find(({ model }) => model === 'openai/gpt-6.1-sol');
  expect(sol?.price).toMatchObject({
    provider: 'openai',
    inputPerMTok: 2,
    outputPerMTok: 10,
    batchFactor: 1,
  });
  // The days so far went on for all of the month: 30 days of 9.60 and of 6,000 requests.
  expect(sol?.cost).toBeCloseTo(288, -1);
  expect((sol?.requests ?? 0) / 180_000).toBeCloseTo(1, 1);
  // The gateway writes versions with a dot where the provider has a hyphen.
  expect(facts?.models.find(({ model }) => model.endsWith('opus-5.5'))?.price?.provider).toBe('anthropic');
  const [advice] = generate({ ...read, accounts: facts === undefined ? [] : [facts] }, [smallerModel, batch]);
  expect(advice?.change).toEqual({ kind: 'model', from: 'openai/gpt-6.1-sol', to: 'openai/gpt-6-luna' });
});
