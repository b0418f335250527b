import { expect, it } from 'vitest';
import { unitCostWords } from '#shared/format/bill';
import type { ClosedPeriod } from '#shared/ipc/bill';
import { invoiceWords } from '#shared/words/invoice';
import {
  cameWords,
  closedDays,
  latestOfEach,
  prepaidWords,
  saidWords,
  whyWords,
} from '../../../../src/renderer/screens/costs/closed-words';

const october: ClosedPeriod = {
  connection: 'v',
  title: 'acme',
  currency: 'USD',
  periodStart: '2026-10-01T07:00:00Z',
  periodEnd: '2026-11-01T07:00:00Z',
  said: [{ day: 8, asOf: '2026-10-08T19:00:00Z', soFar: 20, q10: 58, q50: 62, q90: 71, complete: true }],
  came: { amount: 94, complete: true, tax: 0, missing: [] },
  invoice: { numbers: ['ACME-1'], amount: 94, tax: 0, currency: 'USD', stands: true, rows: 94 },
  why: [{ title: 'Build CPU Minutes', expected: 62, came: 94, difference: 32 }],
};

it('says of a closed period what was said, what came and why they differ', () => {
  expect(closedDays(october)).toBe('1 Oct to 31 Oct');
  expect([saidWords(october, 7), saidWords(october, 14), saidWords(october, 21)]).toEqual([
    '$62 ($58 to $71)',
    '–',
    '–',
  ]);
  expect(cameWords(october)).toBe('$94.00, as invoiced');
  expect(cameWords({ ...october, invoice: null })).toBe('$94.00');
  const taxed = { ...october, came: { ...october.came, amount: 98, tax: 5 } };
  expect(cameWords(taxed)).toBe('$98.00, of it $5.00 tax, as invoiced');
  expect(whyWords(october)).toBe('+$32.00 Build CPU Minutes');
  expect(whyWords({ ...october, said: [], why: [] })).toBe('nothing was said of it');
  expect(whyWords({ ...october, why: [] })).toBe('as it was said');
});

it('tells the period of each account that ended last', () => {
  const september = { ...october, periodStart: '2026-09-01T07:00:00Z', periodEnd: '2026-10-01T07:00:00Z' };
  const other = { ...september, connection: 'o', title: 'OpenAI' };
  expect(latestOfEach([september, october, other])).toEqual([october, other]);
});

it('says of an invoice whether the bill stands on it, and what makes the difference', () => {
  const invoice = { numbers: ['ACME-1'], amount: 94, tax: 0, currency: 'USD', stands: true, rows: 94 };
  expect(invoiceWords(invoice, 'USD')).toBe("Invoice ACME-1: $94.00; the provider's own rows come to the same.");
  expect(invoiceWords({ ...invoice, amount: null }, 'USD')).toContain('agrees with the bill in no unit');
  expect(invoiceWords({ ...invoice, numbers: ['A', 'B'] }, 'MIU')).toBe(
    "Invoices A, B are in USD, the provider's own rows in MIU.",
  );
});

it('says how long a balance lasts, and never calls a small unit cost nothing', () => {
  const prepaid = { start: 100, since: '2026-11-02T12:00:00Z', used: 13.5, left: 86.5, complete: true };
  expect(prepaidWords({ ...prepaid, lastsUntil: '2026-12-12' })).toBe('until about 12 Dec:');
  expect(prepaidWords({ ...prepaid, lastsUntil: null })).toBe('for a year and more:');
  expect(prepaidWords({ ...prepaid, left: -1, lastsUntil: '2026-11-20' })).toBe('used up:');
  const whole = { complete: true, reason: null };
  expect(unitCostWords({ ...whole, cost: 0.00213 }, 'USD')).toBe('$0.00213');
  expect(unitCostWords({ ...whole, cost: 2.5, complete: false }, 'USD')).toBe('at least $2.50');
  expect(unitCostWords({ ...whole, cost: null, reason: 'not-counted' }, 'USD')).toBe('not counted');
});
