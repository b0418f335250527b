import { describe, expect, it } from 'vitest';
import { proveAgainst } from './evidence-sets';

/** Of each: the account, what is so, and what is another one's, another time's or in another role. */
const PAIRS = [
  [
    'names and figures in turn',
    'ai-asked',
    'OpenAI has cost $185.97 and Anthropic $325.44.',
    'OpenAI has cost $325.44 and Anthropic $185.97.',
  ],
  [
    'figures and names in turn',
    'cdn-asked',
    '$5.28 went to storefront, $2.65 to api.',
    '$2.65 went to storefront, $5.28 to api.',
  ],
  [
    'tiers of one model',
    'anthropic-tiers',
    'The batch tier came to $3 and the standard tier to $10.',
    'The batch tier came to $10 and the standard tier to $3.',
  ],
  ['a word of a title', 'upstash-asked', 'Storage is at 67 %.', 'Connections are at 67 %.'],
  ['a part of a name', 'ai-asked', 'Sol takes 665 tokens in.', 'Opus takes 665 tokens in.'],
  [
    'a project in a title',
    'budgets-asked',
    'storefront has spent 164 % of its budget.',
    'api has spent 164 % of its budget.',
  ],
  [
    'what is only proposed',
    'cdn-asked',
    'Flat Rate CDN 20 would cost $40 a month.',
    'Flat Rate CDN 20 would cost $20 a month.',
  ],
  ['what is left as what is used', 'euros-asked', '$17.64 of the credit are left.', '$17.64 of the credit are used.'],
  ['what is denied', 'euros-asked', 'You have not used $17.64 of the credit.', 'You have used $17.64 of the credit.'],
  ['what is compared with', 'euros-asked', 'The expected $722 is more than last month.', 'Last month cost $722.'],
  ['what was of a day as of now', 'euros-asked', 'OpenAI stood at $157.17 then.', 'OpenAI has cost $157.17 so far.'],
  ['another currency', 'euros-asked', 'OpenAI billed €7.25.', 'Anthropic billed €7.25.'],
  ['a month as a week', 'cdn-asked', 'You could save $26.89 a month.', 'You could save $26.89 a week.'],
  [
    'a limit of a month',
    'upstash-asked',
    '500,000 commands a month are allowed.',
    '500,000 commands a day are allowed.',
  ],
  [
    'a saving as a price',
    'neon-asked',
    'Postgres would cost $20.84 after the change.',
    'Postgres would cost $18.20 after the change.',
  ],
  [
    'a price as a saving',
    'budgets-asked',
    'Skipping half of the builds saves $31.45.',
    'Skipping half of the builds saves $33.06.',
  ],
  [
    'what is supposed',
    'ai-asked',
    'If 70 % of input came from the cache, it would save $210.50.',
    'The cache already serves 70 % of input.',
  ],
  ['what happens at a limit', 'budgets-asked', 'Production is paused at $200.', 'Production is paused at $50.'],
  ['an entry of a history', 'cdn-asked', 'On Wednesday bandwidth was at 78 %.', 'On Tuesday bandwidth was at 78 %.'],
  ['a day of a series', 'gateway-asked', 'You spent $1.02 on Monday.', 'You spent $1.02 on Sunday.'],
  [
    "an alert's own time",
    'cdn-asked',
    'The credit alert has been firing since Wednesday.',
    'The credit alert has been firing since Tuesday.',
  ],
  [
    'an alert that fires',
    'sample',
    'The alert has been firing for three days.',
    'The alert has been firing for nine days.',
  ],
  ['ago and ahead', 'cdn-asked', 'The credit alert fired two days ago.', 'The credit alert fired four days ago.'],
  [
    'the end of a period',
    'upstash-asked',
    'Commands are refused until December 1.',
    'Commands are refused until December 28.',
  ],
  ['how long work takes', 'ai-asked', 'Finding out takes about five minutes.', 'Backups are kept for five minutes.'],
  [
    'how often forecasts came true',
    'cdn-asked',
    'Of all forecasts 71 % came true inside their range.',
    'Images take 71 % of it.',
  ],
  [
    'as many times',
    'enterprise-mid',
    'api costs three times as much as docs.',
    'docs costs three times as much as api.',
  ],
  [
    'what is left of what is over',
    'budgets-asked',
    'storefront is $9.66 over its budget.',
    'The storefront budget has $9.66 left.',
  ],
  [
    'before and after',
    'sample',
    'The expected bill rose from $181.89 to $197.36.',
    'The expected bill fell from $197.36 to $181.89.',
  ],
  [
    'a product of a project by a word of its title',
    'no-credit-week',
    'Memory of storefront costs $10.06.',
    'Memory of storefront costs $20.16.',
  ],
  [
    'what is saved and what remains',
    'builds-week',
    'Leaving out half of the builds would save $31.46 a month.',
    'Leaving out half of the builds would bring the month down to $31.46.',
  ],
  [
    'what an advice costs and what the month does',
    'upstash-asked',
    'The upgrade costs $10 a month.',
    'Upgrading makes the monthly total $10.',
  ],
  [
    'what is left of a credit, and by how much it is more than the fee',
    'trial-week',
    'The Vercel credit has paid for 33 cents.',
    'You have only 33 cents of the Vercel credit left.',
  ],
  [
    'two months, which are nothing together',
    'trial-week',
    'Both last month and this one come to $20.',
    'Adding a second seat would take the month to $40.',
  ],
  [
    'what is compared without a difference',
    'cdn-week',
    'Functions make up $6.13 of your usage, more than builds.',
    'Builds make up $6.13 of your usage, more than functions.',
  ],
  [
    'forecasts that came true, and those that did not',
    'middleware-week',
    '72 % of the forecasts came true inside their range.',
    '72 % of the forecasts missed their range.',
  ],
  [
    'what two come to together',
    'ai-week',
    'Anthropic and OpenAI come to $511.41 together so far this month.',
    'Anthropic and OpenAI come to $325.44 together so far this month.',
  ],
  [
    'what two come to, beside what each does',
    'images-week',
    'api at $18.29 and docs at $6.08 come to $24.37 together.',
    'storefront and api come to $18.29 together.',
  ],
  [
    'a fee that is in the whole already',
    'cdn-week',
    'The month comes to about $67, and the $20 Pro fee is part of that.',
    'The month comes to about $67, and the $20 Pro fee is due on top of that.',
  ],
  [
    'what is on top of a part',
    'budgets-week',
    'On top of the $20.00 fee, $21.14 of on-demand spend was charged.',
    'On top of the $41.14, another $21.14 of on-demand spend is still to be paid.',
  ],
  [
    'what is left of what was paid ahead',
    'gateway-week',
    'The gateway has $41.50 left.',
    'AI Gateway has cost you $41.50 this month.',
  ],
  [
    'a bill that falls to what was saved',
    'gateway-week',
    'With one seat instead of three, you save $40 a month.',
    'With one seat instead of three, your Vercel bill falls to $40 a month.',
  ],
  [
    'a day of a forecast that nobody says is one',
    'many-projects-week',
    'The included credit is $20.',
    'From December on Vercel raises your included credit to $35.',
  ],
  [
    'a part as the whole bill',
    'many-projects-week',
    'Build CPU minutes make $63.10 this month.',
    'The whole bill of November comes to $63.10, Pro fee included.',
  ],
  [
    'how much of last month',
    'many-projects-week',
    'The bill so far is $41.26, about 62 % of last month.',
    'The bill so far is $41.26, less than half of last month.',
  ],
  [
    'twice what was last month',
    'many-projects-week',
    'The bill so far is $41.26, and last month was at least $66.78.',
    'The bill so far is $41.26, twice what it was last month.',
  ],
  ['what is used of its limit', 'many-projects-week', 'Edge requests: 967 k of 10 M.', 'Edge requests: 967 k of 1 M.'],
  ['rows that are of no project', 'many-projects-asked', 'You have 25 projects.', 'You have 26 projects.'],
] as const;

describe('whose a figure is, and what', () => {
  it.each(PAIRS)('%s', (_kind, account, right, wrong) => {
    expect(proveAgainst(`accounts/${account}`, right).struck, right).toBe(0);
    expect(proveAgainst(`accounts/${account}`, wrong).struck, wrong).toBe(1);
  });

  it('reads amounts as people write them', () => {
    for (const [account, text] of [
      ['sample', "9 dollars and 21 cents of Vercel's credit are left."],
      ['seats-mid', 'storefront 20¢, api 10¢, docs 3¢.'],
      ['enterprise-mid', 'Between 64 and 66 MIU by December.'],
      ['neon-asked', 'Each has used 116.2 CU-hrs.'],
      ['ai-asked', 'Output is 3.9 of 77.5 million tokens of gpt-6.1-sol.'],
      ['cdn-asked', '128 GB of the terabyte are left.'],
      ['neon-asked', 'Compute is $12.32 + $12.32 of $25.32.'],
      ['cdn-asked', 'It is expected to be gone on the 24th or 25th.'],
      ['upstash-asked', 'Usage is 15.5 times what Free allows.'],
    ] as const) {
      expect(proveAgainst(`accounts/${account}`, text).struck, text).toBe(0);
    }
  });
});
