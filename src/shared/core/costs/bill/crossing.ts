/** What an account costs a month, in main units, were `quantity` of one metric used and all else as expected. */
export type CostAt = (quantity: number) => number;

/** Where one of two plans becomes the cheaper one. */
export interface Crossing {
  /** The smallest quantity at which the other is no dearer; null where one is always cheaper, or both cost the same. */
  readonly quantity: number | null;
  /** Which is cheaper below it, or at any quantity: 0 the first, 1 the second; null where they cost the same. */
  readonly below: 0 | 1 | null;
}

/** Differences below this are none: a thousandth of a cent. */
const NOTHING = 1e-5;
/** From here on quantities are counted whole; below, to a tenth. */
const WHOLE_FROM = 10_000;

/**
 * The quantity up to `top` at which two plans cost the same. The cost of a plan only rises with the quantity, and
 * between a fee and a price they cross once at most; found by bisection.
 */
export function crossingOf(first: CostAt, second: CostAt, top: number): Crossing {
  const sign = (quantity: number): number => {
    const difference = first(quantity) - second(quantity);
    return Math.abs(difference) < NOTHING ? 0 : Math.sign(difference);
  };
  const [start, end] = [sign(0), sign(top)];
  const cheaper = start === 0 ? end : start;
  if (cheaper === 0) {
    return { quantity: null, below: null };
  }
  const below = cheaper < 0 ? 0 : 1;
  return start === 0 || start === end || end === 0
    ? { quantity: null, below }
    : { quantity: firstChange(sign, top, start), below };
}

function firstChange(sign: (quantity: number) => number, top: number, start: number): number {
  let low = 0;
  let high = top;
  for (let step = 0; step < 200 && high - low > high * 1e-12; step += 1) {
    const middle = (low + high) / 2;
    if (sign(middle) === start) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const per = high >= WHOLE_FROM ? 1 : 10;
  return Math.ceil(high * per - 1e-3) / per;
}
