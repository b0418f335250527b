import { describe, expect, it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';
import { proveAgainst } from './evidence-sets';

/** Of each: the account, what is so, and the same of what is otherwise. No figure tells them apart. */
const PAIRS = [
  [
    'a limit that refuses',
    'ai-asked',
    'At its limit OpenAI refuses requests.',
    'At its limit OpenAI carries on and bills the extra.',
  ],
  [
    'a limit that charges',
    'cdn-asked',
    'Past the bandwidth limit Vercel charges for the rest.',
    'Past the bandwidth limit Vercel blocks traffic.',
  ],
  [
    'what is denied of a limit',
    'cdn-asked',
    'Vercel does not pause anything once the credit is gone.',
    'Vercel does not charge for anything once the credit is gone.',
  ],
  [
    'a limit of one metric of an account',
    'neon-asked',
    'If staging-db fills its storage, Neon refuses writes.',
    'If staging-db fills its storage, Neon simply bills the extra.',
  ],
  [
    'a limit that is said in another clause',
    'budgets-asked',
    "storefront is over its budget, and Vercel's budget there only tells.",
    "storefront is over its budget, so Vercel's about to pause production.",
  ],
  [
    'what is lost',
    'neon-asked',
    'Redis refuses writes when it is full.',
    'Redis deletes the oldest keys when it is full.',
  ],
  [
    'what is refused now',
    'upstash-asked',
    'Redis is refusing commands now.',
    'Redis only starts to refuse commands in December.',
  ],
  [
    'an alert that fires',
    'cdn-asked',
    'The bandwidth alert is still firing.',
    'The bandwidth alert has been resolved.',
  ],
  [
    'an alert of what none tells of',
    'cdn-asked',
    'The alert on the credit is firing.',
    'The alert on Redis storage is firing.',
  ],
  ['no alert', 'neon-asked', 'No alert is firing.', 'An alert is firing for Redis connections.'],
  [
    'who has seen an alert',
    'ai-asked',
    'Nobody has acknowledged the OpenAI alert.',
    'You have already acknowledged the OpenAI alert.',
  ],
  ['how severe an alert is', 'cdn-asked', 'Both alerts are warnings.', 'Both alerts are critical.'],
  [
    'how sure an advice is',
    'budgets-asked',
    'The saving on builds has low confidence.',
    'The saving on builds has high confidence.',
  ],
  ['what is certain', 'ai-asked', 'Caching is not certain to save it.', 'Caching is guaranteed to save it.'],
  ['what speaks against it', 'cdn-asked', 'The switch is not without risk.', 'There is no risk in switching.'],
  [
    'who works',
    'ai-asked',
    'Raising the OpenAI limit takes the account owner a few minutes.',
    'Raising the OpenAI limit takes a developer a few minutes.',
  ],
  [
    'how long who works',
    'budgets-asked',
    'Spending less on builds is about three hours for a developer.',
    'Spending less on builds is about a week for a developer.',
  ],
  ['a deadline', 'cdn-asked', 'The switch has no deadline.', 'The switch has a deadline in December.'],
  [
    'what became of an advice',
    'gateway-asked',
    'The recommendation on seats is still open.',
    'The recommendation on seats has already been carried out.',
  ],
  [
    'no advice',
    'seats-mid',
    'There are no open recommendations.',
    'One recommendation is open: leave out needless builds.',
  ],
  ['what an advice costs', 'upstash-asked', 'Upgrading costs more than today.', 'Upgrading costs nothing extra.'],
  ['a plan that nobody has', 'ai-asked', 'Vercel is on the Pro plan.', 'Anthropic is on the Scale plan.'],
  ['a plan of none', 'ai-asked', 'If Anthropic is on Start, it refuses requests.', 'Anthropic is on the Pro plan.'],
  ['a plan that is proposed', 'cdn-asked', 'Vercel is on Pro.', 'Vercel is already on Flat Rate CDN 20.'],
  ['a plan to move to', 'neon-asked', 'Staying on the Launch plan is fine.', 'You could move Neon to the Scale plan.'],
  [
    'a credit that is used up',
    'budgets-asked',
    'The credit has been used up already.',
    'The included credit still covers everything.',
  ],
  [
    'a limit that is not near',
    'neon-asked',
    'Redis storage will not reach its limit.',
    'Redis storage will reach its limit soon.',
  ],
  ['what runs where', 'ai-asked', 'gpt-6.1-sol is used by api.', 'gpt-6.1-sol is used by docs.'],
  ['when it was read', 'cdn-asked', 'The Redis figures are fresh.', 'The Redis figures are stale.'],
  [
    'a provider that is not connected',
    'cdn-asked',
    'You can connect OpenAI as well.',
    'OpenAI is the one that matters.',
  ],
  [
    'whether a bill is complete',
    'seats-mid-week',
    'The Vercel bill is not complete: added seats are not charged yet.',
    'The Vercel bill is complete, with nothing missing from it.',
  ],
  [
    'of which account an amount is unread',
    'unread-amount-week',
    "An amount at Anthropic couldn't be read.",
    "At Vercel an amount can't be read, costs can't be read there.",
  ],
  [
    'who waits',
    'builds-week',
    'Smaller build machines make people wait longer.',
    'Smaller build machines would help, because people then wait less.',
  ],
  [
    'who waits for another region',
    'no-credit-week',
    'Whoever is near hkg1 waits longer once the functions run in Washington, D.C.',
    'People near hkg1 get faster answers once the functions run in Washington, D.C.',
  ],
  ['where functions run', 'gru1-week', 'Your functions run in gru1 today.', 'Your functions run in iad1 today.'],
  [
    'what will be full',
    'many-projects-week',
    'Storage is at 1.9 % and will not be full within a week.',
    'Storage is at 1.9 % and will be full within a week.',
  ],
  [
    'how much of something is in use',
    'many-projects-week',
    'Most of the connections are free.',
    'Most of the connections are in use.',
  ],
  [
    'how full something is, in a picture',
    'many-projects-week',
    'Redis storage is nearly empty.',
    'Redis storage is bursting at the seams.',
  ],
  [
    'a budget that nobody set',
    'many-projects-week',
    'You have spent $41.26 so far, and no budget is set.',
    'You have spent $41.26 so far, which is over your $31 budget.',
  ],
  [
    'the limit that is passed',
    'upstash-week',
    'Redis commands are the limit you have already passed.',
    'Redis storage is the limit you have already passed.',
  ],
  [
    'what stops when a credit is used up',
    'gru1-week',
    'Vercel goes on and charges for what is used beyond the credit.',
    'Vercel stops the functions because the credit is used up.',
  ],
] as const;

describe('what is so, without a figure', () => {
  it.each(PAIRS)('%s', (_kind, account, right, wrong) => {
    expect(proveAgainst(`accounts/${account}`, right).struck, right).toBe(0);
    expect(proveAgainst(`accounts/${account}`, wrong).struck, wrong).toBe(1);
  });

  it('holds an alert that is over against the history', () => {
    const alerts = {
      firing: [],
      history: [
        { alertId: 2, kind: 'resolved', title: 'Spend far above the usual: over', sentence: 'As usual again.' },
      ],
    };
    const prove = (text: string) =>
      proveAnswer(
        text,
        { documents: [{ id: 'alerts', text: JSON.stringify(alerts) }] },
        { now: 1_795_992_548, zone: 'UTC' },
      );
    expect(prove('The alert on spend far above the usual was resolved.').struck).toBe(0);
    expect(prove('The alert on spend far above the usual is still firing.').struck).toBe(1);
  });

  it('lets the user have a budget that nothing was read of', () => {
    const evidence = { documents: [{ id: 'costs', text: '{"runOut":{"budget":null},"soFar":{"total":41}}' }] };
    const told = 'Your budget is not reached.';
    const prove = (question: string) =>
      proveAnswer(told, { ...evidence, question }, { now: 1_795_992_548, zone: 'UTC' });
    expect(prove('How much is left of my budget?').struck).toBe(0);
    expect(prove('How much is left?').struck).toBe(1);
  });

  it('contradicts nothing that nothing tells of', () => {
    for (const text of [
      'Postgres would charge for the rest beyond its limit.',
      'The deployment has high confidence.',
      'A developer takes three days for it.',
    ]) {
      const { sentences } = proveAgainst('redis', text);
      expect(
        sentences.every(({ struck }) => struck?.reason !== 'elsewhere'),
        text,
      ).toBe(true);
    }
  });
});
