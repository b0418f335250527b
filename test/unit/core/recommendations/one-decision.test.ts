import { describe, expect, it } from 'vitest';
import { accountBill } from '#shared/core/costs/bill/account-bill';
import { type AdviceKind, blankAdvice, costOf, cutPoints, point } from '#shared/core/recommendations/finding';
import { generate } from '#shared/core/recommendations/generate';
import { batch } from '#shared/core/recommendations/kinds/batch';
import { idleProject } from '#shared/core/recommendations/kinds/idle-project';
import { promptCache } from '#shared/core/recommendations/kinds/prompt-cache';
import { raiseBudget } from '#shared/core/recommendations/kinds/raise-budget';
import { setBudget } from '#shared/core/recommendations/kinds/set-budget';
import { smallerModel } from '#shared/core/recommendations/kinds/smaller-model';
import { switchPlan } from '#shared/core/recommendations/kinds/switch-plan';
import { breakEvenOf } from '#shared/core/recommendations/plan-break-even';
import { effectOf, gainOf, isBeyondNoise } from '#shared/core/recommendations/weigh';
import { withUse } from '#shared/core/recommendations/worlds';
import { type MadeAccount, madeFacts, NOW, worldOn } from '../../../fixtures/made-account';

/** 1.8 M transformations are 90.00 on Pro, 95.20 with the rest: what lies above the credit of 20 is charged. */
const images = {
  ...{ provider: 'vercel', title: 'Vercel', billing: { provider: 'vercel', plan: 'pro' } },
  month: { 'VERCEL_IMAGES TRANSFORMATIONS': 1_800_000, 'VERCEL_FUNCTIONS INVOCATIONS': 8_666_667 },
};

/** A kind that leaves so much of the transformations. */
function cuts(id: string, left: number, sure: boolean): AdviceKind {
  return {
    id,
    find(account, facts) {
      const { today } = account;
      if (today === null) return [];
      const after = withUse(today, ({ service }) => (service === 'VERCEL_IMAGES' ? left : 1));
      const blank = blankAdvice(account, facts, {
        ...{ key: `vercel-1/${id}`, kind: id, aim: 'saving', priority: 'LOW', priorityReason: point('saves') },
        change: { kind: 'use', service: 'VERCEL_IMAGES', metric: 'TRANSFORMATIONS', project: null, factor: left },
      });
      const effect = effectOf(today, after, ['VERCEL_IMAGES TRANSFORMATIONS']);
      const evidence = { ...blank.evidence, points: [point('driver')] };
      const advice = { ...blank, cost: costOf(today, after), gain: gainOf(today, after), effect, evidence };
      return [{ after, sure, advice: { ...advice, reason: [point('driver')] } }];
    },
  };
}

describe('of savings on one meter', () => {
  it('what is sure is taken, and what is asked about the same meter is not asked beside it', () => {
    const kinds = generate(madeFacts(images), [cuts('sure', 0.9, true), cuts('asked', 0.5, false)]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['sure']);
  });

  it('the better one is asked where neither is sure', () => {
    const kinds = generate(madeFacts(images), [cuts('small', 0.9, false), cuts('large', 0.5, false)]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['large']);
  });
});

describe('a spending limit that pauses', () => {
  it('is raised to what is charged beyond the fees: 95.20 of use are 75.20, and not 95.20, with the fee of 20', () => {
    const [advice] = generate(
      madeFacts({
        ...images,
        uses: [
          {
            ...{ service: 'VERCEL', metric: 'SPEND_USD', title: 'Spend beyond the plan', unit: 'USD', kind: 'month' },
            ...{ used: 55, limit: 60, atLimit: 'pause', source: 'provider' },
          },
        ],
      }),
      [raiseBudget],
    );
    expect(advice?.change).toEqual({ kind: 'budget', own: false, from: 60, to: 80 });
  });
});

