import { describe, expect, it } from 'vitest';
import { proveAgainst } from './evidence-sets';

/** Of each: the account, what may be said, and the same of what nothing was read of. */
const PAIRS = [
  [
    'a deal with a provider',
    'late-rows-week',
    'Flat Rate CDN 20 would cost $40 a month.',
    'Flat Rate CDN 20 comes with a free first month.',
  ],
  ['a discount', 'ai-week', 'There is no discount in what I read.', 'Anthropic gives you a discount.'],
  [
    'a cause behind',
    'builds-week',
    'The costs are driven by build CPU minutes.',
    'The costs are driven by a flaky test runner.',
  ],
  [
    'a cause before',
    'upstash-week',
    'Redis commands are behind the alert.',
    'A runaway cron job in api is behind the many commands.',
  ],
  [
    'a cause that does something',
    'upstash-week',
    'The many commands cause the refusals.',
    'A runaway cron job in api causes most of the Redis commands.',
  ],
  [
    'a cause that is denied',
    'upstash-week',
    'Nothing says that a cron job causes it.',
    'Clearly a cron job causes it.',
  ],
  [
    'a stretch of time that is not kept',
    'builds-week',
    'What was spent by the same day last month is not known.',
    'The bill is higher than it was on the same day last month.',
  ],
  ...[
    'You lose a few hundred dollars.',
    'It costs a grand each month.',
    'It is in the high sixties.',
    'That has a coin flip of a chance.',
    'A fortnight ago it was less.',
    'It is two orders of magnitude below the limit.',
  ].map((wrong) => ['a number that is none', 'many-projects-week', 'You have spent $41.26 so far.', wrong] as const),
] as const;

describe('what nothing was read of', () => {
  it.each(PAIRS)('%s', (_kind, account, right, wrong) => {
    expect(proveAgainst(`accounts/${account}`, right).struck, right).toBe(0);
    expect(proveAgainst(`accounts/${account}`, wrong).struck, wrong).toBe(1);
  });
});
