import { describe, expect, test } from 'vitest';
import { expiryOf, isSameChange, keepAdvice } from '#shared/core/recommendations/keep-advice';
import { materialChanges } from '#shared/core/recommendations/material-change';
import { DAY } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import type { Advice, AdviceGain, Recommendation } from '#shared/domain/recommendation';
import { madeRecommendation, NOW, REDIS_ADVICE } from './made-recommendation';

const LATER = NOW + DAY;
const gain = (dollars: number): AdviceGain => ({
  ...{ amount: dollars * MICROS, low: 0, high: 0, probability: 1, againstCut: null, averted: null },
});
const changed = (part: Partial<Advice>): Advice => ({ ...REDIS_ADVICE, ...part });
const changes = (then: Partial<Advice>, now: Partial<Advice>) =>
  materialChanges(changed(then), changed(now)).map(({ code }) => code);

describe('what is material after a no', () => {
  test('more urgent is, less is not', () => {
    expect(changes({ priority: 'LOW' }, { priority: 'HIGH' })).toEqual(['priority']);
    expect(changes({ priority: 'HIGH' }, { priority: 'LOW' })).toEqual([]);
  });

  test.each([
    [12, 18, ['gain']],
    [12, 17.99, []],
    [2, 6.99, []],
    [2, 7, ['gain']],
    [40, 20, []],
  ])('a saving of $%d that becomes $%d: %j', (then, now, codes) => {
    expect(changes({ gain: gain(then) }, { gain: gain(now) })).toEqual(codes);
  });

  test.each([
    [10, 8, ['cost']],
    [10, 8.01, []],
    [2, 1.01, []],
    [10, 20, []],
  ])('a price of $%d that becomes $%d: %j', (then, now, codes) => {
    const cost = (dollars: number) => ({ ...REDIS_ADVICE.cost, recommended: dollars * MICROS });
    expect(changes({ cost: cost(then) }, { cost: cost(now) })).toEqual(codes);
  });

  test('another limit and another answer are, more use of the same is not', () => {
    const limit = REDIS_ADVICE.limit as NonNullable<Advice['limit']>;
    expect(changes({}, { limit: { ...limit, value: 50 } })).toEqual(['limit']);
    expect(changes({}, { limit: { ...limit, used: 28, percent: 93.3 } })).toEqual([]);
    expect(changes({}, { recommendedPlanName: 'Pro 10' })).toEqual(['answer']);
    const model = (to: string): Partial<Advice> => ({ change: { kind: 'model', from: 'sol', to } });
    expect(changes(model('terra'), model('luna'))).toEqual(['answer']);
  });
});

describe('a finding of a cycle and the row that it belongs to', () => {
  const more = changed({ priority: 'CRITICAL' });
  const keep = (row: Partial<Recommendation>, advice: Advice, at = LATER) =>
    keepAdvice(madeRecommendation(row), advice, at);

  test.each(['PENDING', 'REVIEWED', 'APPROVED'] as const)(
    'brings what is %s up to date, and leaves it there',
    (status) => {
      expect(keep({ status }, more)).toMatchObject({
        next: { id: 7, status, priority: 'CRITICAL', createdAt: NOW, updatedAt: LATER },
        event: null,
      });
    },
  );

  test('asks anew where another answer than the approved one is right now', () => {
    const next = changed({
      change: { kind: 'plan', provider: 'redis', from: 'free', to: 'pro-10' },
      recommendedPlanName: 'Pro 10',
    });
    expect(keep({ status: 'APPROVED' }, next)).toMatchObject({
      next: { status: 'PENDING', recommendedPlanName: 'Pro 10' },
      event: { actor: 'app', reason: { code: 'other-answer', from: 'Pro', to: 'Pro 10' } },
    });
    expect(keep({ status: 'REVIEWED' }, next)).toMatchObject({ next: { status: 'REVIEWED' }, event: null });
  });

  test('takes up again what had expired', () => {
    expect(keep({ status: 'EXPIRED' }, more)).toMatchObject({
      next: { status: 'PENDING', priority: 'CRITICAL' },
      event: { from: 'EXPIRED', to: 'PENDING', actor: 'app', reason: { code: 'called-again' } },
    });
  });

  test('leaves a no alone for as long as nothing changes, and then says what', () => {
    for (const days of [1, 30, 400]) {
      expect(keep({ status: 'DISMISSED' }, REDIS_ADVICE, NOW + days * DAY)).toBe('silent');
    }
    expect(keep({ status: 'DISMISSED' }, more)).toMatchObject({
      next: { status: 'PENDING', priority: 'CRITICAL' },
      event: {
        actor: 'app',
        reason: { code: 'changed', changes: [{ code: 'priority', from: 'HIGH', to: 'CRITICAL' }] },
      },
    });
  });

  test('waits a month for what was done to show', () => {
    expect(keep({ status: 'IMPLEMENTED' }, REDIS_ADVICE, NOW + 30 * DAY - 1)).toBe('silent');
    expect(keep({ status: 'IMPLEMENTED' }, REDIS_ADVICE, NOW + 30 * DAY)).toMatchObject({
      next: { status: 'PENDING' },
      event: { reason: { code: 'still-there', days: 30 } },
    });
  });

  test('is another finding where something else is to be done after what was done', () => {
    const next = changed({ change: { kind: 'plan', provider: 'redis', from: 'pro', to: 'pro-10' } });
    expect(keep({ status: 'IMPLEMENTED' }, next)).toBe('silent');
    expect(keep({ status: 'IMPLEMENTED' }, next, NOW + 7 * DAY)).toBe('new');
  });
});

