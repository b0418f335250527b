import type { Micros } from '#shared/domain/money';

/** Below this share of their sizes, weights of both signs cancel out: parts would be a thousand times the whole. */
const LEAST_SHARE = 1e-3;

/**
 * Splits `total` in proportion to `weights`: whole micros that add up to `total` exactly, each the
 * difference of two rounded running totals. Weights of both signs are allowed; where they cancel out
 * their sizes count, and where all are 0 the last part is the whole.
 */
export function allocate(total: Micros, weights: readonly number[]): readonly Micros[] {
  const sizes = weights.map(Math.abs);
  const cancel = Math.abs(add(weights)) < LEAST_SHARE * add(sizes);
  const shares = cancel ? sizes : weights;
  const whole = add(shares);
  let running = 0;
  let told = 0;
  return shares.map((share, index) => {
    running += share;
    // The last running total is the whole, whatever the additions rounded.
    const isLast = index === shares.length - 1;
    const upTo = isLast ? total : Math.round(whole === 0 ? 0 : total * (running / whole));
    const part = upTo - told;
    told = upTo;
    return part;
  });
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
