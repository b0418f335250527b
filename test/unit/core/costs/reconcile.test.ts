import { describe, expect, test } from 'vitest';
import { parseInstant } from '#shared/core/calendar/calendar';
import { type Bill, reconcile, type ShownEstimate } from '#shared/core/costs/reconcile';
import type { Charge } from '#shared/domain/charge';
import { charge } from './charge-fixture';

const at = (day: string): number => parseInstant(`${day}T00:00:00Z`) ?? 0;
const USD = 1_000_000;
const usage = (day: string, dollars: number): Charge => charge({ day, billedCost: dollars * USD });
const plan = charge({ day: '2026-10-17', category: 'Purchase', service: 'Pro', licence: true, billedCost: 20 * USD });

/** What was shown for a cycle guessed one day too early, credit not yet taken into account. */
const shown: ShownEstimate = {
  charges: [plan, usage('2026-10-16', 3), usage('2026-10-17', 10), usage('2026-11-14', 12), usage('2026-11-15', 5)],
  period: { start: at('2026-10-16'), end: at('2026-11-16') },
  currency: 'USD',
  includedCredit: 0,
};
/** Read again later: the 15th was revised from 5 to 7, the 16th came late. */
const latest = [
  plan,
  usage('2026-10-16', 3),
  usage('2026-10-17', 10),
  usage('2026-11-14', 12),
  usage('2026-11-15', 7),
  usage('2026-11-16', 4),
];
const bill: Bill = {
  period: { start: at('2026-10-17'), end: at('2026-11-17') },
  currency: 'USD',
  infrastructure: 33 * USD,
  licences: 40 * USD,
  flatRate: 20 * USD,
  credit: 20 * USD,
  taxes: 2 * USD,
  total: 75 * USD,
};

describe('the bill against the estimate', () => {
  test('credit, licence, flat rate, revision, edge of the cycle and tax explain it; nothing is left', () => {
    const result = reconcile(shown, latest, bill);
    expect(result).toMatchObject({ ok: true });
    if (result.ok) {
      const { estimate, differences, unexplained } = result.value;
      expect(estimate).toBe(50 * USD);
      expect(Object.fromEntries(differences.map(({ cause, amount }) => [cause, amount / USD]))).toEqual({
        'cycle-edge': 1,
        revision: 2,
        licence: 20,
        'flat-rate': 20,
        credit: -20,
        tax: 2,
      });
      expect(unexplained).toBe(0);
    }
  });

  test('a bill that no row explains leaves a rest, it is not explained away', () => {
    const wrong = { ...bill, infrastructure: 36 * USD, total: 78 * USD };
    const result = reconcile(shown, latest, wrong);
    expect(result.ok && result.value.unexplained).toBe(3 * USD);
  });

  test('lines that do not add up to the total show in the rest', () => {
    const result = reconcile(shown, latest, { ...bill, total: 74 * USD });
    expect(result.ok && result.value.unexplained).toBe(-1 * USD);
  });

  test('an exact estimate has no differences', () => {
    const exact = { ...shown, charges: latest.slice(0, 1).concat(latest.slice(2)), period: bill.period };
    const plain = { ...bill, licences: 20 * USD, flatRate: 0, credit: 0, taxes: 0, total: 53 * USD };
    expect(reconcile(exact, latest, plain)).toEqual({
      ok: true,
      value: { estimate: 53 * USD, bill: 53 * USD, differences: [], unexplained: 0 },
    });
  });

  test('another currency is refused', () => {
    const result = reconcile(shown, latest, { ...bill, currency: 'EUR' });
    expect(!result.ok && result.failure.message).toMatch(/USD and EUR/);
  });
});
