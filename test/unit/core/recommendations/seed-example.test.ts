import { expect, test } from 'vitest';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { analyzeRoi, raisedBy, stopsWithout } from '#shared/core/recommendations/roi';
import { adviceWords } from '#shared/words/recommendation';
import { briefTexts } from '#shared/words/recommendation-brief';
import { BRIEF_FIGURES, BRIEF_TEXTS } from '../../../fixtures/brief-example';
import { madeFacts, NOW } from '../../../fixtures/made-account';

const assumptions = {
  ...{ revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12 },
  ...{ hoursOfWork: null, hourlyRate: null },
};
/** What a Redis measures is never as round as what it tells: 25.5 MB, and not 25.501466. */
const facts = madeFacts(
  {
    ...{ provider: 'redis', title: 'Redis', billing: { provider: 'vercel-kv', plan: 'free' } },
    uses: [
      {
        ...{ service: 'VERCEL_KV', metric: 'STORAGE_MB', title: 'Redis storage', unit: 'MB', kind: 'level' },
        ...{ used: 25.501466, growth: 0.9, limit: 30, atLimit: 'reject' },
      },
    ],
  },
  { assumptions },
);

test("the example of the client's brief comes out to the digit", () => {
  const [advice, ...others] = generate(facts, KINDS);
  if (advice === undefined || advice.limit === null) throw new Error('no advice');
  const roi = analyzeRoi({ ...advice, stops: stopsWithout(advice), raisedBy: raisedBy(advice.change) }, assumptions);
  expect(others).toEqual([]);
  expect({
    ...{ service: advice.service, metric: advice.metric, priority: advice.priority },
    ...{ currentPlan: advice.currentPlan, recommendedPlan: advice.recommendedPlan },
    currentUsage: advice.limit.used,
    limitValue: advice.limit.value,
    usagePercent: advice.limit.percent,
    daysToLimit: advice.limit.days,
    currentCost: (roi.currentCost ?? Number.NaN) / 1e6,
    upgradeCost: (roi.upgradeCost ?? Number.NaN) / 1e6,
    revenueImpact: (roi.revenueImpact ?? Number.NaN) / 1e6,
    profitImpact: (roi.profitImpact ?? Number.NaN) / 1e6,
    roi: roi.roi,
  }).toEqual(BRIEF_FIGURES);
  expect(briefTexts(advice)).toEqual(BRIEF_TEXTS);
});

test('for people it speaks of Redis storage, and not of its name in code', () => {
  const [advice] = generate(facts, KINDS);
  if (advice === undefined) throw new Error('no advice');
  const words = adviceWords(advice, { now: NOW, zone: 'UTC' });
  expect(words.title).toBe('Upgrade Redis to Pro');
  expect(words.reason).toMatchInlineSnapshot(
    `"Redis storage is at 85 %: 25.5 of 30 MB, full in about 5 days. Pro includes 512 MB and charges for more instead of stopping. At today's growth that is enough for about 18 months. Pro costs $1.00 a month, $1.00 more than today."`,
  );
  expect(words.against).toMatchInlineSnapshot(`
    [
      "Pro costs $1.00 a month, $1.00 more than today.",
    ]
  `);
});