describe('a project that is marked as one that expects no traffic', () => {
  const ofProject = (requests: number | null, expectsNone: boolean, share = 1) => {
    const facts = madeFacts({
      ...images,
      projects: [{ project: 'prj_old', name: 'old', requests, cost: 95, expectsNone }],
    });
    const [account] = facts.accounts;
    if (account?.today == null) throw new Error('The account has no bill.');
    const part = (of: number, project: string) =>
      (account.today?.parts.lines ?? []).map((line) =>
        line.kind === 'usage'
          ? { ...line, project, quantity: line.quantity * of, amount: (line.amount ?? 0) * of }
          : line,
      );
    const others = share === 1 ? [] : part(1 - share, 'prj_new').filter(({ kind }) => kind === 'usage');
    const lines = [...part(share, 'prj_old'), ...others];
    const today = accountBill({ ...account.today.parts, lines });
    return generate({ ...facts, accounts: [{ ...account, today }] }, [idleProject]);
  };

  it('is told of whatever comes to it, and what is not marked is not', () => {
    const [advice] = ofProject(5_000, true);
    expect(advice?.reason.map(({ code }) => code)).toEqual(['expected-none', 'nobody-comes', 'project-costs']);
    expect(advice?.confidence).toBe('high');
    expect(ofProject(5_000, false)).toEqual([]);
  });

  it('saves its own share of what is used: half of 95.20 beyond the credit of 20', () => {
    const [advice] = ofProject(0, true, 0.5);
    expect((advice?.gain?.amount ?? 0) / 1e6).toBeCloseTo(47.6, 1);
  });

  it('is told of where nobody counts its requests', () => {
    expect(ofProject(null, true)[0]?.evidence.points.map(({ code }) => code)).toEqual([
      'expected-none',
      'project-costs',
    ]);
    expect(ofProject(null, false)).toEqual([]);
  });
});

describe('what a model does that can wait', () => {
  const opus = {
    ...{ provider: 'anthropic', title: 'Anthropic', billing: { provider: 'anthropic', plan: 'build' }, spend: 504 },
    models: [{ model: 'claude-opus-5-5', requests: 3_000, input: 81, output: 9, cost: 504 }],
  };
  const key = 'anthropic-1/model/claude-opus-5-5';

  it('is asked beside what repeats, so that it can be told at all', () => {
    const [advice] = generate(madeFacts(opus), [promptCache, batch]);
    expect(advice?.question?.figures.map(({ name }) => name)).toEqual(['cached-share', 'written-share', 'can-wait']);
  });

  it('is another use once it is told, which is seen by what the model costs', () => {
    const facts = madeFacts(opus, { answers: { [key]: { 'can-wait': 0.8, 'cached-share': 0, 'written-share': 0 } } });
    const [advice] = generate(facts, [promptCache, batch]);
    // 0.8 of it at half of the price: 0.6 of the cost is left.
    expect(advice).toMatchObject({ kind: 'batch', change: { kind: 'use', metric: 'MODEL_COST', factor: 0.6 } });
  });
});

describe('a plan whose limit is too small', () => {
  const lostOf = (storage: { readonly growth: number; readonly used: number; readonly readings?: number }) => {
    const facts = madeFacts({
      ...{ provider: 'redis', title: 'Redis', billing: { provider: 'upstash', plan: 'payg' } },
      month: { 'VERCEL_KV COMMANDS_PER_MONTH': 12_000_000 },
      uses: [
        {
          ...{ service: 'VERCEL_KV', metric: 'STORAGE_MB', title: 'Redis storage', unit: 'MB', kind: 'level' },
          ...{ limit: null, atLimit: 'bill', ...storage },
        },
      ],
    });
    const [advice] = generate(facts, [switchPlan]);
    return advice?.alternatives.find(({ id }) => id === 'fixed_250mb')?.lost ?? null;
  };

  it('has less than is expected', () => {
    expect(lostOf({ used: 240, growth: 1.5 })).toMatchObject({ code: 'does-not-fit', figures: { has: 250 } });
  });

  it('is full within ninety days: 78 MB at 1.5 a day last 52', () => {
    expect(lostOf({ used: 172, growth: 1.5 })).toMatchObject({ code: 'is-full-soon', figures: { has: 250 } });
    expect(lostOf({ used: 172, growth: 1.5 })?.figures['days']).toBeCloseTo(52, 0);
  });

  it('is nearly full while nobody knows how it grows', () => {
    expect(lostOf({ used: 190, growth: 0, readings: 1 })).toMatchObject({
      code: 'is-nearly-full',
      figures: { used: 190 },
    });
  });

  it('takes 170 of its 250 MB', () => {
    expect(lostOf({ used: 170, growth: 0 })).toBeNull();
  });
});

