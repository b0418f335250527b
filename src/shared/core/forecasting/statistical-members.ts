import { nelderMead } from './nelder-mead';
import { leastSquaresLine } from './trend-models';

/** A model fitted to a series without rhythm: the next values, and the standard deviation of each. */
export interface Fitted {
  readonly path: Float64Array;
  readonly deviation: Float64Array;
}

/** Fits `values` (no gaps, no rhythm, at least `FEWEST`). */
export type Member = (values: Float64Array, horizon: number) => Fitted;

/** Sum of squared one-step errors, and the state behind the last value. */
interface Run {
  readonly squares: number;
  readonly state: readonly number[];
}

/** Akaike's criterion corrected for short series. Source: Hurvich and Tsai, Biometrika 76 (1989). */
function criterion(squares: number, n: number, parameters: number): number {
  return n * Math.log(Math.max(squares, 1e-300) / n) + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1);
}

/** Deviations from the weights of past shocks: `sigma * sqrt(1 + psi1² + … + psi(h-1)²)`. */
function deviations(squares: number, n: number, parameters: number, weights: (j: number) => number, horizon: number) {
  const variance = squares / Math.max(1, n - parameters);
  let sum = 1;
  return Float64Array.from({ length: horizon }, (_, h) => {
    if (h > 0) {
      const w = weights(h);
      sum += w * w;
    }
    return Math.sqrt(variance * sum);
  });
}

const OPEN: readonly [number, number] = [0.01, 0.99];

/** ETS: */
export const ets: Member = (y, horizon) => {
  const n = y.length;
  const early = Math.min(n, 10);
  const startSlope = leastSquaresLine(early)(y.subarray(0, early));
  const first = startSlope.level - startSlope.slope * early;
  const mean10 = y.subarray(0, early).reduce((a, b) => a + b, 0) / early;
  const run = (alpha: number, beta: number, phi: number, _l0: number, _b0: number): Run => {
    let level = (y[n - 1] as number);
    let slope = 0;
    let squares = 0;
    for (let i = n - 1; i >= 0; i -= 1) {
      const expected = level + phi * slope;
      const e = (y[i] as number) - expected;
      level = expected + alpha * e;
      slope = phi * slope + beta * e;
    }
    slope = -slope;
    for (let i = 0; i < n; i += 1) {
      const expected = level + phi * slope;
      const e = (y[i] as number) - expected;
      squares += e * e;
      level = expected + alpha * e;
      slope = phi * slope + beta * e;
    }
    return { squares, state: [level, slope] };
  };
  const simple = nelderMead((p) => run(p[0] as number, 0, 0, mean10, 0).squares, [0.3], 0.3, [OPEN]);
  const a = simple.at[0] as number;
  const plain = { alpha: a, beta: 0, phi: 0, parameters: 3, ...run(a, 0, 0, mean10, 0) };
  const b = nelderMead(
    (p) => run(p[0] as number, (p[0] as number) * (p[1] as number), p[2] as number, first, startSlope.slope).squares,
    [0.3, 0.1, 0.95], 0.2, [OPEN, [0.001, 0.99], [0.8, 0.98]]);
  const [al, bs, ph] = b.at as unknown as [number, number, number];
  const damped = { alpha: al, beta: al * bs, phi: ph, parameters: 6, ...run(al, al * bs, ph, first, startSlope.slope) };
  const c = nelderMead(
    (p) => run(p[0] as number, (p[0] as number) * (p[1] as number), 1, first, startSlope.slope).squares,
    [0.3, 0.1], 0.2, [OPEN, [0.001, 0.99]]);
  const [cl, cs] = c.at as unknown as [number, number];
  const holt = { alpha: cl, beta: cl * cs, phi: 1, parameters: 5, ...run(cl, cl * cs, 1, first, startSlope.slope) };
  const best = [plain, damped, holt].reduce((x, z) => criterion(z.squares, n, z.parameters) < criterion(x.squares, n, x.parameters) ? z : x);
  const [level, slope] = best.state as [number, number];
  let share = 1, travelled = 0;
  const damp = Float64Array.from({ length: horizon + 1 }, () => { share *= best.phi; travelled += share; return travelled; });
  return {
    path: Float64Array.from({ length: horizon }, (_, h) => level + slope * (damp[h] as number)),
    deviation: deviations(best.squares, n, best.parameters, (j) => best.alpha + best.beta * (damp[j - 1] as number), horizon),
  };
};

