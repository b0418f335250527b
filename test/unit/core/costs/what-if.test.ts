import { describe, expect, test } from 'vitest';
import { breakEven, breakEvens } from '#shared/core/costs/break-even';
import { parseWhatIf } from '#shared/core/costs/parse-what-if';
import { whatIf } from '#shared/core/costs/what-if';
import type { WhatIfBase } from '#shared/core/costs/what-if-base';
import type { Change } from '#shared/core/costs/what-if-changes';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';

const DAY = '2026-11-24';
const row = (service: string, metric: string, quantity: number, project: string | null = null) => ({
  service,
  metric,
  project,
  region: null,
  day: DAY,
  quantity,
});
const base: WhatIfBase = {
  plan: { provider: 'vercel', plan: 'pro', day: DAY, buildMachine: 'turbo' },
  rows: [
    row('VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 500, 'a'),
    row('VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 400, 'b'),
    row('VERCEL_FUNCTIONS', 'INVOCATIONS', 50_000_000),
    row('VERCEL_FUNCTIONS', 'ACTIVE_CPU_HOURS', 100),
    row('VERCEL_IMAGES', 'TRANSFORMATIONS', 200_000),
    row('VERCEL_BUILD', 'BUILD_MINUTES', 200),
    row('VERCEL_BLOB', 'STORAGE_GB', 100),
  ],
  models: [
    { provider: 'openai', model: 'gpt-6-sol', input: 10_000_000, cacheRead: 0, cacheWrite: 0, output: 1_000_000 },
  ],
  cacheHitRatio: 0.6,
};
// Invocations 30, CPU 12.80, images 10, builds 21, storage 2.30: 76.10; fee and credit cancel out.
const TODAY_PLAN = 76_100_000;
const TODAY_MODELS = 30_000_000;
const answer = (...changes: Change[]) => whatIf(list, base, changes);

describe('what if', () => {
  test('nothing changes: both sides are today', () => {
    expect(answer()).toMatchObject({ today: { models: TODAY_MODELS }, difference: 0, assumptions: [] });
    expect(answer().today.plan.total).toBe(TODAY_PLAN);
    expect(answer().today.total).toBe(TODAY_PLAN + TODAY_MODELS);
  });

  test('traffic doubles: allowances are passed, builds and stored data stay', () => {
    // Transfer 1,800 GB is 800 beyond: 120; invocations, CPU and images double: 52.80 more; tokens double.
    expect(answer({ kind: 'traffic', factor: 2 }).difference).toBe(120_000_000 + 52_800_000 + 30_000_000);
  });

  test('traffic doubles every class of tokens, whatever each costs', () => {
    const tokens = {
      input: 4_000_000,
      cacheRead: 1_000_000,
      cacheWrite: 500_000,
      cacheWrite1h: 300_000,
      output: 200_000,
    };
    const models = [{ provider: 'anthropic', model: 'claude-sonnet-5-5', ...tokens }];
    const { today, then } = whatIf(list, { ...base, rows: [], models }, [{ kind: 'traffic', factor: 2 }]);
    expect(today.models).toBeGreaterThan(0);
    expect(then.models).toBe(2 * (today.models ?? 0));
  });

  test('another plan with the same usage', () => {
    const flat = answer({ kind: 'traffic', factor: 2 }, { kind: 'plan', plan: 'pro-flat-20' });
    expect(flat.then.plan.plan).toBe('pro-flat-20');
    expect(flat.difference).toBe(20_000_000 + 52_800_000 + 30_000_000);
    const unknown = answer({ kind: 'plan', plan: 'enterprise' });
    expect(unknown.then.total).toBeNull();
    expect(unknown.difference).toBeNull();
  });

  test('another region changes what has regional prices', () => {
    // CPU 100 h at 0.202 instead of 0.128.
    expect(answer({ kind: 'region', region: 'hnd1' }).difference).toBe(7_400_000);
  });

  test('another build machine', () => {
    // 200 minutes at 0.014 instead of 0.105.
    expect(answer({ kind: 'build-machine', machine: 'standard' }).difference).toBe(-18_200_000);
  });

  test('half the images', () => {
    expect(answer({ kind: 'images', factor: 0.5 }).difference).toBe(-5_000_000);
  });

  test('20 points more cache hits halve the misses from 40 to 20 %', () => {
    const hits = answer({ kind: 'cache-hits', points: 20 });
    expect(hits.difference).toBe(-21_400_000);
    expect(hits.assumptions[0]).toMatch(/from 60 % to 80 %/);
    const unknown = whatIf(list, { ...base, cacheHitRatio: null }, [{ kind: 'cache-hits', points: 20 }]);
    expect(unknown.difference).toBe(0);
    expect(unknown.assumptions[0]).toMatch(/not known, so this change was left out/);
  });

  test('a model swapped for a smaller one, of another provider too', () => {
    expect(answer({ kind: 'model', from: 'gpt-6-sol', to: 'gpt-6-luna' }).then.models).toBe(1_500_000);
    expect(answer({ kind: 'model', from: 'gpt-6-sol', to: 'claude-opus-5-5' }).then.models).toBe(60_000_000);
    expect(answer({ kind: 'model', from: 'gpt-6-sol', to: 'no-such-model' }).then.total).toBeNull();
    expect(answer({ kind: 'model', from: 'gpt-4.1', to: 'gpt-6-luna' }).assumptions[0]).toMatch(/was not used/);
  });
});

describe('the terminal form', () => {
  test('reads every kind of change', () => {
    const text =
      'traffic=2, plan=pro,region=fra1,build-machine=turbo,images=0.5,cache-hits=20,model=gpt-6-sol:gpt-6-luna';
    expect(parseWhatIf(text)).toEqual({
      ok: true,
      value: [
        { kind: 'traffic', factor: 2 },
        { kind: 'plan', plan: 'pro' },
        { kind: 'region', region: 'fra1' },
        { kind: 'build-machine', machine: 'turbo' },
        { kind: 'images', factor: 0.5 },
        { kind: 'cache-hits', points: 20 },
        { kind: 'model', from: 'gpt-6-sol', to: 'gpt-6-luna' },
      ],
    });
  });

  test.each([
    '',
    'traffic',
    'traffic=',
    'traffic=many',
    'traffic=-1',
    'plan=',
    'model=gpt-6-sol',
    'weather=rain',
    'traffic=2,,plan=pro',
    'constructor=1',
  ])('refuses "%s" and says what it takes', (text) => {
    const result = parseWhatIf(text);
    expect(!result.ok && result.failure.code).toBe('invalid-input');
    expect(!result.ok && result.failure.action).toMatch(/traffic=N/);
  });
});

describe('break-even', () => {
  const neon = { provider: 'neon', day: DAY, service: 'NEON_POSTGRES', metric: 'COMPUTE_CU_HOURS', usage: {} };

  test('of two plans of which one is always cheaper there is none', () => {
    expect(breakEven(list, neon, 'launch', 'scale')).toMatchObject({
      quantity: null,
      below: 'launch',
      above: null,
      reason: 'at any quantity',
    });
    expect(breakEven(list, neon, 'scale', 'launch').below).toBe('launch');
  });

  test('a plan that sells no more is compared up to its limit only', () => {
    expect(breakEven(list, neon, 'free', 'launch')).toMatchObject({
      quantity: null,
      below: 'free',
      reason: expect.stringMatching(/up to 100 units/),
    });
  });

  test('on demand against the flat rate of 20: with the credit in hand, at 1,266.67 GB', () => {
    const transfer = { provider: 'vercel', day: DAY, service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', usage: {} };
    expect(breakEven(list, transfer, 'pro', 'pro-flat-20')).toMatchObject({
      quantity: 1_267,
      below: 'pro',
      above: 'pro-flat-20',
    });
  });

  test('an unknown price has no break-even', () => {
    const transfer = { provider: 'vercel', day: DAY, service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', usage: {} };
    expect(breakEven(list, transfer, 'pro', 'enterprise')).toMatchObject({
      quantity: null,
      below: null,
      reason: expect.stringMatching(/no known price/),
    });
  });

  test('every pair of plans on sale is compared once', () => {
    const commands = { provider: 'upstash', day: DAY, service: 'UPSTASH_REDIS', metric: 'COMMANDS', usage: {} };
    const pairs = breakEvens(list, commands);
    expect(pairs).toHaveLength(28);
    expect(pairs.find(({ plans }) => plans.join() === 'payg,fixed_10gb')?.quantity).toBe(100_000_000);
    expect(new Set(pairs.map(({ plans }) => [...plans].sort().join()))).toHaveProperty('size', 28);
  });
});
