import { describe, expect, test } from 'vitest';
import { analyzeRoi, stopsWithout } from '#shared/core/recommendations/roi';
import { toMicros } from '#shared/domain/money';
import type { BusinessAssumptions } from '#shared/domain/recommendation';

const told: BusinessAssumptions = {
  ...{ revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12 },
  ...{ hoursOfWork: null, hourlyRate: null },
};

/** An upgrade from nothing to so much a month, at a limit that stops or only bills. */
function roiOf(upgradeCost: number | null, assumptions = told, stops: boolean | null = true, current = 0) {
  return analyzeRoi(
    {
      cost: {
        ...{ currency: 'USD', current: toMicros(current), projected: 0 },
        recommended: upgradeCost === null ? null : toMicros(upgradeCost),
      },
      ...{ stops, work: { hours: 2 }, raisedBy: null },
    },
    assumptions,
  );
}

describe('ROI', () => {
  test("the brief's figures: 4,000 a day, half lost, 12 hours, 1 a month", () => {
    expect(roiOf(1)).toMatchObject({
      ...{ currentCost: 0, upgradeCost: toMicros(1), revenueImpact: toMicros(1000) },
      ...{ profitImpact: toMicros(999), roi: 99_900, notes: { workCost: 'rate-not-told' } },
    });
  });

  test('an upgrade that costs nothing more has a gain but no percentage', () => {
    expect(roiOf(0)).toMatchObject({ profitImpact: toMicros(1000), roi: null, notes: { roi: 'free' } });
  });

  test('a cheaper plan shows the saving and no percentage', () => {
    expect(roiOf(10, { ...told, revenuePerDay: 0 }, true, 40)).toMatchObject({
      ...{ profitImpact: toMicros(30), roi: null, notes: { roi: 'saving' } },
    });
  });

  test('an upgrade that does not pay has a negative ROI', () => {
    expect(roiOf(20, { ...told, revenuePerDay: 20 })).toMatchObject({
      ...{ revenueImpact: toMicros(5), profitImpact: toMicros(-15), roi: -75 },
    });
  });

  test('without a revenue the impact is unknown and asks for it', () => {
    expect(roiOf(1, { ...told, revenuePerDay: null })).toMatchObject({
      ...{ revenueImpact: null, profitImpact: null, roi: null, upgradeCost: toMicros(1) },
      notes: { revenueImpact: 'revenue-not-told', profitImpact: 'revenue-not-told', roi: 'revenue-not-told' },
    });
  });

  test('where nothing stops no revenue is at stake, told or not', () => {
    for (const revenuePerDay of [null, 4_000]) {
      expect(roiOf(10, { ...told, revenuePerDay }, false, 40)).toMatchObject({
        ...{ revenueImpact: 0, profitImpact: toMicros(30), notes: { revenueImpact: 'nothing-stops' } },
      });
    }
  });

  test('where nobody knows whether anything stops, what is at stake is unknown, and no revenue would settle it', () => {
    for (const revenuePerDay of [null, 4_000]) {
      expect(roiOf(null, { ...told, revenuePerDay }, null)).toMatchObject({
        ...{ revenueImpact: null, profitImpact: null, roi: null },
        notes: { revenueImpact: 'stake-not-known', profitImpact: 'stake-not-known', roi: 'stake-not-known' },
      });
    }
  });

  test('an advice against a risk whose limit nobody knows says so; a budget of one’s own stops nothing', () => {
    const source = { kind: 'source', capability: 'plan' } as const;
    const own = { kind: 'budget', own: true, from: null, to: 100 } as const;
    expect(stopsWithout({ aim: 'risk', limit: null, change: source })).toBeNull();
    expect(stopsWithout({ aim: 'risk', limit: null, change: own })).toBe(false);
    expect(stopsWithout({ aim: 'saving', limit: null, change: source })).toBe(false);
  });

  test('an unknown price leaves the profit unknown, never free', () => {
    expect(roiOf(null)).toMatchObject({
      ...{ upgradeCost: null, profitImpact: null, roi: null, revenueImpact: toMicros(1000) },
      notes: { upgradeCost: 'no-recommended-cost', profitImpact: 'no-recommended-cost', roi: 'no-recommended-cost' },
    });
  });

  test('work is paid once: 2 hours at 60 are 120, paid back by 30 a month in 120 days', () => {
    const saving = roiOf(10, { ...told, hourlyRate: 60 }, false, 40);
    expect(saving).toMatchObject({ workCost: toMicros(120), paybackDays: 120 });
    expect(roiOf(10, { ...told, hourlyRate: 60, hoursOfWork: 5 }, false, 40).workCost).toBe(toMicros(300));
  });
});