export const theta: Member = (y, horizon) => {
  const n = y.length;
  const drift = leastSquaresLine(n)(y).slope / 2;
  const run = (alpha: number, l0: number): Run => {
    let level = l0;
    let squares = 0;
    for (let i = 0; i < n; i += 1) {
      const e = (y[i] as number) - level;
      if (i > 0) squares += e * e;
      level += alpha * e;
    }
    return { squares, state: [level] };
  };
  const { at } = nelderMead((p) => run(p[0] as number, y[0] as number).squares, [0.3], 0.3, [OPEN]);
  const alpha = at[0] as number;
  const { squares, state } = run(alpha, y[0] as number);
  const base = (state[0] as number) + drift * (1 / alpha - (1 - alpha) ** n / alpha);
  return {
    path: Float64Array.from({ length: horizon }, (_, h) => base + drift * h),
    deviation: deviations(squares, n, 3, () => alpha, horizon),
  };
};

export const ces: Member = (y, horizon) => {
  const n = y.length;
  const run = (a0: number, a1: number, values: Float64Array, l0: number, c0: number): Run => {
    let l = values[n - 1] as number, c = l / 1.1, squares = 0;
    for (let i = n - 1; i >= 0; i -= 1) {
      const e = (values[i] as number) - l;
      const before = l;
      l = before - (1 - a1) * c + (a0 - a1) * e;
      c = before + (1 - a0) * c + (a0 + a1) * e;
    }
    for (let i = 0; i < n; i += 1) {
      const e = (values[i] as number) - l;
      squares += e * e;
      const before = l;
      l = before - (1 - a1) * c + (a0 - a1) * e;
      c = before + (1 - a0) * c + (a0 + a1) * e;
    }
    return { squares, state: [l, c] };
  };
  const early = y.subarray(0, Math.min(n, 10));
  const l0 = early.reduce((a, b) => a + b, 0) / early.length;
  const stable = (a0: number, a1: number) => {
    // F - g w: [[1 - a0 + a1, a1 - 1], [1 - a0 - a1, 1 - a0]]
    const trace = 2 - 2 * a0 + a1;
    const det = (1 - a0 + a1) * (1 - a0) - (a1 - 1) * (1 - a0 - a1);
    return Math.abs(det) < 1 && Math.abs(trace) < 1 + det;
  };
  const { at } = nelderMead((p) => {
    const [a0, a1] = p as unknown as [number, number];
    return stable(a0, a1) ? run(a0, a1, y, l0, l0 / 1.1).squares : 1e300;
  }, [1.3, 1], 0.1, [[0.01, 2.5], [0.01, 2]]);
  const [a0, a1] = at as unknown as [number, number];
  const { squares, state } = run(a0, a1, y, l0, l0 / 1.1);
  const path = new Float64Array(horizon);
  let [l, c] = state as [number, number];
  for (let h = 0; h < horizon; h += 1) {
    path[h] = l;
    const before = l;
    l = before - (1 - a1) * c;
    c = before + (1 - a0) * c;
  }
  let x = a0 - a1, z = a0 + a1;
  const psi = Float64Array.from({ length: horizon }, () => { const now = x; const b = x; x = b - (1 - a1) * z; z = b + (1 - a0) * z; return now; });
  return { path, deviation: deviations(squares, n, 4, (j) => psi[j - 1] as number, horizon) };
};

/** KPSS at 5 %. */
function levelIsStationary(y: Float64Array): boolean {
  const n = y.length;
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const e = y.map((v) => v - mean);
  let s = 0, sum2 = 0, g0 = 0;
  for (const v of e) { s += v; sum2 += s * s; g0 += v * v; }
  const lags = Math.floor(3 * Math.sqrt(n) / 13);
  let lr = g0 / n;
  for (let k = 1; k <= lags; k += 1) {
    let g = 0;
    for (let i = k; i < n; i += 1) g += (e[i] as number) * (e[i - k] as number);
    lr += (2 * (1 - k / (lags + 1)) * g) / n;
  }
  return !(lr > 0) || sum2 / (n * n * lr) < 0.463;
}

