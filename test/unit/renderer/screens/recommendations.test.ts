import { describe, expect, it } from 'vitest';
import { NOW } from '../../../../src/renderer/gallery/fixtures/clock';
import { RECOMMENDATIONS, UPGRADE } from '../../../../src/renderer/gallery/fixtures/recommendations';
import { readText, toText } from '../../../../src/renderer/screens/recommendations/assumption-fields';
import { accountsOf, isShown, NOT_NARROWED, shelfOf } from '../../../../src/renderer/screens/recommendations/filters';
import { listDetail, shortStats } from '../../../../src/renderer/screens/recommendations/recommendation-words';
import { revenueSum, workOutRoi } from '../../../../src/renderer/screens/recommendations/roi-sums';

const SAVING = RECOMMENDATIONS[1]!;

describe('the ROI in the window', () => {
  it('is the case of the brief to the digit', () => {
    const sums = workOutRoi(UPGRADE, UPGRADE.assumptions);
    expect(sums).toMatchObject({ revenueImpact: 1000, extraCost: 1, profitImpact: 999, roi: 99_900 });
    expect(revenueSum(UPGRADE.assumptions, 'USD')).toBe('$4,000 × 50 % × 12 of 24 hours');
  });

  it('follows what is typed', () => {
    const typed = { ...toText(UPGRADE.assumptions), revenuePerDay: '8,000', lostShare: '25', hoursToRecover: '6' };
    expect(workOutRoi(UPGRADE, readText(typed).value!)).toMatchObject({ revenueImpact: 500, profitImpact: 499 });
  });

  it('weighs the work where its rate is told: one hour at 90 is paid back by 45 a month in 60 days', () => {
    const typed = { ...toText(SAVING.assumptions), hourlyRate: '90' };
    expect(workOutRoi(SAVING, readText(typed).value!)).toMatchObject({ workCost: 90, paybackDays: 60 });
    const longer = { ...typed, hoursOfWork: '2' };
    expect(workOutRoi(SAVING, readText(longer).value!)).toMatchObject({ workCost: 180, paybackDays: 120 });
  });

  it('says what it needs where nothing is told, and asks no revenue of a saving', () => {
    const nothing = { ...UPGRADE.assumptions, revenuePerDay: null };
    const sums = workOutRoi(UPGRADE, nothing);
    expect(sums).toMatchObject({ revenueImpact: null, profitImpact: null, roi: null });
    expect(sums.notes['revenueImpact']).toMatch(/revenue a day/);
    expect(workOutRoi(SAVING, nothing)).toMatchObject({ profitImpact: 45, roi: null });
  });
});

describe('what is not a plain price', () => {
  const RAISED = { ...UPGRADE, change: 'budget', roiInput: { ...UPGRADE.roiInput, raisedBy: 75 } };

  it("is what may be charged more where a provider's limit is raised", () => {
    expect(shortStats(RAISED, workOutRoi(RAISED, RAISED.assumptions), NOW)[0]).toMatchObject({
      figure: 'Up to $75 more',
    });
  });

  it('is a lower bound where a part of it is in no source', () => {
    const least = { ...UPGRADE, roi: { ...UPGRADE.roi, bounds: { extraCost: 'at least' as const } } };
    expect(shortStats(least, workOutRoi(least, least.assumptions), NOW)[0]).toMatchObject({
      figure: 'At least $1 more a month',
    });
  });
});

