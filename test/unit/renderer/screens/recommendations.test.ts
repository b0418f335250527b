import { describe, expect, it } from 'vitest';
import { NOW } from '../../../../src/renderer/gallery/fixtures/clock';
import { RECOMMENDATIONS, UPGRADE } from '../../../../src/renderer/gallery/fixtures/recommendations';
import { readText, toText } from '../../../../src/renderer/screens/recommendations/assumption-fields';
import { shelfOf } from '../../../../src/renderer/screens/recommendations/filters';
import {
  effectWords,
  listDetail,
  planTitle,
  shortStats,
  statusNote,
} from '../../../../src/renderer/screens/recommendations/recommendation-words';
import { revenueSum, workOutRoi } from '../../../../src/renderer/screens/recommendations/roi-sums';

describe('the ROI in the window', () => {
  it('is the case of the brief to the digit', () => {
    const sums = workOutRoi(UPGRADE.roi, UPGRADE.assumptions);
    expect(sums).toMatchObject({ revenueImpact: 1000, upgradeCost: 1, profitImpact: 999, roi: 99_900 });
    expect(revenueSum(UPGRADE.assumptions, 'USD')).toBe('$4,000 × 50 % × 12 of 24 hours');
  });

  it('follows what is typed', () => {
    const read = readText({ revenuePerDay: '8,000', lostShare: '25', hoursToRecover: '6' });
    expect(workOutRoi(UPGRADE.roi, read.value!)).toMatchObject({ revenueImpact: 500, profitImpact: 499 });
  });

  it('says what it needs where nothing is told', () => {
    const sums = workOutRoi(UPGRADE.roi, { ...UPGRADE.assumptions, revenuePerDay: null });
    expect(sums).toMatchObject({ revenueImpact: null, profitImpact: null, roi: null });
    expect(sums.unknown['revenueImpact']).toContain('revenue');
  });
});

describe('typed assumptions', () => {
  it('survive being shown and read', () => {
    expect(toText(UPGRADE.assumptions)).toEqual({ revenuePerDay: '4,000', lostShare: '50', hoursToRecover: '12' });
    expect(readText(toText(UPGRADE.assumptions)).value).toEqual(UPGRADE.assumptions);
    const none = { revenuePerDay: null, lostShare: 0.125, hoursToRecover: 0 };
    expect(readText(toText(none)).value).toEqual(none);
  });

  it.each([
    [{ revenuePerDay: '-1' }, 'revenuePerDay'],
    [{ revenuePerDay: 'much' }, 'revenuePerDay'],
    [{ lostShare: '101' }, 'lostShare'],
    [{ lostShare: '' }, 'lostShare'],
    [{ hoursToRecover: '721' }, 'hoursToRecover'],
  ])('%j is refused at its field', (change, key) => {
    const read = readText({ ...toText(UPGRADE.assumptions), ...change });
    expect(read).toEqual({ value: null, wrong: [key] });
  });
});

describe('the words of a recommendation', () => {
  it('say cost, what it avoids and by when', () => {
    expect(shortStats(UPGRADE, 1000, NOW).map(({ figure }) => figure)).toEqual([
      '$1 more a month',
      'about $1,000',
      'Sun 22 Nov',
    ]);
    expect(shortStats(UPGRADE, null, NOW)[1]).toMatchObject({ figure: 'Unknown' });
  });

  it('never show an unknown price as free', () => {
    expect(RECOMMENDATIONS.map(effectWords)).toEqual(['$1 / mo', 'price unknown', '$1 / mo']);
    expect(effectWords({ ...UPGRADE, roi: { ...UPGRADE.roi, upgradeCost: 0 } })).toBe('same fee');
  });

  it('tell status, time left, snooze and reason', () => {
    expect(listDetail(UPGRADE, NOW)).toBe('Pending · about 5 days');
    expect(listDetail({ ...UPGRADE, snoozedUntil: NOW + 86_400 }, NOW)).toMatch(/^Pending · snoozed to 19 Nov$/);
    expect(statusNote(UPGRADE, NOW)).toBe('');
    expect(statusNote(RECOMMENDATIONS[2]!, NOW)).toBe('Dismissed on 18 Nov: It costs too much.');
    expect(planTitle('free')).toBe('Free');
  });

  it('keeps each on its shelf', () => {
    expect(RECOMMENDATIONS.map(shelfOf)).toEqual(['open', 'open', 'dismissed']);
    expect(shelfOf({ status: 'EXPIRED' })).toBe('dismissed');
    expect(shelfOf({ status: 'IMPLEMENTED' })).toBe('done');
  });
});
