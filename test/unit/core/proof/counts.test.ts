import { describe, expect, it } from 'vitest';
import { proverOf } from '#shared/core/proof/prove';
import { proveAgainst } from './evidence-sets';

/** An advice as it is read. */
function advice(title: string, subject: string, kind: string, told: object) {
  return { kind, title, subject, account: 'Acme', status: 'PENDING', currency: 'USD', ...told };
}

const RECORD = {
  overall: {
    count: 402,
    inside80: 285,
    share80: 0.709,
    sentence: 'Of 402 forecasts that came due, 285 came true inside the range.',
  },
  series: [
    { title: 'Redis storage', count: 29, inside80: 21, share80: 0.724 },
    { title: 'Redis keys', count: 3, inside80: 0, share80: 0 },
  ],
};
const ADVICE = [
  advice('Spend less on build CPU minutes', 'Build CPU minutes', 'builds', {
    explanation:
      'Build CPU minutes make $62.92 this month. If 50 % of them are needless, leaving them out saves $31.46 a month.',
    gain: { amount: 31.46 },
    extraCost: -31.46,
    work: 'about 3 hours of a developer',
  }),
  advice('Spend less on image transformations', 'Image transformations', 'images', {
    explanation:
      'Each format that is on transforms every image once more. If two are on, one alone saves $45.13 a month.',
    gain: { amount: 45.13 },
    extraCost: -45.13,
    work: 'about an hour of a developer',
  }),
  advice('Switch Vercel to Flat Rate CDN 20', 'Vercel', 'plan', {
    explanation: "Flat Rate CDN 20 does this month's work for $40 instead of $67.13.",
    currentCost: 67.13,
    projectedCost: 67.13,
    upgradeCost: 40,
  }),
  advice('Pay for 1 instead of 3 seats', 'Vercel', 'seats', { gain: { amount: 40 }, extraCost: -40 }),
];
const LINES = [
  { kind: 'fee', service: 'PLAN', metric: 'FEE', title: 'Pro Plan', quantity: 3, unit: 'seat', amount: 60 },
];
const DAYS = [
  { key: '2026-11-10', title: '2026-11-10', amount: 1.61 },
  { key: '2026-11-16', title: '2026-11-16', amount: 3.18 },
  { key: '2026-11-17', title: '2026-11-17', amount: 3.2 },
  { key: '2026-11-19', title: '2026-11-19', amount: 3.18 },
  { key: '2026-11-20', title: '2026-11-20', amount: 0.51 },
];
const SERVICES = [
  { key: 'VERCEL_BUILD', title: 'Build', amount: 40.23 },
  { key: 'VERCEL_FUNCTIONS', title: 'Functions', amount: 1.02 },
];
const provesRead = proverOf(
  {
    documents: [
      { id: 'forecast_record', text: JSON.stringify({ ...RECORD, next: { q10: 1, q50: 2, q90: 3 } }) },
      { id: 'recommendations', text: JSON.stringify({ recommendations: ADVICE }) },
      {
        id: 'bill',
        text: JSON.stringify({ currency: 'USD', lines: LINES, byDay: DAYS, byService: SERVICES, period: '7 days' }),
      },
    ],
  },
  { now: Date.UTC(2026, 10, 20, 12) / 1000, zone: 'UTC' },
);

/** Of each kind: the account (none: what stands above), and what is so of it. Figures are of the accounts' JSON, in short or in other words. */
const TRUE = [
  ['cases, of forecasts', '', 'Forecasts of Redis storage came true in 21 of 29 cases.'],
  ['how often', '', 'Forecasts came true 285 times out of 402.'],
  ['none of a few', '', 'None of the 3 forecasts of Redis keys came true inside the range.'],
  ['what forecasts aim at', '', 'Of 402 forecasts 285 came true. That is 71 % instead of 80.'],
  ['so many in ten', '', 'Of 402 forecasts 285 came true inside the range. It should be 8 in 10.'],
  ['a single one', 'anchor-31', 'Just one alert is firing, the one on the included credit at Vercel.'],
  ['none of a list', 'enterprise-mid', 'Recommendations: zero open.'],
  ['the unit of the sentence before', 'idle-pro', 'storefront used 45.8 CPU-minutes. The project docs used only 7.6.'],
  ['the rest of what was said before', 'idle-pro', 'Redis has 12 connections. So 88 are still free.'],
  ['a word of our own text', '', 'If two image formats are on, keeping only one saves about $45 a month.'],
  ['a day of a series', '', 'On the 10th it was $1.61.'],
  ['from day to day', '', 'From Monday to Thursday this week each day cost about $3.18 to $3.20.'],
  ['a balance', 'gateway', 'The AI Gateway balance stands at $41.50.'],
  ['a firm for its account', 'neon', "Neon is about $39 of that, and Vercel's Pro plan is $20."],
  ['effort without a verb of work', '', 'Spending less on images is about an hour of a developer.'],
  ['seats that are fewer', '', 'Going from three seats to one would save $40 a month.'],
  ['another thought', '', 'They come to $40.23 so far, while functions are only about $1.'],
] as const;

