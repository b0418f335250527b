import { describe, expect, test } from 'vitest';
import { parseInstant } from '#shared/core/calendar/calendar';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { effectiveLimit, type LimitClaims } from '#shared/core/pricing/effective-limit';
import { planLimits } from '#shared/core/pricing/look-up';
import { limitReason } from '#shared/words/limit';

const NOW = parseInstant('2026-11-24T12:00:00Z') ?? 0;
const DAY = 86_400;
const claims = (over: Partial<LimitClaims>): LimitClaims => ({
  connectionId: 'redis-1',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  unit: 'MB',
  userLimit: null,
  providerLimit: null,
  planLimits: planLimits(list, 'vercel-kv', 'free', '2026-11-24'),
  planName: 'Free',
  ...over,
});
const answer = { value: 64, unit: 'MB', source: 'INFO maxmemory', asOf: NOW - 3_600 };

describe('the limit in force', () => {
  test('the price list stands when nobody else speaks, with its reason', () => {
    const limit = effectiveLimit(claims({}));
    expect(limitReason(limit, NOW)).toBe('Free plan of the price list, no date, ended 2025-06-30');
    expect(limit).toEqual({
      connectionId: 'redis-1',
      projectId: '',
      service: 'VERCEL_KV',
      metric: 'STORAGE_MB',
      limitId: 'plan',
      value: 30,
      unit: 'MB',
      window: 'point-in-time',
      atLimit: 'hard',
      consequence: 'service may become unavailable (writes fail)',
      warningPercent: 75,
      criticalPercent: 90,
      enabled: true,
      source: 'price-list',
      reason: { code: 'listed', plan: 'Free', place: null, claimed: null, ended: '2025-06-30' },
      asOf: null,
    });
  });

  test("the provider's answer beats the price list and keeps its window and consequence", () => {
    const limit = effectiveLimit(claims({ providerLimit: answer }));
    expect(limit).toMatchObject({
      value: 64,
      source: 'provider',
      window: 'point-in-time',
      atLimit: 'hard',
      asOf: NOW - 3_600,
    });
    expect(limitReason(limit, NOW)).toBe("The provider's answer (INFO maxmemory), read today");
  });

  test("the user's own figure beats both", () => {
    const userLimit = { value: 20, setAt: NOW - 3 * DAY, warningPercent: 60 };
    const limit = effectiveLimit(claims({ providerLimit: answer, userLimit }));
    expect(limit).toMatchObject({ value: 20, source: 'user', unit: 'MB', warningPercent: 60, criticalPercent: 90 });
    expect(limitReason(limit, NOW)).toBe('Your own figure, set on 2026-11-21');
  });

  test('thresholds alone do not become a figure', () => {
    const userLimit = { value: null, setAt: NOW, criticalPercent: 95, enabled: false };
    expect(effectiveLimit(claims({ userLimit }))).toMatchObject({
      value: 30,
      source: 'price-list',
      criticalPercent: 95,
      enabled: false,
    });
  });

  test.each([
    [
      'kv enterprise',
      { planLimits: planLimits(list, 'vercel-kv', 'enterprise', '2026-11-24'), planName: 'Enterprise' },
      /no figure in any source: enter your own/,
    ],
    ['a metric without entry', { metric: 'CONNECTIONS', unit: 'connections' }, /no figure for this metric/],
    ['an unknown plan', { planLimits: [], planName: null }, /plan is not known/],
    [
      'invocations on Pro',
      {
        service: 'VERCEL_FUNCTIONS',
        metric: 'INVOCATIONS',
        planLimits: planLimits(list, 'vercel', 'pro', '2026-11-24'),
        planName: 'Pro',
      },
      /no limit: every unit is charged/,
    ],
    [
      'one weak source',
      {
        service: 'OPENAI',
        metric: 'MONTHLY_SPEND_USD',
        planLimits: planLimits(list, 'openai', 'free', '2026-11-24'),
        planName: 'Free',
      },
      /one weak source says 100 USD/,
    ],
  ])('%s is unknown, never 0, and says why', (_what, over, reason) => {
    const limit = effectiveLimit(claims(over));
    expect(limit.value).toBeNull();
    expect(limitReason(limit, NOW)).toMatch(reason);
  });

  test('an old price says its age', () => {
    const planLimitsOfHobby = planLimits(list, 'vercel', 'hobby', '2026-11-24');
    const old = effectiveLimit(
      claims({ service: 'VERCEL_ISR', metric: 'WRITES', planLimits: planLimitsOfHobby, planName: 'Hobby' }),
    );
    expect(limitReason(old, NOW)).toBe('Hobby plan of the price list, as of 2025-08-19, 462 days old');
    const fresh = effectiveLimit(
      claims({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', planLimits: planLimitsOfHobby, planName: 'Hobby' }),
    );
    expect(limitReason(fresh, NOW)).toBe('Hobby plan of the price list, as of 2026-09-14');
  });
});
