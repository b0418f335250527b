import type { Charge } from '#shared/domain/charge';
import type { CostState } from '#shared/domain/cost';
import type { Micros } from '#shared/domain/money';

/** Charges of one period, kept apart as an invoice keeps them. One currency. */
export interface AmountDue {
  readonly currency: string;
  /** Seats and plans: `Purchase` rows and licence lines. */
  readonly licences: Micros;
  /** Use of infrastructure before credit (FOCUS BilledCost). */
  readonly infrastructure: Micros;
  /** Share of the period's costs by the days that have passed (FOCUS EffectiveCost), licences included. */
  readonly consumption: Micros;
  /** Infrastructure at list price; null when a row states none. */
  readonly list: Micros | null;
  readonly credit: {
    /** Credit rows where the provider sends them, else the plan's included credit. */
    readonly from: 'rows' | 'plan';
    readonly available: Micros;
    readonly used: Micros;
    readonly left: Micros;
  };
  readonly taxes: Micros;
  readonly adjustments: Micros;
  /** `licences + infrastructure - credit used + taxes + adjustments`; null while a row has no cost. */
  readonly due: Micros | null;
  /** `due` of the rows that have a cost. */
  readonly atLeast: Micros;
  readonly unknownRows: number;
  /** Products whose rows cost nothing themselves because a flat rate covers them. */
  readonly flatRate: readonly string[];
  /** The least settled state of the rows; `estimate` without rows. */
  readonly state: CostState;
}

/**
 * What is due for charges of one period and currency. BilledCost is not it: the credit of the plan is in
 * no usage row, so it is subtracted here, from infrastructure only and never below 0. `includedCredit`
 * is the plan's, and is set aside when the provider sends credit rows of its own.
 */
export function amountDue(charges: readonly Charge[], currency: string, includedCredit: Micros): AmountDue {
  const rows = charges.filter((charge) => charge.currency === currency);
  const sum = (of: (charge: Charge) => boolean): Micros =>
    rows.filter(of).reduce((total, charge) => total + (charge.billedCost ?? 0), 0);
  const licences = sum(isLicence);
  const infrastructure = sum((charge) => charge.category === 'Usage' && !isLicence(charge));
  const creditRows = rows.filter((charge) => charge.category === 'Credit');
  const available =
    creditRows.length > 0 ? creditRows.reduce((total, row) => total - (row.billedCost ?? 0), 0) : includedCredit;
  const used = creditRows.length > 0 ? available : Math.min(available, Math.max(0, infrastructure));
  const taxes = sum((charge) => charge.category === 'Tax');
  const adjustments = sum((charge) => charge.category === 'Adjustment');
  const unknownRows = rows.filter((charge) => charge.billedCost === null).length;
  const atLeast = licences + infrastructure - used + taxes + adjustments;
  return {
    currency,
    licences,
    infrastructure,
    consumption: rows.reduce((total, charge) => total + (charge.effectiveCost ?? 0), 0),
    list: listOf(rows),
    credit: { from: creditRows.length > 0 ? 'rows' : 'plan', available, used, left: available - used },
    taxes,
    adjustments,
    due: unknownRows === 0 ? atLeast : null,
    atLeast,
    unknownRows,
    flatRate: [...new Set(rows.filter((charge) => charge.flatRate).map((charge) => charge.service))].sort(),
    state: stateOf(rows),
  };
}

/** A seat or a plan; every other purchase, such as a commitment, is kept with them. */
export function isLicence(charge: Charge): boolean {
  return charge.licence || charge.category === 'Purchase';
}

function listOf(rows: readonly Charge[]): Micros | null {
  const usage = rows.filter((charge) => charge.category === 'Usage' && !isLicence(charge));
  return usage.some((charge) => charge.listCost === null)
    ? null
    : usage.reduce((total, charge) => total + (charge.listCost ?? 0), 0);
}

function stateOf(rows: readonly Charge[]): CostState {
  if (rows.length === 0 || rows.some((row) => row.state === 'estimate')) {
    return 'estimate';
  }
  return rows.some((row) => row.state === 'provisional') ? 'provisional' : 'final';
}
