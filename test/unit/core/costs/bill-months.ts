import { accountBill } from '#shared/core/costs/bill/account-bill';
import { type BilledRow, billedUse } from '#shared/core/costs/bill/billed-use';
import { expectedRest } from '#shared/core/costs/bill/expected-rest';
import { feeLine } from '#shared/core/costs/bill/licences';
import { termsOf } from '#shared/core/costs/terms';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { toMicros } from '#shared/domain/money';

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function randoms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const METERS = [
  { product: 'Fast Data Transfer', service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', unit: 'GB', base: 45 },
  { product: 'Edge Requests', service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS', unit: 'requests', base: 420_000 },
  {
    product: 'Function Invocations',
    service: 'VERCEL_FUNCTIONS',
    metric: 'INVOCATIONS',
    unit: 'invocations',
    base: 900_000,
  },
  { product: 'Fluid Active CPU', service: 'VERCEL_FUNCTIONS', metric: 'ACTIVE_CPU_HOURS', unit: 'CPU-hours', base: 9 },
  {
    product: 'Build CPU Minutes',
    service: 'VERCEL_BUILD',
    metric: 'BUILD_CPU_MINUTES',
    unit: 'CPU-minutes',
    base: 300,
  },
];
const PRICES = [0.15, 2e-6, 0.6e-6, 0.128, 0.0035];
const INCLUDED = [1_000, 10_000_000, 0, 0, 0];
const PERIOD_DAYS = 30;
const HISTORY = 42;
const CREDIT = 20;
const DAY = '2026-11-10';

/** An account over its history and one period: amounts of each meter by day. */
export interface Month {
  readonly days: readonly (readonly number[])[];
  readonly seats: number;
  /** Days of the period on Hobby before it changed to Pro, whose rows begin then; 0: Pro all along. */
  readonly proAfter: number;
}

/**
 * Noise, growth, weekends; a launch in every fourth account; every tenth is four days old when the month begins,
 * and every eighth changes its plan within the first week, so that its rows begin with the new one.
 */
export function monthOf(seed: number): Month {
  const random = randoms(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const length = HISTORY + PERIOD_DAYS;
  const growth = (random() - 0.35) * 0.012;
  const common = Array.from({ length }, () => 0.04 * normal());
  // Every fourth account launches something on one day of the ten weeks; half of it stays.
  const launch = random() < 0.25 ? Math.floor(random() * length) : null;
  const height = 1.3 + random() * 1.2;
  const stays = random() < 0.5;
  const isYoung = random() < 0.1;
  const size = Math.exp(0.7 * normal());
  const noise = 0.03 + random() * 0.15;
  const weekend = 0.55 + random() * 0.45;
  const isLifted = (day: number) => launch !== null && day >= launch && (stays || day - launch < 4);
  const days = METERS.map(({ base }) => {
    const own = Math.exp(0.4 * normal());
    return Array.from({ length }, (_, day) => {
      const week = day % 7 >= 5 ? weekend : 1;
      const lifted = isLifted(day) ? height : 1;
      return (
        base * size * own * week * lifted * Math.exp(growth * (day - HISTORY) + (common[day] ?? 0) + noise * normal())
      );
    });
  });
  const seats = 1 + Math.floor(random() * 3);
  const proAfter = random() < 1 / 8 ? 1 + Math.floor(random() * 5) : 0;
  return { days: isYoung ? days.map((one) => one.slice(HISTORY - 4)) : days, seats, proAfter };
}

function costOf(totals: readonly number[], seats: number): number {
  const use = totals.reduce((sum, total, at) => sum + Math.max(0, total - (INCLUDED[at] ?? 0)) * (PRICES[at] ?? 0), 0);
  return seats * 20 + Math.max(0, use - CREDIT);
}

/** What the month came to, what was expected after `passed` days, and what the pace alone would have said. */
export function project({ days: all, seats, proAfter }: Month, passed: number) {
  const begin = (all[0]?.length ?? 0) - PERIOD_DAYS;
  // Of the days on Hobby no row tells: they were never used, as far as the provider's rows go.
  const days = proAfter === 0 ? all : all.map((meter) => meter.slice(begin + proAfter));
  const first = proAfter === 0 ? begin : 0;
  const since = passed - proAfter;
  const totals = days.map((meter) => sum(meter.slice(first)));
  const rows = METERS.map(({ product, service, metric, unit }, at): BilledRow => {
    const quantity = sum(days[at]?.slice(first, first + since) ?? []);
    const cost = toMicros(Math.max(0, quantity - (INCLUDED[at] ?? 0)) * (PRICES[at] ?? 0));
    return { product, metric: { service, metric }, unit, project: null, region: null, quantity, cost, flatRate: false };
  });
  const terms = termsOf(defaultPriceList, { provider: 'vercel', plan: 'pro', day: DAY });
  const restOf = (product: string) => {
    const meter = days[METERS.findIndex((one) => one.product === product)] ?? [];
    const known = meter.slice(0, first + since);
    const lastWeekday = ((known.length - 1) % 7) + 1;
    return expectedRest({ days: known, lastWeekday, today: null }, PERIOD_DAYS - passed);
  };
  const use = billedUse(rows, terms, restOf);
  const { bill } = accountBill({
    connectionId: 'a',
    currency: 'USD',
    period: { start: 0, end: PERIOD_DAYS * 86_400, zone: 'UTC', isTold: false },
    chargedOn: '2026-12-01',
    seats,
    lines: [feeLine('Pro', seats, toMicros(seats * 20), 'billed'), ...use.lines],
    credit: { total: toMicros(CREDIT), used: null, told: true },
    missing: [],
    meters: use.meters,
    cap: null,
    list: null,
  });
  const soFar = costOf(
    rows.map(({ quantity }) => quantity),
    seats,
  );
  const pace = seats * 20 + ((soFar - seats * 20) * (PERIOD_DAYS - proAfter)) / since;
  const projected = bill.projected ?? { q10: 0, q50: 0, q90: 0 };
  return {
    came: costOf(totals, seats),
    q10: projected.q10 / 1e6,
    q50: projected.q50 / 1e6,
    q90: projected.q90 / 1e6,
    pace,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
