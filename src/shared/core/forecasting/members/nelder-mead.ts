/** Where a function is least, as far as the search came. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
}

type Bounds = readonly (readonly [number, number])[];

const MOST_STEPS = 80;
/** Ends when best and worst differ by this share. */
const CLOSE = 1e-5;

/**
 * The simplex search of Nelder and Mead, "A simplex method for function minimization", The Computer Journal 7 (1965),
 * with their coefficients 1, 2, 0.5 and 0.5. Values outside of `bounds` are moved to them. `width`: share of the bounds
 * that the first simplex spans. Deterministic.
 */
export function nelderMead(
  of: (at: Float64Array) => number,
  start: readonly number[],
  width: number,
  bounds: Bounds,
): Minimum {
  const held = (at: Float64Array): Minimum => {
    const inside = at.map((value, i) => {
      const [low, high] = bounds[i] as readonly [number, number];
      return Math.min(high, Math.max(low, value));
    });
    return { at: inside, value: of(inside) };
  };
  const points = firstSimplex(start, width, bounds).map(held);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    points.sort((a, b) => a.value - b.value);
    const best = points[0] as Minimum;
    const worst = points.at(-1) as Minimum;
    if (!(worst.value - best.value > CLOSE * Math.abs(best.value))) {
      break;
    }
    const next = inPlaceOfWorst(points, held);
    if (next === null) {
      points.forEach((point, k) => {
        points[k] = k === 0 ? point : held(point.at.map((value, i) => (value + (best.at[i] as number)) / 2));
      });
    } else {
      points[points.length - 1] = next;
    }
  }
  return points.reduce((a, b) => (b.value < a.value ? b : a));
}

/** The start, and from it one step along each axis, away from a bound that is too near. */
function firstSimplex(start: readonly number[], width: number, bounds: Bounds): Float64Array[] {
  const first = Float64Array.from(start);
  const moved = bounds.map(([low, high], axis) => {
    const step = width * (high - low);
    const from = start[axis] as number;
    return first.map((value, i) => (i === axis ? from + (from + step > high ? -step : step) : value));
  });
  return [first, ...moved];
}

/** A better point on the line from the worst one (last of the sorted `points`) through the others; null: shrink. */
function inPlaceOfWorst(points: readonly Minimum[], held: (at: Float64Array) => Minimum): Minimum | null {
  const n = points.length - 1;
  const worst = points[n] as Minimum;
  const centre = worst.at.map((_, i) => points.slice(0, n).reduce((sum, { at }) => sum + (at[i] as number), 0) / n);
  const along = (share: number) => held(centre.map((c, i) => c + share * (c - (worst.at[i] as number))));
  const reflected = along(1);
  if (reflected.value < (points[0] as Minimum).value) {
    const expanded = along(2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < (points[n - 1] as Minimum).value) {
    return reflected;
  }
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : null;
}
