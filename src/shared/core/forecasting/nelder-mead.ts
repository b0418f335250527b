/** Where a function is least, as far as the search came. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
}

const MOST_STEPS = 80;
/** Ends when best and worst differ by this share. */
const CLOSE = 1e-5;

/**
 * The simplex search of Nelder and Mead, "A simplex method for function minimization", The Computer Journal 7 (1965),
 * with their coefficients 1, 2, 0.5 and 0.5. Values outside of `bounds` are moved to them. Deterministic.
 */
export function nelderMead(
  of: (at: Float64Array) => number,
  start: readonly number[],
  width: number,
  bounds: readonly (readonly [number, number])[],
): Minimum {
  const n = start.length;
  const held = (at: Float64Array) => {
    for (let i = 0; i < n; i += 1) {
      const [low, high] = bounds[i] as readonly [number, number];
      at[i] = Math.min(high, Math.max(low, at[i] as number));
    }
    return { at, value: of(at) };
  };
  const points = Array.from({ length: n + 1 }, (_, k) => {
    const at = Float64Array.from(start);
    if (k > 0) {
      const [low, high] = bounds[k - 1] as readonly [number, number];
      const moved = (at[k - 1] as number) + width * (high - low);
      at[k - 1] = moved > high ? (at[k - 1] as number) - width * (high - low) : moved;
    }
    return held(at);
  });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    points.sort((a, b) => a.value - b.value);
    const best = points[0] as Minimum;
    const worst = points[n] as Minimum;
    if (!(worst.value - best.value > CLOSE * Math.abs(best.value))) {
      break;
    }
    const centre = new Float64Array(n);
    for (let k = 0; k < n; k += 1) {
      for (let i = 0; i < n; i += 1) {
        centre[i] = (centre[i] as number) + ((points[k] as Minimum).at[i] as number) / n;
      }
    }
    const along = (share: number) => held(centre.map((c, i) => c + share * (c - (worst.at[i] as number))));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(2);
      points[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < (points[n - 1] as Minimum).value) {
      points[n] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) {
        points[n] = contracted;
      } else {
        for (let k = 1; k <= n; k += 1) {
          const { at } = points[k] as Minimum;
          points[k] = held(at.map((value, i) => ((best.at[i] as number) + value) / 2));
        }
      }
    }
  }
  return points.reduce((a, b) => (b.value < a.value ? b : a));
}
