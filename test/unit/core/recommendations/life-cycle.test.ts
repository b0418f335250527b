import { describe, expect, test } from 'vitest';
import {
  allowedSteps,
  isOpen,
  type LifeRefusal,
  type RecommendationStep,
  stepRecommendation,
} from '#shared/core/recommendations/life-cycle';
import type { RecommendationStatus } from '#shared/domain/recommendation';
import { madeRecommendation, NOW } from './made-recommendation';

const STEPS: readonly RecommendationStep[] = [
  { step: 'review' },
  { step: 'approve' },
  { step: 'implement' },
  { step: 'reopen' },
  { step: 'dismiss', reason: 'too dear' },
  { step: 'expire', reason: { code: 'no-cause', days: 7 } },
  { step: 'return', reason: { code: 'called-again' } },
  { step: 'snooze', until: NOW + 3_600 },
];

/** Every status against every step that is taken by whom it belongs to; a dash is refused. */
const TABLE: Readonly<Record<RecommendationStatus, readonly (RecommendationStatus | '-')[]>> = {
  //             review      approve     implement      reopen     dismiss      expire     return     snooze
  PENDING: ['REVIEWED', 'APPROVED', 'IMPLEMENTED', '-', 'DISMISSED', 'EXPIRED', '-', 'PENDING'],
  REVIEWED: ['-', 'APPROVED', 'IMPLEMENTED', 'PENDING', 'DISMISSED', 'EXPIRED', '-', 'REVIEWED'],
  APPROVED: ['-', '-', 'IMPLEMENTED', 'PENDING', 'DISMISSED', 'EXPIRED', 'PENDING', 'APPROVED'],
  IMPLEMENTED: ['-', '-', '-', 'PENDING', '-', '-', 'PENDING', '-'],
  DISMISSED: ['-', '-', '-', 'PENDING', '-', '-', 'PENDING', '-'],
  EXPIRED: ['-', '-', '-', 'PENDING', '-', '-', 'PENDING', '-'],
};
const STATUSES = Object.keys(TABLE) as RecommendationStatus[];

function refusal(from: RecommendationStatus, step: RecommendationStep, actor: 'user' | 'app'): LifeRefusal | null {
  const result = stepRecommendation(madeRecommendation({ status: from }), step, actor, NOW + 60);
  return result.ok ? null : result.refusal;
}

describe.each(STATUSES)('a recommendation that is %s', (status) => {
  test.each(STEPS.map((step, index) => [step, TABLE[status][index] ?? '-'] as const))('%j leads to %s', (step, to) => {
    const isOfApp = step.step === 'expire' || step.step === 'return';
    const current = madeRecommendation({ status });
    const result = stepRecommendation(current, step, isOfApp ? 'app' : 'user', NOW + 60);
    if (to === '-') {
      expect(result).toEqual({ ok: false, refusal: 'not-from-here' });
      return;
    }
    expect(result).toMatchObject({
      ok: true,
      next: { status: to, updatedAt: NOW + 60, snoozedUntil: step.step === 'snooze' ? NOW + 3_600 : null },
      event: { recommendationId: 7, from: status, to, actor: isOfApp ? 'app' : 'user', at: NOW + 60 },
    });
  });

  test('takes no step of the app from a person', () => {
    for (const step of STEPS.filter((one) => one.step === 'expire' || one.step === 'return')) {
      expect(refusal(status, step, 'user')).toBe('not-yours');
    }
  });

  test('allows exactly the steps that it then takes', () => {
    const allowed = allowedSteps(madeRecommendation({ status }), NOW + 60);
    const taken = STEPS.filter((step) => refusal(status, step, 'user') === null).map(({ step }) => step);
    expect([...allowed].sort()).toEqual([...taken].sort());
  });
});

test('a dismissal keeps its reason, and what the app has seen is told with it', () => {
  const dismissed = stepRecommendation(madeRecommendation(), { step: 'dismiss', reason: 'too dear' }, 'user', NOW);
  const said = { code: 'said', text: 'too dear' };
  expect(dismissed).toMatchObject({ ok: true, next: { statusReason: said }, event: { reason: said } });
  const seen = { code: 'seen', change: madeRecommendation().change, at: NOW } as const;
  const implemented = stepRecommendation(madeRecommendation(), { step: 'implement', reason: seen }, 'app', NOW);
  expect(implemented).toMatchObject({ ok: true, next: { statusReason: seen }, event: { reason: seen, actor: 'app' } });
});

describe('snooze', () => {
  const snoozed = madeRecommendation({ snoozedUntil: NOW + 100 });

  test('ends by itself or by hand, and both are told', () => {
    expect(allowedSteps(snoozed, NOW)).not.toContain('snooze');
    expect(allowedSteps(snoozed, NOW)).toContain('unsnooze');
    expect(allowedSteps(snoozed, NOW + 100)).toContain('snooze');
    expect(stepRecommendation(snoozed, { step: 'unsnooze' }, 'user', NOW)).toMatchObject({
      ok: true,
      next: { status: 'PENDING', snoozedUntil: null },
      event: { from: 'PENDING', to: 'PENDING', reason: { code: 'woken' } },
    });
  });

  test('is refused into the past, and cannot end twice', () => {
    const step = (current: typeof snoozed, one: RecommendationStep) => stepRecommendation(current, one, 'user', NOW);
    expect(step(madeRecommendation(), { step: 'snooze', until: NOW })).toEqual({ ok: false, refusal: 'past' });
    expect(step(madeRecommendation(), { step: 'unsnooze' })).toEqual({ ok: false, refusal: 'not-snoozed' });
  });

  test('ends with a decision', () => {
    expect(stepRecommendation(snoozed, { step: 'approve' }, 'user', NOW)).toMatchObject({
      next: { snoozedUntil: null },
    });
  });
});

test('open is what waits for a decision or for its doing', () => {
  expect(STATUSES.filter(isOpen)).toEqual(['PENDING', 'REVIEWED', 'APPROVED']);
});
