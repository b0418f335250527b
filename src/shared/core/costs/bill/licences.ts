import type { BillLine, MissingPart } from '#shared/domain/bill';
import type { Micros } from '#shared/domain/money';

/** What is known of the seats of an account, from the most authoritative on. */
export interface SeatKnowledge {
  /** The provider's rows of the seats in this period; null where it has none. */
  readonly rows: {
    readonly amount: Micros;
    /** Those that the rows charge for; null where they tell no number. */
    readonly seats: number | null;
    /** The most that the rows count on a day, charged for or not. */
    readonly most: number;
    readonly product: string;
  } | null;
  /** Seats that the account itself tells. */
  readonly told: number | null;
  /** What a seat costs by the account's own price list. */
  readonly toldPrice: Micros | null;
  /** The person's answer to "how many seats?". */
  readonly answered: number | null;
  /** Fee of the plan with its first seat by the price list; null when only a contract tells. */
  readonly listFee: Micros | null;
  /** False where a plan has no seats: its fee is one amount. */
  readonly hasSeats: boolean;
}

/** The seats of a period, what they cost, and what nobody tells. */
export interface SeatFee {
  readonly seats: number | null;
  readonly lines: readonly BillLine[];
  readonly missing: readonly MissingPart[];
}

/**
 * The fee of a plan and its seats. The provider's own charge stands, as a lower bound while the account or
 * the rows count more seats than it charges for; where this period's rows hold none (a team
 * that changed its plan in mid period, an opening day that was not told), the seats it tells times the price;
 * else the person's answer; else the plan's first seat, which is a lower bound.
 */
export function seatFee(known: SeatKnowledge): SeatFee {
  const { rows, told, toldPrice, answered, listFee, hasSeats } = known;
  const counted = rows?.seats ?? null;
  const price = toldPrice ?? listFee;
  if (rows !== null && rows.amount > 0) {
    return chargedFee(rows, told, price);
  }
  if (price === null) {
    return { seats: told, lines: [], missing: [missing('fee-not-known')] };
  }
  if (price === 0 || !hasSeats) {
    return { seats: null, lines: price === 0 ? [] : [feeLine('', 1, price, 'metered')], missing: [] };
  }
  const seats = told ?? counted ?? answered;
  if (seats === null) {
    return { seats: null, lines: [feeLine('', 1, price, 'metered')], missing: [missing('seats-not-told')] };
  }
  const basis = told === null && counted === null ? 'metered' : 'told';
  const missed = (rows?.most ?? 0) > seats ? [missing('seats-not-charged')] : [];
  return { seats, lines: [feeLine('', seats, seats * price, basis)], missing: missed };
}

/** The provider's own charge; of an added seat that is in no row yet no source tells the part that it costs. */
function chargedFee(rows: NonNullable<SeatKnowledge['rows']>, told: number | null, price: Micros | null): SeatFee {
  const { amount, seats: counted, most, product } = rows;
  if (counted === null) {
    return { seats: told, lines: [feeLine(product, told ?? 1, amount, 'billed')], missing: [] };
  }
  const seats = Math.max(counted, told ?? 0);
  // Seats that were added and are gone again were there: what their days cost no source tells either.
  const isBehind = Math.max(seats, most) > counted && price !== null && amount <= counted * price;
  return {
    seats,
    lines: [feeLine(product, counted, amount, 'billed')],
    missing: isBehind ? [missing('seats-not-charged')] : [],
  };
}

/** A fee that the provider charges beside the seats: a flat-rate tier, an add-on, a licence. */
export function feeLine(product: string, quantity: number, amount: Micros, basis: BillLine['basis']): BillLine {
  return {
    kind: 'fee',
    service: 'PLAN',
    metric: 'FEE',
    product,
    project: null,
    region: null,
    quantity,
    unit: 'seat',
    included: 0,
    unitPrice: null,
    amount,
    basis,
  };
}

function missing(code: MissingPart['code']): MissingPart {
  return { code, service: 'PLAN', metric: 'FEE', days: 0, detail: '' };
}