interface Order { readonly p: number; readonly q: number; readonly constant: boolean }

export const arima: Member = (y, horizon) => {
  const n = y.length;
  const d = levelIsStationary(y) ? 0 : 1;
  const w = d === 0 ? y : y.subarray(1).map((v, i) => v - (y[i] as number));
  const m = w.length;
  const mean = w.reduce((a, b) => a + b, 0) / m;
  const orders: Order[] = d === 0
    ? [{ p: 0, q: 0, constant: true }, { p: 1, q: 0, constant: true }, { p: 2, q: 0, constant: true }, { p: 1, q: 1, constant: true }]
    : [{ p: 0, q: 1, constant: false }, { p: 0, q: 1, constant: true }, { p: 1, q: 1, constant: false }, { p: 0, q: 2, constant: false }];
  const run = (p: number, q: number, c: number, k: ArrayLike<number>): Run => {
    let squares = 0, e1 = 0, e2 = 0, w1 = 0, w2 = 0;
    const ar1 = p > 0 ? k[0] as number : 0, ar2 = p > 1 ? k[1] as number : 0;
    const ma1 = q > 0 ? k[p] as number : 0, ma2 = q > 1 ? k[p + 1] as number : 0;
    for (let i = 0; i < m; i += 1) {
      const v = (w[i] as number) - c;
      const e = v - ar1 * w1 - ar2 * w2 - ma1 * e1 - ma2 * e2;
      squares += e * e;
      e2 = e1; e1 = e; w2 = w1; w1 = v;
    }
    return { squares, state: [w1, w2, e1, e2] };
  };
  let best: { c: number; order: Order; k: Float64Array; run: Run; score: number } | null = null;
  for (const order of orders) {
    const { p, q } = order;
    const c = order.constant ? mean : 0;
    const size = p + q;
    const ok = (k: Float64Array) => {
      const a1 = p > 0 ? k[0] as number : 0, a2 = p > 1 ? k[1] as number : 0;
      const b1 = q > 0 ? k[p] as number : 0, b2 = q > 1 ? k[p + 1] as number : 0;
      return Math.abs(a2) < 1 && a1 + a2 < 0.999 && a2 - a1 < 0.999 && Math.abs(b2) < 1 && -b1 - b2 < 0.999 && b1 - b2 < 0.999;
    };
    const k = size === 0 ? new Float64Array(0) : nelderMead((z) => (ok(z) ? run(p, q, c, z).squares : 1e300), Array.from({ length: size }, (_, i) => (i < p ? 0.3 : d === 1 ? -0.4 : 0.1) * (i === 1 ? 0.3 : 1)), 0.1, Array.from({ length: size }, () => [-1.99, 1.99] as const)).at;
    const r = run(p, q, c, k);
    const score = criterion(r.squares, m, size + Number(order.constant) + 1);
    if (best === null || score < best.score) best = { c, order, k, run: r, score };
  }
  const { c, order: { p, q, constant }, k, run: r } = best as NonNullable<typeof best>;
  let [w1, w2, e1, e2] = r.state as [number, number, number, number];
  const ar1 = p > 0 ? k[0] as number : 0, ar2 = p > 1 ? k[1] as number : 0;
  const ma1 = q > 0 ? k[p] as number : 0, ma2 = q > 1 ? k[p + 1] as number : 0;
  let level = y[n - 1] as number;
  const path = Float64Array.from({ length: horizon }, () => {
    const v = ar1 * w1 + ar2 * w2 + ma1 * e1 + ma2 * e2;
    w2 = w1; w1 = v; e2 = e1; e1 = 0;
    level += v + c;
    return d === 0 ? v + c : level;
  });
  const psi = new Float64Array(horizon);
  let total = 0;
  const raw: number[] = [1];
  for (let j = 1; j < horizon; j += 1) {
    raw.push(ar1 * (raw[j - 1] ?? 0) + ar2 * (raw[j - 2] ?? 0) + (j === 1 ? ma1 : 0) + (j === 2 ? ma2 : 0));
  }
  raw.forEach((v, j) => { total += v; psi[j] = d === 0 ? v : total; });
  return { path, deviation: deviations(r.squares, m, p + q + Number(constant), (j) => psi[j] as number, horizon) };
};

export const MEMBERS: readonly Member[] = [ets, theta, ces, arima];