describe('typed assumptions', () => {
  it('survive being shown and read', () => {
    const shown = { revenuePerDay: '4,000', lostShare: '50', hoursToRecover: '12', hoursOfWork: '', hourlyRate: '' };
    expect(toText(UPGRADE.assumptions)).toEqual(shown);
    expect(readText(toText(UPGRADE.assumptions)).value).toEqual(UPGRADE.assumptions);
    const none = { revenuePerDay: null, lostShare: 0.125, hoursToRecover: 0, hoursOfWork: 1.5, hourlyRate: 80 };
    expect(readText(toText(none)).value).toEqual(none);
  });

  it.each([
    [{ revenuePerDay: '-1' }, 'revenuePerDay'],
    [{ revenuePerDay: 'much' }, 'revenuePerDay'],
    [{ lostShare: '101' }, 'lostShare'],
    [{ lostShare: '' }, 'lostShare'],
    [{ hoursToRecover: '721' }, 'hoursToRecover'],
    [{ hoursOfWork: '-1' }, 'hoursOfWork'],
    [{ hourlyRate: '10,001' }, 'hourlyRate'],
  ])('%j is refused at its field', (change, key) => {
    const read = readText({ ...toText(UPGRADE.assumptions), ...change });
    expect(read).toEqual({ value: null, wrong: [key] });
  });
});

describe('the words of a recommendation', () => {
  it('say cost, what it avoids and by when', () => {
    const sums = workOutRoi(UPGRADE, UPGRADE.assumptions);
    expect(shortStats(UPGRADE, sums, NOW).map(({ figure }) => figure)).toEqual([
      '$1 more a month',
      'about $1,000',
      'Sun 22 Nov',
    ]);
    const untold = workOutRoi(UPGRADE, { ...UPGRADE.assumptions, revenuePerDay: null });
    expect(shortStats(UPGRADE, untold, NOW)[1]).toMatchObject({ figure: 'Unknown' });
  });

  it('say of a saving what it saves, how sure that is and what it takes', () => {
    const sums = workOutRoi(SAVING, SAVING.assumptions);
    expect(shortStats(SAVING, sums, NOW)).toMatchObject([
      { caption: 'It may save', figure: '$45.00 a month', meaning: 'by what is assumed until you tell' },
      { figure: 'Depends on you', meaning: 'it hangs on the question below' },
      { figure: 'about an hour', meaning: 'of a developer' },
    ]);
    // Told, it rests on drawn months, which make nothing certain.
    const told = { ...SAVING, question: null, confidence: 'medium' } as const;
    expect(shortStats(told, sums, NOW)).toMatchObject([
      { caption: 'It saves', meaning: 'between $38 and $52' },
      { figure: 'Fairly sure', meaning: 'no dearer in more than 99 % of what may come' },
      {},
    ]);
  });

  it('never show an unknown price as free', () => {
    const unknown = RECOMMENDATIONS[2]!;
    const sums = workOutRoi(unknown, unknown.assumptions);
    expect(shortStats(unknown, sums, NOW)[0]).toMatchObject({ figure: 'Unknown' });
  });

  it('tell status, time left, snooze, question and outcome', () => {
    expect(listDetail(UPGRADE, NOW)).toBe('Pending · about 5 days');
    expect(listDetail({ ...UPGRADE, snoozedUntil: NOW + 86_400 }, NOW)).toMatch(/^Pending · snoozed to 19 Nov$/);
    expect(listDetail(SAVING, NOW)).toBe('Reviewed · one question');
    expect(listDetail(RECOMMENDATIONS[3]!, NOW)).toBe('Implemented · Saved $40.00 a month, promised $40');
  });

  it('keeps each on its shelf, and narrows by account and priority', () => {
    expect(RECOMMENDATIONS.map(shelfOf)).toEqual(['open', 'open', 'open', 'done', 'dismissed']);
    expect(shelfOf({ status: 'EXPIRED' })).toBe('dismissed');
    expect(accountsOf(RECOMMENDATIONS).map(({ title }) => title)).toEqual(['cache', 'acme']);
    const shown = (narrowing: Partial<typeof NOT_NARROWED>) =>
      RECOMMENDATIONS.filter((one) => isShown(one, { ...NOT_NARROWED, ...narrowing })).map(({ id }) => id);
    expect(shown({})).toHaveLength(5);
    expect(shown({ account: 'vercel-1' })).toEqual([8, 4]);
    expect(shown({ account: 'redis-1', priority: 'HIGH' })).toEqual([7]);
  });
});
