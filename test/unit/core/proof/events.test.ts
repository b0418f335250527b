import { describe, expect, it } from 'vitest';
import { eventsAt } from '#shared/core/proof/events';
import { proverOf } from '#shared/core/proof/prove';

const NOW = { now: Date.parse('2026-11-20T12:00:00Z') / 1000, zone: 'UTC' };

const day = (at: number, amount: number) => {
  const key = `2026-11-${String(at).padStart(2, '0')}`;
  return { key, title: key, amount };
};

/** An account whose credit was used up on the 10th, and of which an alert told on the 14th. */
const READ = {
  limits: {
    limits: [
      {
        title: 'Included credit',
        unit: 'USD',
        used: 20,
        limit: 20,
        window: { kind: 'fixed', resetsAt: '2026-12-01T00:00:00Z' },
        reachedAt: '2026-11-10T08:00:00Z',
        text: 'Included credit has been at the limit since 10 Nov. In the next period it is reached again on 9 Dec.',
      },
      {
        title: 'Bandwidth',
        expectedAt: { q50: '2026-11-24T09:00:00Z' },
        text: 'Reached between 24 and 25 Nov; Vercel then refuses requests until 1 Dec.',
      },
    ],
  },
  bill: { currency: 'USD', accounts: [{ title: 'Acme', chargedOn: '2026-12-03' }] },
  alerts: {
    firing: [{ title: 'Included credit above 90 %', firedAt: '2026-11-14T12:00:00Z' }],
    history: [
      { title: 'Included credit above 90 %', kind: 'worse', at: '2026-11-16T12:00:00Z', sentence: '$18.65 of $20.00' },
      {
        title: 'Spend changed',
        kind: 'pending',
        at: '2026-11-18T12:00:00Z',
        sentence: 'It is $0.07 an hour since the deployment of docs on 18 Nov 2026, 07:15.',
      },
    ],
  },
  connections: {
    connections: [{ title: 'Acme', lastGoodAt: '2026-11-20T11:00:00Z', expiresAt: '2026-12-14T00:00:00Z' }],
  },
  costs: {
    currency: 'USD',
    byDay: Array.from({ length: 19 }, (_, at) => day(at + 1, { 0: 40, 9: 1.5 }[at] ?? (at < 9 ? 0 : 2 + at / 100))),
  },
};

const prove = proverOf(
  {
    documents: Object.entries(READ).map(([id, value]) => ({ id, text: JSON.stringify(value) })),
    names: ['docs', 'api'],
  },
  NOW,
);

describe('eventsAt', () => {
  it.each([
    ['the credit ran out on 14 november', '14 november', ['reached']],
    ['on 14 november the alert fired', '14 november', ['fired']],
    ['requests are refused until 1 december', '1 december', ['turns', 'expires', 'resolved', 'noted']],
    ['it was used up on the 10th, and the alert fired on the 14th', 'the 10th', ['reached']],
    ['it was used up on the 10th, and the alert fired on the 14th', 'the 14th', ['fired']],
    ['redis answers commands again on 1 december', '1 december', ['turns']],
    ['commands start working again on 1 december', '1 december', ['turns']],
    ['the contract ends on 14 december', '14 december', ['bound']],
    ['the connection expires on 14 december', '14 december', ['expires']],
    ['the alert on the 14th was the first', 'the 14th', ['fired', 'worse', 'resolved', 'noted']],
  ])('reads %s', (text, words, events) => {
    const start = text.indexOf(words);
    expect([...(eventsAt(text, { start, end: start + words.length }) ?? [])]).toEqual(events);
  });

  it('tells nothing where nothing is said, or where it is denied', () => {
    for (const text of [
      'it cost $2 on 14 november',
      'nothing was charged on 14 november',
      'it is not full on 14 november',
    ]) {
      expect(eventsAt(text, { start: text.indexOf('14'), end: text.length }), text).toBeNull();
    }
  });
});

describe('what happens on a day', () => {
  it.each([
    ['used up', 'The credit was used up on 10 November.', 'The credit was used up on 14 November.'],
    ['used up since', 'The credit has been gone since Tuesday the 10th.', 'The credit has been gone since the 14th.'],
    ['charged', 'Acme is charged on 3 December.', 'Acme is charged on 1 December.'],
    ['expires', 'The connection expires on 14 December, so renew it before then.', 'The contract ends on 14 December.'],
    ['worse', 'The credit alert got worse on 16 November.', 'The credit alert got worse on 14 November.'],
    ['fired', 'The credit alert went off on 14 November.', 'The credit alert was resolved on 14 November.'],
    ['resets', 'The credit resets on 1 December.', 'The credit resets on 9 December.'],
    [
      'again',
      'In the next period the credit is used up again on 9 December.',
      'The credit only runs out on 9 December.',
    ],
    ['reached', 'Bandwidth is full between November 24 and 25.', 'Bandwidth is full on 19 November.'],
    ['read', 'Acme was last read on 20 November.', 'Acme was last read on 14 November.'],
    ['deployed', 'docs was deployed at 07:15 on 18 November.', 'api was deployed at 07:15 on 18 November.'],
    ['done', 'On 18 November you spent $2.17.', 'Two seats were added on 18 November.'],
    ['charged beyond', 'Use has been charged since the 10th.', 'Use has been charged since the 14th.'],
    ['the same day', 'The alert fired on the 14th.', 'The alert fired on the 14th and was resolved the same day.'],
    ['ago', 'The alert fired six days ago.', 'The alert fired four days ago.'],
    ['highest', 'The most expensive day was 1 November.', 'The most expensive day of the month was Thursday.'],
  ])('%s', (_name, right, wrong) => {
    expect(prove(right).sentences.map(({ struck }) => struck)).toEqual([null]);
    expect(prove(wrong).struck, wrong).toBe(1);
  });

  it.each([
    'Nothing was charged from the 2nd to the 9th, because the credit still covered it.',
    'From 2 to 9 November nothing was added, because the credit was not yet used up.',
    'Nothing was charged on the weekend of 7 and 8 November.',
    'The 1st looks dear at $40.',
    'On the 11th you paid $2.10 and on the 12th $2.11.',
    'The 12th cost $2.11.',
    'From the 11th to the 19th each day cost about $2.10 to $2.18.',
    'You paid $2.18 on Thursday the 19th.',
    'The credit was gone on the 10th, which was a Tuesday.',
    'There is no figure for last month.',
    'What last month cost is not known.',
    'The alert fired on 14 November. The credit had been used up for four days by then.',
    'On 9 November nothing was charged, and on 10 November it was $1.50.',
  ])('lets stand: %s', (text) => {
    expect(prove(text).sentences.map(({ struck }) => struck)).toEqual(text.includes('. The') ? [null, null] : [null]);
  });

  it.each([
    'From the 11th to the 19th each day cost about $1.50.',
    'You paid $2.11 on Friday the 13th.',
    'The credit was gone on the 10th, which was a Wednesday.',
    'The 3rd seat costs $2.11.',
    'The euro part was $40, all of it on 11 November.',
  ])('strikes: %s', (text) => {
    expect(prove(text).struck).toBe(1);
  });

  it('knows a day without an entry in a series of days', () => {
    const days = READ.costs.byDay.filter(({ amount }) => amount > 0);
    const own = proverOf({ documents: [{ id: 'costs', text: JSON.stringify({ currency: 'USD', byDay: days }) }] }, NOW);
    expect(own('Nothing was charged on 5 November.').struck).toBe(0);
    expect(own('The credit ran out on 5 November.').struck).toBe(1);
    expect(own('Nothing was charged on 5 October.').struck).toBe(1);
  });
});