/** Of each kind: what is so, and a true figure in another role or of something else. */
const PAIRS = [
  [
    'names and figures in order',
    'budgets-asked',
    'storefront costs about twice what api does, $24.66 against $12.37.',
    'storefront costs about half what api does, $12.37 against $24.66.',
  ],
  [
    'what is compared with',
    'two-seats',
    'storefront used 6,870 CPU-minutes of builds, more than api.',
    'api used 6,870 CPU-minutes of builds, more than storefront.',
  ],
  [
    'what builds cost as what is saved',
    '',
    'Leaving out half of the builds saves about $31 a month.',
    'Leaving out half of the builds saves about $63 a month.',
  ],
  [
    'what is saved as what comes on top',
    '',
    'Leaving out needless builds would save $31.46 a month.',
    'Leaving out needless builds would cost you $31.46 more a month.',
  ],
  [
    'the bill as on-demand spend',
    'many-projects',
    'Vercel reports $21.26 of on-demand spend.',
    'Vercel reports $41.26 of on-demand spend.',
  ],
  [
    'usage as the bill',
    'plan-change-mid',
    'The whole bill, fee included, is $46.52 so far.',
    'The whole bill, fee included, is $26.52 so far.',
  ],
  ['so far as the close', 'contract', 'The month will close at about MIU 65.', 'The month will close at about MIU 41.'],
  ['used and left', 'seats-mid', '$0.33 of the credit is used.', '$19.67 of the credit is used and $0.33 is left.'],
  [
    'left of a credit',
    'seats-mid',
    '$19.67 of the credit is left.',
    'You have only 33 cents of the Vercel credit left.',
  ],
  [
    'seats that are charged',
    'seats-mid-week',
    'Only one seat is charged so far.',
    'All three seats are already charged on this bill.',
  ],
  [
    'seats that are not charged yet',
    'seats-mid-week',
    'Not all three seats are charged yet.',
    'Three seats are charged now.',
  ],
  [
    'databases',
    'neon-week',
    'The two databases have used about 116 CU-hours each.',
    'The three databases have used about 116 CU-hours each.',
  ],
  ['everything as seats', 'two-seats', 'The two seats cost $40.', 'The two seats cost you $61.14 so far.'],
  [
    'the saving on builds as that on seats',
    '',
    'Fewer builds would save you $31 a month.',
    'Dropping the second seat would save you $31 a month.',
  ],
  [
    'what is as what is proposed',
    '',
    'Flat Rate CDN 20 would cost $40 this month.',
    'Flat Rate CDN 20 would cost $67 this month.',
  ],
  [
    'a time of something else as work',
    '',
    'Fewer image formats take about an hour of a developer.',
    'Fewer image formats take about a week of a developer.',
  ],
  ['the aim as what was reached', '', 'Forecasts came true in 71 % of cases.', '80 % of your forecasts came true.'],
] as const;

describe('What is told in short', () => {
  it.each(TRUE)('%s', (_name, account, text) => {
    expect(struckIn(account, text)).toEqual([]);
  });

  it.each(PAIRS)('%s', (_name, account, right, wrong) => {
    expect(struckIn(account, right)).toEqual([]);
    expect(struckIn(account, wrong)).toHaveLength(1);
  });
});

function struckIn(account: string, text: string) {
  const proof = account === '' ? provesRead(text) : proveAgainst(`accounts/${account}`, text);
  return proof.sentences.flatMap(({ struck }) => struck ?? []);
}
