import type { BillProjection } from '#shared/domain/bill';
import { type Micros, toMicros } from '#shared/domain/money';
import { seededNormals } from '../../forecasting/normal';
import { quantileSorted } from '../../forecasting/quantiles';
import type { ExpectedRest } from './expected-rest';

/** How many futures are drawn. Quantiles of 10 and 90 % rest on some forty draws each. */
const DRAWS = 400;
const SEED = 20_261_129;
/** What the meters of a bill have in common: visitors move most of them at once. */
const COMMON = Math.sqrt(0.6);
const OWN = Math.sqrt(0.4);

let common: Float64Array | undefined;
const own = new Map<number, Float64Array>();

/** A meter as its bill sees it: what is used, what may come, and what any total costs in main units. */
export interface DrawnMeter {
  /** What it counts; `product` is the provider's own name where it has one. */
  readonly service: string;
  readonly metric: string;
  readonly product: string;
  readonly used: number;
  readonly rest: ExpectedRest;
  /** Main units for a period's whole quantity. */
  readonly costOf: (quantity: number) => number;
}

/** What a meter is expected to stand at when the period ends. */
export function expectedQuantity({ used, rest }: DrawnMeter): number {
  return used + rest.middle;
}

/** Draws the quantity of meter number `index` in every future: the same futures for all accounts. */
function quantities({ used, rest }: DrawnMeter, index: number): Float64Array {
  common ??= standard(0);
  const noise = own.get(index) ?? standard(index + 1, common);
  own.set(index, noise);
  const drawn = new Float64Array(DRAWS);
  for (let at = 0; at < DRAWS; at += 1) {
    const z = COMMON * (common[at] ?? 0) + OWN * (noise[at] ?? 0);
    drawn[at] = used + rest.middle * Math.exp(rest.spread * z);
  }
  return drawn;
}

/**
 * Standard normal numbers, the second half the mirror of the first and without anything in common with those of `apart`:
 * in this very sample mean, median and deviation are those of the distribution, and none is off by chance.
 */
function standard(stream: number, apart?: Float64Array): Float64Array {
  const half = seededNormals(DRAWS / 2, SEED + stream * 7_919);
  const raw = Float64Array.from({ length: DRAWS }, (_, at) => half[at] ?? -(half[at - half.length] as number));
  const shared = apart === undefined ? 0 : meanProduct(raw, apart);
  const own = raw.map((z, at) => z - shared * (apart?.[at] ?? 0));
  const deviation = Math.sqrt(meanProduct(own, own));
  return own.map((z) => z / deviation);
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, z, at) => sum + z * (b[at] as number), 0) / DRAWS;
}

/**
 * What a period costs in each future, in main units: every meter's total is drawn, priced, and the sum taken
 * as a whole by `due` (credit, caps). Meters share a common factor (one-factor Gaussian copula; Li, "On default
 * correlation", Journal of Fixed Income 9, 2000).
 */
export function drawTotals(meters: readonly DrawnMeter[], due: (charges: number) => number): Float64Array {
  const charges = new Float64Array(DRAWS);
  meters.forEach((meter, index) => {
    const drawn = quantities(meter, index);
    for (let at = 0; at < DRAWS; at += 1) {
      charges[at] = (charges[at] ?? 0) + meter.costOf(drawn[at] ?? 0);
    }
  });
  return charges.map(due);
}

/** Adds accounts up future by future. */
export function addDraws(all: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(DRAWS);
  for (const draws of all) {
    for (let at = 0; at < DRAWS; at += 1) {
      sum[at] = (sum[at] ?? 0) + (draws[at] ?? 0);
    }
  }
  return sum;
}

/** The quantiles of drawn totals. */
export function projectionOf(draws: Float64Array, complete: boolean): BillProjection {
  const sorted = draws.slice().sort();
  const at = (level: number): Micros => toMicros(quantileSorted(sorted, level));
  return { q10: at(0.1), q50: at(0.5), q90: at(0.9), complete };
}
