/** An amount in integer millionths of the currency's main unit: 1 USD = 1,000,000. Never a float. */
export type Micros = number;

/** What one thing costs: `price` main units of `currency` per `per` units, never divided beforehand. */
export interface UnitPrice {
  readonly price: number;
  readonly per: number;
  readonly unit: string;
  readonly currency: string;
}

export const MICROS = 1_000_000;

/** Turns an amount of main units (dollars) into micros, rounded half away from zero. */
export function toMicros(amount: number): Micros {
  const scaled = Math.abs(amount) * MICROS;
  return Math.sign(amount) * Math.round(Number(scaled.toFixed(3)));
}

/** Turns micros back into main units, for display and JSON only. */
export function fromMicros(micros: Micros): number {
  return micros / MICROS;
}
