import { expect, test } from 'vitest';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { costHeadline, metricTitle, priceText, serviceTitle } from '#main/queries/bill/words';

const END = 1_796_112_000;
const SO_FAR = { total: 116.4, atLeast: 116.4, fee: 20, charges: 0, creditIncluded: 0, creditUsed: 0, creditLeft: 0 };
const VIEW = {
  title: 'acme',
  planName: 'Pro',
  currency: 'USD',
  soFar: SO_FAR,
  projected: { total: 181.2, atLeast: 181.2, interval: null },
  budget: null,
  unknown: [],
  periodEnd: END,
};
const ZONE = 'America/Los_Angeles';

test.each([
  [{}, 'acme cost $116.40 so far and comes to about $181 by 30 Nov.'],
  [
    { budget: { amount: 200, spentPercent: 58.2, verdict: 'within' as const } },
    'acme cost $116.40 so far and comes to about $181 by 30 Nov, within the budget of $200.',
  ],
  [
    { budget: { amount: 150, spentPercent: 77.6, verdict: 'will-pass' as const } },
    'acme cost $116.40 so far and comes to about $181 by 30 Nov, more than the budget of $150.',
  ],
  [
    { budget: { amount: 100, spentPercent: 116.4, verdict: 'passed' as const } },
    'acme cost $116.40 so far and comes to about $181 by 30 Nov: the budget of $100 is passed.',
  ],
  [
    { projected: { total: null, atLeast: 0, interval: null } },
    'acme cost $116.40 so far; what it comes to by 30 Nov is not known.',
  ],
  [{ projected: null }, 'acme cost $116.40 so far, over the last 30 days.'],
  [
    {
      soFar: { ...SO_FAR, total: null },
      unknown: ['Build minutes', 'Agent reviews', 'Sandbox CPU'].map((title) => ({ title, reason: 'no price' })),
    },
    'acme cost at least $116.40 so far; build minutes, agent reviews and 1 more cannot be priced.',
  ],
])('the headline says it in one sentence: %j', (change, sentence) => {
  expect(costHeadline({ ...VIEW, ...change }, ZONE)).toBe(sentence);
});

test.each([
  [{ price: 0.15, per: 1, unit: 'GB', currency: 'USD' }, '$0.15 per GB'],
  [{ price: 2, per: 1_000_000, unit: 'requests', currency: 'USD' }, '$2 per 1,000,000 requests'],
  [{ price: 0.0035, per: 1, unit: 'CPU-minutes', currency: 'USD' }, '$0.0035 per CPU-minute'],
  [{ price: 0.3, per: 1, unit: 'reviews or investigations', currency: 'USD' }, '$0.30 per reviews or investigations'],
])('a price reads as a plan names it: %j', (price, text) => {
  expect(priceText(price)).toBe(text);
});

test('a price that is not there is no text, not a price of 0', () => {
  expect(priceText(null)).toBe('');
});

test('services and metrics have the names that people know', () => {
  const parts = { catalog: createCatalog(registry) };
  expect(['VERCEL_EDGE', 'VERCEL_KV', 'VERCEL_ISR', 'PLAN'].map(serviceTitle)).toEqual([
    'Edge',
    'Vercel KV',
    'ISR',
    'Plan fee and credit',
  ]);
  expect(metricTitle(parts, 'vercel', 'VERCEL_EDGE', 'EDGE_REQUESTS')).toBe('Edge requests');
  expect(metricTitle(parts, 'vercel', 'PLAN', 'FEE')).toBe('Plan fee');
  expect(metricTitle(parts, 'vercel', 'VERCEL_NEW', 'SHINY_THINGS')).toBe('New: Shiny things');
});
