import { describe, expect, test } from 'vitest';
import { analyzeRoi } from '#shared/core/recommendations/roi';
import { toMicros } from '#shared/domain/money';

const told = { revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12 };

function roiOf(upgradeCost: number | null, assumptions: Parameters<typeof analyzeRoi>[0]['assumptions'] = told) {
  const micros = upgradeCost === null ? null : toMicros(upgradeCost);
  return analyzeRoi({ currency: 'USD', currentCost: 0, projectedCost: 0, upgradeCost: micros, assumptions });
}

describe('ROI', () => {
  test('an upgrade that costs nothing more has a gain but no percentage', () => {
    expect(roiOf(0)).toMatchObject({ profitImpact: toMicros(1000), roi: null });
    expect(roiOf(0).unknown.roi).toContain('nothing more');
  });

  test('a downgrade shows the saving and no percentage', () => {
    const noLoss = { revenuePerDay: 0, lostShare: 0.5, hoursToRecover: 12 };
    expect(roiOf(-30, noLoss)).toMatchObject({ profitImpact: toMicros(30), roi: null });
  });

  test('an upgrade that does not pay has a negative ROI', () => {
    expect(roiOf(20, { revenuePerDay: 20, lostShare: 0.5, hoursToRecover: 12 })).toMatchObject({
      revenueImpact: toMicros(5),
      profitImpact: toMicros(-15),
      roi: -75,
    });
  });

  test('without a revenue the impact is unknown and says what it needs', () => {
    const roi = roiOf(1, { ...told, revenuePerDay: null });
    expect(roi).toMatchObject({ revenueImpact: null, profitImpact: null, roi: null, upgradeCost: toMicros(1) });
    expect(roi.unknown.revenueImpact).toContain('revenue a day');
    expect(roi.unknown.roi).toContain('revenue a day');
  });

  test('an unknown price leaves the profit unknown, never free', () => {
    expect(roiOf(null)).toMatchObject({
      upgradeCost: null,
      profitImpact: null,
      roi: null,
      revenueImpact: toMicros(1000),
    });
  });
});
