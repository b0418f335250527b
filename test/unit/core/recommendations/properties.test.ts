import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misfitOf } from '#shared/core/recommendations/fits';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { choosePlan } from '#shared/core/recommendations/plan-choice';
import { sumTogether } from '#shared/core/recommendations/together';
import { monthly } from '#shared/core/recommendations/worlds';
import { type MadeAccount, madeFacts } from '../../../fixtures/made-account';
import { propertyRuns } from '../../../fixtures/property-runs';

const numRuns = propertyRuns(15);
const amount = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map((log) => Math.exp(log));

const vercel: fc.Arbitrary<MadeAccount> = fc
  .record({
    transfer: amount(10, 9000),
    requests: amount(1e5, 8e7),
    builds: amount(10, 40_000),
    images: amount(1e3, 4e6),
    isr: amount(1e4, 4e7),
    seats: fc.integer({ min: 1, max: 6 }),
    spread: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
  })
  .map(({ transfer, requests, builds, images, isr, seats, spread }) => ({
    ...{ provider: 'vercel', title: 'Vercel', billing: { provider: 'vercel', plan: 'pro' }, seats, spread },
    month: {
      'VERCEL_BANDWIDTH BANDWIDTH_GB': transfer,
      'VERCEL_EDGE EDGE_REQUESTS': requests,
      'VERCEL_BUILD BUILD_CPU_MINUTES': builds,
      'VERCEL_IMAGES TRANSFORMATIONS': images,
      'VERCEL_ISR WRITES': isr,
    },
  }));

const redis: fc.Arbitrary<MadeAccount> = fc
  .record({
    plan: fc.constantFrom('free', 'payg', 'fixed_250mb', 'fixed_1gb'),
    commands: amount(1e4, 5e7),
    storage: amount(1, 900),
    growth: fc.double({ min: 0, max: 8, noNaN: true }),
  })
  .map(({ plan, commands, storage, growth }) => ({
    ...{ provider: 'redis', title: 'Redis', billing: { provider: 'upstash', plan } },
    month: { 'VERCEL_KV COMMANDS_PER_MONTH': commands },
    uses: [
      {
        ...{ service: 'VERCEL_KV', metric: 'STORAGE_MB', title: 'Redis storage', unit: 'MB', kind: 'level' },
        ...{ used: storage, growth, limit: SIZES[plan] ?? null, atLimit: plan === 'payg' ? 'bill' : 'reject' },
      },
      {
        ...{ service: 'VERCEL_KV', metric: 'COMMANDS_PER_MONTH', title: 'Redis commands this month', unit: 'commands' },
        ...{ kind: 'month', used: commands * 0.65, limit: plan === 'free' ? 500_000 : null },
        atLimit: plan === 'free' ? 'reject' : 'bill',
      },
    ],
  }));
const SIZES: Readonly<Record<string, number>> = { free: 256, fixed_250mb: 250, fixed_1gb: 1000 };

const any = fc.oneof(vercel, redis);

describe('whatever the account', () => {
  it('a cheaper plan that fits at the 97.5 % quantile is never beaten by a dearer one', () => {
    fc.assert(
      fc.property(any, (account) => {
        const facts = madeFacts(account);
        const [own] = facts.accounts;
        const choice = own === undefined ? null : choosePlan(own, facts);
        if (own === undefined || choice === null || choice.onlyIf !== null) return;
        const fits = own.plans.filter(
          (world) =>
            !world.isCurrent &&
            misfitOf(world, own, facts.now) === null &&
            world.worked.bill.soFar.complete &&
            world.record.plan !== 'hobby',
        );
        if (fits.length === 0) return;
        expect(monthly(choice.picked.worked)).toBe(Math.min(...fits.map(({ worked }) => monthly(worked))));
      }),
      { numRuns },
    );
  });

  it('nothing is advised without evidence, or twice, and the gain is the difference of the two bills', () => {
    fc.assert(
      fc.property(any, (account) => {
        const advice = generate(madeFacts(account), KINDS);
        expect(new Set(advice.map(({ key }) => key)).size).toBe(advice.length);
        for (const { evidence, reason, against, gain, cost, priority, aim } of advice) {
          expect(evidence.points.length).toBeGreaterThan(0);
          expect(reason.length).toBeGreaterThan(0);
          expect(against.length).toBeGreaterThan(0);
          expect(gain === null || gain.amount === (cost.current ?? 0) - (cost.recommended ?? 0)).toBe(true);
          expect(gain === null || (gain.low <= gain.amount && gain.amount <= gain.high)).toBe(true);
          expect(aim === 'risk' || priority === 'LOW' || priority === 'MEDIUM').toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('two recommendations never exclude each other: together they save at most what each saves, and more than any', () => {
    fc.assert(
      fc.property(vercel, (account) => {
        const savings = generate(madeFacts(account), KINDS).filter(({ aim }) => aim === 'saving');
        const { amount: together, keys } = sumTogether(savings);
        const each = savings.map(({ gain }) => gain?.amount ?? 0);
        expect(keys.length).toBe(savings.length);
        expect(together).toBeLessThanOrEqual(each.reduce((sum, one) => sum + one, 0) * 1.02 + 1e4);
        expect(together).toBeGreaterThanOrEqual(Math.max(0, ...each) * 0.98 - 1e4);
      }),
      { numRuns },
    );
  });
});
