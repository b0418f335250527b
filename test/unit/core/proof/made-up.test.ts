import { describe, expect, it } from 'vitest';
import { reasonOf } from './evidence-sets';

/** Of each account what is so, and what is not though two figures of it could be made into it. */
const CASES = [
  ['budgets-week', 'Your Vercel spend will double.', 'The $50 budget is used up to about 80 %.'],
  ['budgets-week', 'api has spent ٤٢ dollars this month.', 'api has cost $12.37 so far.'],
  [
    'unread-amount-week',
    'api has run up sixteen bucks at Vercel this month.',
    'api has used about ten cents at Vercel.',
  ],
  ['builds-week', 'Redis adds a further ten bucks a month.', 'The bill stands at about $41 so far.'],
  ['builds-week', 'Spend jumped by a good quarter on Tuesday.', 'api has cost $12.37 so far.'],
  ['no-credit-week', 'Users near hkg1 wait a good eighth of a second longer.', 'Moving to iad1 takes about 2 hours.'],
  ['neon-week', 'Your third database, analytics-db, drives the bill.', 'main-db and staging-db are databases at Neon.'],
  [
    'plan-change-mid-week',
    "docs cost $2.64, a tenth of storefront's $15.90.",
    "docs cost $2.64, a sixth of storefront's $15.90.",
  ],
] as const;

describe('a figure that nothing tells', () => {
  it.each(CASES)('of %s is struck: %s', (evidence, invented, told) => {
    expect(reasonOf(`accounts/${evidence}`, invented)).not.toBeNull();
    expect(reasonOf(`accounts/${evidence}`, told)).toBeNull();
  });
});

describe('a sentence that begins with a project in small letters', () => {
  it('is one of its own', () => {
    const text = 'It carries $0.71 at Vercel. storefront stands at $99.';
    expect(reasonOf('accounts/ai-week', text)).not.toBeNull();
    expect(reasonOf('accounts/ai-week', 'OpenAI stands at $185.97. storefront stands at $1.41.')).toBeNull();
  });
});
