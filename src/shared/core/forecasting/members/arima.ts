import { criterion, type Member, varianceOf } from './member';
import { nelderMead } from './nelder-mead';

/** Five per cent point of the test's distribution about a level. */
const KPSS_5 = 0.463;

/**
 * True unless a constant level is rejected at 5 %.
 * Source: Kwiatkowski, Phillips, Schmidt and Shin, Journal of Econometrics 54 (1992), with 3 sqrt(n) / 13 lags.
 */
export function levelIsStationary(y: Float64Array): boolean {
  const n = y.length;
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const away = y.map((value) => value - mean);
  let partial = 0;
  let partials = 0;
  for (const value of away) {
    partial += value;
    partials += partial * partial;
  }
  const covariance = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < n; i += 1) {
      sum += (away[i] as number) * (away[i - lag] as number);
    }
    return sum / n;
  };
  const lags = Math.floor((3 * Math.sqrt(n)) / 13);
  let longRun = covariance(0);
  for (let lag = 1; lag <= lags; lag += 1) {
    longRun += 2 * (1 - lag / (lags + 1)) * covariance(lag);
  }
  return !(longRun > 0) || partials / (n * n * longRun) < KPSS_5;
}

/** Up to two coefficients each of past values and past shocks, and the mean of what they are about. */
interface Order {
  readonly p: number;
  readonly q: number;
  readonly constant: boolean;
}

interface Coefficients {
  readonly ar: readonly [number, number];
  readonly ma: readonly [number, number];
}

/** For a level that stays, and for one whose differences do. */
const ORDERS: Record<0 | 1, readonly Order[]> = {
  0: [
    { p: 0, q: 0, constant: true },
    { p: 1, q: 0, constant: true },
    { p: 2, q: 0, constant: true },
    { p: 1, q: 1, constant: true },
  ],
  1: [
    { p: 0, q: 1, constant: false },
    { p: 0, q: 1, constant: true },
    { p: 1, q: 1, constant: false },
    { p: 0, q: 2, constant: false },
  ],
};

function differences(y: Float64Array): Float64Array {
  return y.subarray(1).map((value, i) => value - (y[i] as number));
}

/** The last two values and shocks and the sum of squared shocks after `w`. */
function run(w: Float64Array, mean: number, { ar, ma }: Coefficients) {
  const [[ar1, ar2], [ma1, ma2]] = [ar, ma];
  let [w1, w2, e1, e2, squares] = [0, 0, 0, 0, 0];
  for (let i = 0; i < w.length; i += 1) {
    const value = (w[i] as number) - mean;
    const shock = value - ar1 * w1 - ar2 * w2 - ma1 * e1 - ma2 * e2;
    squares += shock * shock;
    [e2, e1, w2, w1] = [e1, shock, w1, value];
  }
  return { w1, w2, e1, e2, squares };
}

/** Stationary and invertible: the triangle of Box and Jenkins (1970), section 3.2.4. */
function admissible({ ar, ma }: Coefficients): boolean {
  const inside = (a: number, b: number) => Math.abs(b) < 1 && a + b < 0.999 && b - a < 0.999;
  return inside(ar[0], ar[1]) && inside(-ma[0], -ma[1]);
}

function coefficientsOf({ p, q }: Order, k: ArrayLike<number>): Coefficients {
  const at = (has: boolean, i: number) => (has ? (k[i] as number) : 0);
  return { ar: [at(p > 0, 0), at(p > 1, 1)], ma: [at(q > 0, p), at(q > 1, p + 1)] };
}

function fitted(w: Float64Array, order: Order, mean: number): Coefficients {
  const { p, q, constant } = order;
  if (p + q === 0) {
    return coefficientsOf(order, []);
  }
  const starts = [...[0.3, 0.1].slice(0, p), ...(constant ? [0.1] : [-0.4, -0.1]).slice(0, q)];
  const squares = (k: Float64Array) => {
    const at = coefficientsOf(order, k);
    return admissible(at) ? run(w, mean, at).squares : Number.MAX_VALUE;
  };
  const bounds = starts.map(() => [-1.99, 1.99] as const);
  return coefficientsOf(order, nelderMead(squares, starts, 0.1, bounds).at);
}

/** Weight that a shock has 0, 1, … steps later; of a sum of differences the sum of the weights so far. */
function shockWeights({ ar, ma }: Coefficients, summed: boolean, horizon: number): Float64Array {
  const weights = new Float64Array(horizon);
  const own = [1, ...ma];
  for (let j = 0; j < horizon; j += 1) {
    weights[j] = (own[j] ?? 0) + ar[0] * (weights[j - 1] ?? 0) + ar[1] * (weights[j - 2] ?? 0);
  }
  let sum = 0;
  return summed
    ? weights.map((weight) => {
        sum += weight;
        return sum;
      })
    : weights;
}

/**
 * ARIMA of small orders, by conditional least squares, the best by the corrected Akaike criterion; differences are taken
 * where the level does not stay. Source: Box and Jenkins (1970); the choice of Hyndman and Khandakar, "Automatic time
 * series forecasting", Journal of Statistical Software 27 (2008), with a fixed list for their stepwise search.
 */
export const arima: Member = (y) => {
  const d = levelIsStationary(y) ? 0 : 1;
  const w = d === 0 ? y : differences(y);
  const m = w.length;
  const centre = w.reduce((a, b) => a + b, 0) / m;
  const tried = ORDERS[d].map((order) => {
    const mean = order.constant ? centre : 0;
    const coefficients = fitted(w, order, mean);
    const { squares } = run(w, mean, coefficients);
    const parameters = order.p + order.q + Number(order.constant);
    return { mean, coefficients, squares, parameters, score: criterion(squares, m, parameters + 1) };
  });
  const { mean, coefficients, squares, parameters } = tried.reduce((a, b) => (b.score < a.score ? b : a));
  const { ar, ma } = coefficients;
  return {
    path: (known, horizon) => {
      let { w1, w2, e1, e2 } = run(d === 0 ? known : differences(known), mean, coefficients);
      let level = known.at(-1) as number;
      return Float64Array.from({ length: horizon }, () => {
        const value = ar[0] * w1 + ar[1] * w2 + ma[0] * e1 + ma[1] * e2;
        [w2, w1, e2, e1] = [w1, value, e1, 0];
        level += value + mean;
        return d === 0 ? value + mean : level;
      });
    },
    variance: varianceOf(squares, m, parameters),
    shocks: (horizon) => shockWeights(coefficients, d === 1, horizon),
  };
};
