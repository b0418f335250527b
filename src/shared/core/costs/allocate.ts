import type { Micros } from '#shared/domain/money';

/**
 * Splits `total` in proportion to `weights`: whole micros that add up to `total` exactly, each the
 * difference of two rounded running totals. Weights of both signs are allowed; where they cancel out
 * their sizes count, and where all are 0 the first part is the whole.
 */
export function allocate(total: Micros, weights: readonly number[]): readonly Micros[] {
  const shares = add(weights) === 0 ? weights.map(Math.abs) : weights;
  const whole = add(shares);
  let running = 0;
  let told = 0;
  return shares.map((share, index) => {
    running += share;
    // The last running total is the whole, whatever the additions rounded.
    const upTo = whole === 0 || index === shares.length - 1 ? total : Math.round(total * (running / whole));
    const part = upTo - told;
    told = upTo;
    return part;
  });
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
