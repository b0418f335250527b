import { describe, expect, it } from 'vitest';
import { proveAgainst } from './evidence-sets';

/** Of each kind: the account, what is so, and the same turned round. */
const PAIRS = [
  [
    'two that are held against each other',
    'images',
    'storefront costs about twice what api does, $36.48 against $18.29.',
    'storefront costs about twice what api does, $18.29 against $36.48.',
  ],
  [
    'amounts against each other with names around',
    'cdn-asked',
    'Flat Rate CDN 20 would cost $40 this month, against $66.89 on Pro.',
    'Flat Rate CDN 20 would cost $66.89 this month, against $40 on Pro.',
  ],
  [
    'what costs more',
    'middleware',
    'Edge costs you a bit more than functions.',
    'Functions cost you a bit more than edge.',
  ],
  ['what costs most', 'images', 'Images are the largest service.', 'Functions are the largest service.'],
  ['what is named behind', 'images', 'The cheapest project is docs.', 'The cheapest project is storefront.'],
  ['any other', 'images', 'storefront costs more than any other project.', 'api costs more than any other project.'],
  ['the larger of two', 'ai', 'Anthropic is your larger AI bill.', 'OpenAI is your larger AI bill.'],
  [
    'whole accounts, one of which has AI in its name',
    'gateway-week',
    'Vercel is your largest cost this month.',
    'The AI Gateway is your largest cost this month.',
  ],
  [
    'whole accounts against each other',
    'gateway-week',
    'Vercel costs more than the AI Gateway.',
    'The AI Gateway costs more than Vercel.',
  ],
  [
    'who uses more, in money',
    'gateway-week',
    'storefront uses more than api at Vercel, with $0.20 so far.',
    'api uses more than storefront at Vercel, with $0.20 so far.',
  ],
  [
    'which limit is first',
    'cdn-week',
    'Bandwidth reaches its limit before the included credit runs out.',
    'The included credit runs out before bandwidth reaches its limit.',
  ],
  [
    'what is reached before a day',
    'gateway-week',
    'Your gateway balance lasts until 22 January.',
    'Your gateway balance runs out before 1 December.',
  ],
  [
    'of one project and another',
    'builds',
    "storefront's builds cost more than api's.",
    "api's builds cost more than storefront's.",
  ],
  [
    'what is counted',
    'contract',
    'storefront uses more build CPU minutes than api.',
    'api uses more build CPU minutes than storefront.',
  ],
  [
    'how good forecasts are',
    'many-projects-asked',
    'Build minutes are forecast better than bandwidth.',
    'Bandwidth is forecast better than build minutes.',
  ],
  [
    'how good forecasts are of all',
    'gateway-asked',
    'Function CPU is the worst forecast.',
    'Function CPU is the forecast that holds best.',
  ],
  [
    'what saves more',
    'ai-asked',
    'Trying gpt-6-luna saves more than caching.',
    'Caching saves more than trying gpt-6-luna.',
  ],
  ['most of all', 'middleware', 'Builds make up most of what you use.', 'Functions make up most of what you use.'],
  [
    'a limit that is near',
    'neon',
    'Neon transfer is the limit you are closest to.',
    'Bandwidth is the limit you are closest to.',
  ],
  [
    'months',
    'images',
    'This month is heading for less than last month.',
    'This month is heading for more than last month.',
  ],
  ['the month before', 'builds', 'Last month was dearer.', 'Last month was cheaper.'],
  [
    'months with how far they are apart',
    'sample',
    'You have spent $58.54 less so far than in October.',
    'You have spent $48.54 less so far than in October.',
  ],
  [
    'the dearest day',
    'gateway-asked',
    'AI spend was at its lowest on Sunday, 15 November.',
    'AI spend was at its highest on Sunday, 15 November.',
  ],
  ['weekends', 'gateway', 'Weekends are your cheapest days for AI.', 'Weekends are your dearest days for AI.'],
  [
    'a figure of just before',
    'middleware',
    'api: $13.86. That is less than storefront.',
    'api: $13.86. That is more than storefront.',
  ],
  [
    'what an advice does to the bill',
    'budgets-asked',
    'Leaving out needless builds would save you $31.45 a month.',
    'Leaving out needless builds would cost you $31.45 more a month.',
  ],
  ['what costs something', 'ai-asked', 'Raising the limit costs more.', 'Raising the limit costs nothing more.'],
  [
    'how full something is',
    'many-projects',
    'About a tenth of your bandwidth is gone.',
    'Half your bandwidth is gone.',
  ],
] as const;

/** Of each: the account, what may be worked out of what the answer states, and what may not. */
const WORKED_OUT = [
  [
    'a percentage of two counts',
    'cdn-asked',
    'Of 351 forecasts that came due, 249 came true inside their range. That is 71 %.',
    'Of 351 forecasts that came due, 249 came true inside their range. That is 76 %.',
  ],
  [
    'so many times',
    'images',
    'storefront costs $36.48. That is six times what docs costs.',
    'storefront costs $36.48. That is ten times what docs costs.',
  ],
  [
    'half of that',
    'images',
    'storefront costs $36.48. And api? Half of that.',
    'storefront costs $36.48. And api? A third of that.',
  ],
  [
    'a part of an amount',
    'plan-change-mid',
    "docs cost $2.64, less than a fifth of storefront's $15.90.",
    "docs cost $2.64, less than a tenth of storefront's $15.90.",
  ],
  [
    'a difference of two that are stated',
    'plan-change-mid',
    'Vercel reports $6.52 of on-demand spend. That is $20 less than the $26.52 of usage.',
    'Vercel reports $6.52 of on-demand spend. That is $20 more than the $26.52 of usage.',
  ],
  [
    'an increase over what was',
    'sample',
    '$15.47 is an increase of 8.5 % over $181.89.',
    '$15.47 is an increase of 18.5 % over $181.89.',
  ],
  [
    'a part of the whole',
    'euros',
    'November stands at $531 at least. Anthropic is about 61 % of that.',
    'November stands at $531 at least. Anthropic is about 81 % of that.',
  ],
  [
    'the step of an advice',
    'upstash-asked',
    'Your bill would go from $20 to $30 a month.',
    'Your bill would go from $30 to $20 a month.',
  ],
  [
    'what is left of a limit',
    'cdn',
    'You have about 128 GB of bandwidth left before the 1,000 GB are used up.',
    'You have about 158 GB of bandwidth left before the 1,000 GB are used up.',
  ],
] as const;

describe('what is more, most, and how many times', () => {
  it.each(PAIRS)('%s', (_kind, account, right, wrong) => {
    expect(proveAgainst(`accounts/${account}`, right).struck, right).toBe(0);
    expect(proveAgainst(`accounts/${account}`, wrong).struck, wrong).toBe(1);
  });

  it.each(WORKED_OUT)('%s', (_kind, account, right, wrong) => {
    expect(proveAgainst(`accounts/${account}`, right).struck, right).toBe(0);
    expect(proveAgainst(`accounts/${account}`, wrong).struck, wrong).toBe(1);
  });
});
