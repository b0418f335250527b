import type { Day, Period, Zone } from './instant';
import type { Micros, UnitPrice } from './money';

/**
 * What an amount rests on, the most authoritative first: an invoice, the provider's rows, its own running
 * total, or an own reading times the price list.
 */
export type BillBasis = 'invoice' | 'billed' | 'told' | 'metered';

/** What a line is for. Only `usage` of infrastructure is paid by the credit. */
export type BillLineKind = 'usage' | 'fee' | 'credit' | 'tax' | 'adjustment';

/** One line of a bill. The amounts of all lines add up to what is due. */
export interface BillLine {
  readonly kind: BillLineKind;
  readonly service: string;
  readonly metric: string;
  /** The provider's name of a product that no metric stands for; empty where the metric names it. */
  readonly product: string;
  readonly project: string | null;
  readonly region: string | null;
  readonly quantity: number;
  readonly unit: string;
  /** The part of `quantity` that the plan covers. */
  readonly included: number;
  /** What the price list asks for it; null where it has no price. */
  readonly unitPrice: UnitPrice | null;
  /** Null: not known. A line without an amount makes the sum a lower bound. */
  readonly amount: Micros | null;
  /** What the provider says that this use has cost in effect, where that differs from what it bills. */
  readonly effective?: Micros | null;
  readonly basis: BillBasis;
}

/** Why a part of a bill is not known. */
export type MissingCode =
  /** The provider answered nothing that tells the use. `detail` has its answer. */
  | 'use-not-read'
  /** Days of the period without a reading. */
  | 'days-not-read'
  /** No plan was chosen, and the provider tells none. */
  | 'plan-not-chosen'
  /** The price list does not have the plan, or not its fee. */
  | 'fee-not-known'
  /** A quantity without a price. */
  | 'no-price'
  /** Nobody tells how many seats are paid for. */
  | 'seats-not-told'
  /** The account tells more seats than its rows charge for: some were added in mid period. */
  | 'seats-not-charged'
  /** The period before was taxed, and what this one's tax will be only its invoice tells. */
  | 'tax-to-come'
  /** An amount that came cannot be read. */
  | 'amount-not-read'
  /** The beginning of the period is not known. */
  | 'cycle-not-known'
  /** Money of another kind, which is never added. `detail` names it. */
  | 'other-currency'
  /** The provider tells costs, and not yet those of the last time. */
  | 'contract';

/** A part that is missing. Codes and figures: the sentence is made when it is read. */
export interface MissingPart {
  readonly code: MissingCode;
  /** Empty where it is about the whole account. */
  readonly service: string;
  readonly metric: string;
  /** How many days are missing, for `days-not-read`. */
  readonly days: number;
  readonly detail: string;
}

/** An amount with what it leaves out: `complete` is false exactly when something is missing. */
export interface BillAmount {
  readonly amount: Micros;
  readonly complete: boolean;
  /**
   * The part of `amount` that is tax: 0 where none is in it, which is no word that none comes. Running costs tell none,
   * an invoice does, so that amounts of two periods are compared without it.
   */
  readonly tax: Micros;
  readonly missing: readonly MissingPart[];
}

/** An expected amount: 80 of 100 outcomes lie between `q10` and `q90`. */
export interface BillProjection {
  readonly q10: Micros;
  readonly q50: Micros;
  readonly q90: Micros;
  readonly complete: boolean;
}

/** The included or prepaid credit of a period. */
export interface BillCredit {
  readonly total: Micros;
  readonly used: Micros;
  readonly left: Micros;
  /** `told` by the provider's ledger, or `metered`: worked out from the plan. */
  readonly basis: BillBasis;
}

/** The stretch that an account is billed for. */
export interface BillPeriod extends Period {
  readonly zone: Zone;
  /** True where the provider tells start and end itself. */
  readonly isTold: boolean;
}

/** What one account costs in one period. */
export interface AccountBill {
  readonly connectionId: string;
  readonly currency: string;
  readonly period: BillPeriod;
  /** The day on which it is charged, in the zone of the period. */
  readonly chargedOn: Day;
  readonly seats: number | null;
  readonly lines: readonly BillLine[];
  readonly soFar: BillAmount;
  /** Null for a stretch that runs towards no end. */
  readonly projected: BillProjection | null;
  readonly credit: BillCredit | null;
  /** The same use at list price; null where the list does not have all prices. */
  readonly list: Micros | null;
}