it('the figures of a model agree with what it saves, however uncertain the month is', () => {
  const facts = madeFacts({
    ...{ provider: 'openai', title: 'OpenAI', billing: null, spend: 288, spread: 0.6 },
    models: [{ model: 'gpt-6.1-sol', requests: 171_429, input: 114, output: 6, cost: 288 }],
  });
  const [advice] = generate(facts, [smallerModel]);
  const { cost, small, saving } = advice?.reason.find(({ code }) => code === 'smaller-costs')?.figures ?? {};
  expect(Number(cost) - Number(small)).toBeCloseTo(Number(saving), 2);
});

describe('a budget of one’s own', () => {
  const kinds = (account: Partial<MadeAccount>, day = 20) => {
    const facts = madeFacts({ provider: 'openai', title: 'OpenAI', billing: null, ...account });
    const now = Date.UTC(2026, 10, day, 12) / 1000;
    return generate({ ...facts, now }, [setBudget]).map(({ kind }) => kind);
  };

  it('is for a month that may come to half as much again, by 250, once five days are known', () => {
    // 650 are behind; of the 350 ahead the spread of 2 makes 4,500 in one of ten cases.
    expect(kinds({ spend: 1_000, spread: 2 })).toEqual(['set-budget']);
    expect(kinds({ spend: 1_000, spread: 2 }, 5)).toEqual([]);
    // 3,000, and 490 more in one of ten cases: no surprise.
    expect(kinds({ spend: 3_000, spread: 0.3 })).toEqual([]);
  });
});

describe('from which use on another plan is the cheaper one', () => {
  const redis = {
    ...{ provider: 'redis', title: 'Redis', billing: { provider: 'upstash', plan: 'payg' } },
    month: { 'VERCEL_KV COMMANDS_PER_MONTH': 12_000_000 },
  };
  const at = (limit: 'refused' | 'charged') => {
    const [account] = madeFacts(redis).accounts;
    const [picked, other] = [worldOn(redis, 'fixed_250mb'), worldOn(redis, 'payg')];
    if (account === undefined || picked === null || other === null) throw new Error('There are no plans.');
    const named = picked.limits.find(({ metric }) => metric === 'STORAGE_MB');
    const limitOf = () => (named === undefined ? null : { ...named, included: 1_000_000, beyond: limit });
    return breakEvenOf(account, { ...picked, limitOf }, other, NOW);
  };

  it('is passed on a day: 5 of the 7.8 M commands that 19.5 days had are 12.5 days', () => {
    expect(at('charged')?.quantity).toBeCloseTo(5_000_000, -2);
    expect(Math.round((at('charged')?.day ?? 0) / 60)).toBe(Date.UTC(2026, 10, 13, 12) / 60_000);
  });

  it('is none where the plan stops before', () => {
    expect(at('refused')).toBeNull();
  });
});

it('a difference that may be a loss is no saving, however large its middle is', () => {
  const gain = { amount: 5e6, low: -1, high: 9e6, probability: 0.8, againstCut: null, averted: null };
  expect(isBeyondNoise(gain, 50e6)).toBe(false);
  expect(isBeyondNoise({ ...gain, low: 1 }, 50e6)).toBe(true);
  const cut = (againstCut: number | null) =>
    cutPoints({ ...gain, againstCut }).map(({ code, figures }) => [code, figures]);
  expect([cut(3e6), cut(-3e6), cut(0), cut(null)]).toEqual([
    [['against-cut', { paid: 3 }]],
    [['dearer-than-cut', { paid: 3 }]],
    [['same-as-cut', {}]],
    [],
  ]);
});