describe('what becomes critical after a change that was made', () => {
  const another = { kind: 'plan', provider: 'redis', from: 'pro', to: 'pro-10' } as const;
  const limitOf = (value: number) => (REDIS_ADVICE.limit === null ? null : { ...REDIS_ADVICE.limit, value });
  const done = (row: Partial<Recommendation>, advice: Partial<Advice>, days = 0) =>
    keepAdvice(
      madeRecommendation({ status: 'IMPLEMENTED', ...row }),
      changed({ priority: 'CRITICAL', ...advice }),
      NOW + days * DAY,
    );

  test('is told at once where it is something else', () => {
    expect(done({ priority: 'HIGH' }, { change: another })).toBe('new');
    expect(done({ priority: 'CRITICAL' }, { change: another, limit: limitOf(512) })).toBe('new');
    expect(done({ aim: 'saving', limit: null }, { change: another })).toBe('new');
  });

  test('waits where it is the need that was met, and only another answer to it', () => {
    expect(done({ priority: 'CRITICAL' }, { change: another }, 6)).toBe('silent');
    expect(done({ priority: 'HIGH' }, { change: another, aim: 'saving' }, 6)).toBe('silent');
  });

  test('comes back after a day where the very change was only said to be made', () => {
    expect(done({ priority: 'HIGH' }, {}, 0.9)).toBe('silent');
    expect(done({ priority: 'HIGH' }, {}, 1)).toMatchObject({
      next: { status: 'PENDING' },
      event: { reason: { code: 'still-there', days: 1 } },
    });
  });
});

describe('what was done once, and is called for again from where it led to', () => {
  test.each([
    ['a limit that was raised and is near again', 'budget', { own: false, from: 200, to: 300 }, { from: 300, to: 400 }],
    ['seats that were given back and came again', 'seats', { from: 3, to: 1 }, { from: 5, to: 1 }],
  ] as const)('%s is another finding, and not one that was never done', (_what, kind, then, now) => {
    const done = { kind, own: false, ...then } as Advice['change'];
    const again = { kind, own: false, ...now } as Advice['change'];
    const row = madeRecommendation({ status: 'IMPLEMENTED', change: done });
    expect(keepAdvice(row, changed({ change: again }), NOW + 7 * DAY)).toBe('new');
    // The same with a figure that moved with the readings was not done.
    const moved = { ...done, to: 2 } as Advice['change'];
    expect(keepAdvice(row, changed({ change: moved }), NOW + 30 * DAY)).toMatchObject({
      event: { reason: { code: 'still-there' } },
    });
  });
});

describe('where functions run', () => {
  test('another region is another finding', () => {
    const region = (to: string) => ({ kind: 'region', from: 'gru1', to }) as const;
    expect(isSameChange(region('iad1'), region('iad1'))).toBe(true);
    expect(isSameChange(region('iad1'), region('pdx1'))).toBe(false);
  });
});

describe('a row that nothing calls for', () => {
  test.each([
    ['what its provider tells', madeRecommendation().change, 3],
    ['what shows in use alone, three days late', { kind: 'sleep', project: 'staging' }, 7],
    ['a budget here', { kind: 'budget', own: true, from: null, to: 90 }, 7],
    ["a provider's limit", { kind: 'budget', own: false, from: 20, to: 90 }, 3],
  ] as const)('expires once it had time to be seen as done: %s', (_, change, days) => {
    const row = madeRecommendation({ change });
    expect(expiryOf(row, 'free', NOW + days * DAY - 1)).toBeNull();
    expect(expiryOf(row, 'free', NOW + days * DAY)).toEqual({ code: 'no-cause', days });
  });

  test('expires at once where the account is on a third plan', () => {
    expect(expiryOf(madeRecommendation(), 'pro-10', NOW)).toEqual({ code: 'plan-changed', from: 'free', to: 'pro-10' });
    expect(expiryOf(madeRecommendation(), 'pro', NOW)).toBeNull();
    expect(expiryOf(madeRecommendation(), null, NOW)).toBeNull();
  });

  test('stays where it is once it was decided', () => {
    for (const status of ['IMPLEMENTED', 'DISMISSED', 'EXPIRED'] as const) {
      expect(expiryOf(madeRecommendation({ status }), 'pro-10', NOW + 99 * DAY)).toBeNull();
    }
  });
});
