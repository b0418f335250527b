import type { Charge } from '#shared/domain/charge';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Period } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import { amountDue, isLicence } from './amount-due';

/** What the app showed before the bill: the charges it had read, its period, and the credit it assumed. */
export interface ShownEstimate {
  readonly charges: readonly Charge[];
  readonly period: Period;
  readonly currency: string;
  readonly includedCredit: Micros;
}

/** A bill as its lines say it. */
export interface Bill {
  readonly period: Period;
  readonly currency: string;
  readonly infrastructure: Micros;
  readonly licences: Micros;
  /** Fees of flat-rate products. */
  readonly flatRate: Micros;
  /** Credit that the bill subtracts, at or above 0. */
  readonly credit: Micros;
  readonly taxes: Micros;
  readonly total: Micros;
}

/** Why the bill differs from the estimate. */
export type DifferenceCause = 'cycle-edge' | 'revision' | 'licence' | 'flat-rate' | 'credit' | 'tax';

export interface Difference {
  readonly cause: DifferenceCause;
  /** Added to the estimate, may be negative. */
  readonly amount: Micros;
  readonly explanation: string;
}

/** `estimate + differences + unexplained = bill`, to the micro. */
export interface Reconciliation {
  readonly estimate: Micros;
  readonly bill: Micros;
  readonly differences: readonly Difference[];
  /** What no cause explains; anything but 0 is worth a question to the provider. */
  readonly unexplained: Micros;
}

/**
 * Explains the bill from the estimate. `latest` are the rows as they read today: they show what was
 * revised or came late, and what lies at the edge of the cycle. Each cause is worked out from rows or
 * from the bill's own lines; only what is left over after all of them is unexplained, so that a wrong
 * bill is seen. Refused with `invalid-input` when the currencies differ.
 */
export function reconcile(shown: ShownEstimate, latest: readonly Charge[], bill: Bill): Result<Reconciliation> {
  const foreign = [bill, ...shown.charges, ...latest].find((item) => item.currency !== shown.currency);
  if (foreign !== undefined) {
    return fail({
      code: 'invalid-input',
      message: `The bill and the charges are in ${shown.currency} and ${foreign.currency}: they cannot be compared.`,
      action: 'Compare them currency by currency.',
      retryable: false,
    });
  }
  const before = amountDue(shown.charges, shown.currency, shown.includedCredit);
  const seen = infrastructureIn(shown.charges, (charge) => within(charge, bill.period));
  const now = infrastructureIn(latest, (charge) => within(charge, bill.period));
  const differences = [
    difference('cycle-edge', edge(shown, latest, bill), 'rows that the bill counts to another cycle'),
    difference('revision', now - seen - lateEdge(shown, latest, bill), 'rows that were revised or came late'),
    difference('licence', bill.licences - before.licences, 'seats and plans'),
    difference('flat-rate', bill.flatRate, 'fee of a flat-rate product, which no usage row carries'),
    difference('credit', before.credit.used - bill.credit, 'included credit, which is in no usage row'),
    difference('tax', bill.taxes - before.taxes - before.adjustments, 'taxes and adjustments'),
  ].filter(({ amount }) => amount !== 0);
  const explained = differences.reduce((sum, { amount }) => sum + amount, 0);
  return succeed({
    estimate: before.atLeast,
    bill: bill.total,
    differences,
    unexplained: bill.total - before.atLeast - explained,
  });
}

/** Shown rows outside the bill's cycle leave it; rows of the bill's cycle outside the shown period come in. */
function edge(shown: ShownEstimate, latest: readonly Charge[], bill: Bill): Micros {
  const out = infrastructureIn(shown.charges, (charge) => !within(charge, bill.period));
  return lateEdge(shown, latest, bill) - out;
}

function lateEdge(shown: ShownEstimate, latest: readonly Charge[], bill: Bill): Micros {
  return infrastructureIn(latest, (charge) => within(charge, bill.period) && !within(charge, shown.period));
}

function infrastructureIn(charges: readonly Charge[], counts: (charge: Charge) => boolean): Micros {
  return charges
    .filter((charge) => charge.category === 'Usage' && !isLicence(charge) && counts(charge))
    .reduce((sum, charge) => sum + (charge.billedCost ?? 0), 0);
}

function within(charge: Charge, period: Period): boolean {
  return period.start <= charge.start && charge.start < period.end;
}

function difference(cause: DifferenceCause, amount: Micros, explanation: string): Difference {
  return { cause, amount, explanation };
}
