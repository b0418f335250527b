import type { DrillAccount } from '#shared/core/alerts/drill';
import type { MeterHistory } from '#shared/core/alerts/replay';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { DAY, HOUR } from '#shared/domain/instant';

/** 2026-11-24T12:00:00Z. */
const NOW = 1_795_521_600;
const DAYS = 92;

/** Numbers from a seed, evenly in 0..1 (mulberry32), and normal ones. */
export function chanceFrom(seed: number) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

interface MeterKind {
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  readonly kind: MeterHistory['kind'];
  /** Of a mean hour. */
  readonly perHour: number;
  readonly lag: number;
  readonly unitPrice: number | null;
  /** Of a month (day for commands); null: none. */
  readonly limit: { readonly value: number; readonly hours: number | null } | null;
}

const VERCEL = { lag: HOUR, kind: 'daily' } as const;

/** What a small product uses; prices and allowances of a Pro account, rounded. */
const KINDS: readonly MeterKind[] = [
  {
    ...VERCEL,
    service: 'VERCEL_FUNCTIONS',
    metric: 'INVOCATIONS',
    unit: 'invocations',
    perHour: 900,
    unitPrice: 6e-7,
    limit: { value: 1e6, hours: 720 },
  },
  {
    ...VERCEL,
    service: 'VERCEL_FUNCTIONS',
    metric: 'ACTIVE_CPU_HOURS',
    unit: 'CPU-hours',
    perHour: 0.03,
    unitPrice: 0.128,
    limit: null,
  },
  {
    ...VERCEL,
    service: 'VERCEL_EDGE',
    metric: 'EDGE_REQUESTS',
    unit: 'requests',
    perHour: 6_000,
    unitPrice: 2e-6,
    limit: { value: 1e7, hours: 720 },
  },
  {
    ...VERCEL,
    service: 'VERCEL_BANDWIDTH',
    metric: 'BANDWIDTH_GB',
    unit: 'GB',
    perHour: 0.6,
    unitPrice: 0.15,
    limit: { value: 1_000, hours: 720 },
  },
  { ...VERCEL, service: 'VERCEL_ISR', metric: 'READS', unit: 'reads', perHour: 3_000, unitPrice: 4e-7, limit: null },
  {
    ...VERCEL,
    service: 'VERCEL_BUILD',
    metric: 'BUILD_MINUTES',
    unit: 'minutes',
    perHour: 1.5,
    unitPrice: 0.014,
    limit: null,
  },
  {
    ...VERCEL,
    service: 'VERCEL_IMAGES',
    metric: 'TRANSFORMATIONS',
    unit: 'transformations',
    perHour: 8,
    unitPrice: 5e-5,
    limit: null,
  },
  {
    ...VERCEL,
    service: 'VERCEL_CRON',
    metric: 'INVOCATIONS',
    unit: 'invocations',
    perHour: 60,
    unitPrice: 6e-7,
    limit: null,
  },
  {
    ...VERCEL,
    service: 'VERCEL_OBSERVABILITY',
    metric: 'EVENTS',
    unit: 'events',
    perHour: 12_000,
    unitPrice: 1.2e-6,
    limit: null,
  },
  {
    ...VERCEL,
    service: 'VERCEL_QUEUES',
    metric: 'OPERATIONS',
    unit: 'operations',
    perHour: 200,
    unitPrice: 6e-7,
    limit: null,
  },
  {
    service: 'VERCEL_KV',
    metric: 'COMMANDS_PER_DAY',
    unit: 'commands',
    kind: 'daily',
    perHour: 120,
    lag: 0,
    unitPrice: null,
    limit: { value: 10_000, hours: 24 },
  },
  {
    service: 'VERCEL_POSTGRES',
    metric: 'STORAGE_MB',
    unit: 'MB',
    kind: 'gauge',
    perHour: 0.05,
    lag: 0,
    unitPrice: null,
    limit: { value: 512, hours: null },
  },
  {
    service: 'VERCEL_POSTGRES',
    metric: 'QUERIES_PER_DAY',
    unit: 'queries',
    kind: 'daily',
    perHour: 2_000,
    lag: 0,
    unitPrice: null,
    limit: null,
  },
  {
    service: 'OPENAI',
    metric: 'TOKENS',
    unit: 'tokens',
    kind: 'daily',
    perHour: 40_000,
    lag: 300,
    unitPrice: 1e-5,
    limit: null,
  },
];

/** Use by the hour of a week, mean one: quiet nights, quieter weekends. `hour` counts from a Thursday, 00:00 UTC. */
function rhythm(hour: number): number {
  const ofDay = hour % 24;
  const day = Math.floor(hour / 24) % 7;
  const isWeekend = day === 2 || day === 3;
  const sun = 1 + 0.75 * Math.sin((2 * Math.PI * (ofDay - 8)) / 24);
  return sun * (isWeekend ? 0.55 : 1.18);
}

/**
 * Hours of use: a weekly rhythm, noise, days that are busier than others, now and then a busy hour, and a slow growth.
 */
function quietHours(seed: number, perHour: number, days: number, start: number): Float64Array {
  const { normal, uniform } = chanceFrom(seed);
  const growth = 0.001 + 0.004 * uniform();
  const spread = 0.12 + 0.25 * uniform();
  const hours = new Float64Array(days * 24);
  let busy = 1;
  for (let index = 0; index < hours.length; index += 1) {
    if (index % 24 === 0) busy = Math.exp(0.15 * normal());
    const burst = uniform() < 0.004 ? 1 + 1.5 * uniform() : 1;
    const noise = Math.exp(spread * normal() - (spread * spread) / 2);
    const trend = (1 + growth) ** (index / 24 - days);
    hours[index] = perHour * rhythm(start / HOUR + index) * noise * busy * burst * trend;
  }
  return hours;
}

/** A meter made of hours of use. */
function meterHistory(kind: MeterKind, hours: Float64Array, start: number): MeterHistory {
  const times: number[] = [start];
  const totals: number[] = [0];
  let total = 0;
  hours.forEach((amount, index) => {
    total += amount;
    times.push(start + (index + 1) * HOUR);
    totals.push(total);
  });
  const { service, metric, unit, lag, unitPrice, limit } = kind;
  const identity = { connectionId: 'acme', projectId: '', service, metric, unit, lag, unitPrice, title: metric };
  const meterKey = `acme/${service}/${metric}`;
  const every = limit?.hours === 24 ? DAY : 30 * DAY;
  const windows: { start: number; total: number }[] = [];
  for (let at = start; at < start + hours.length * HOUR; at += every) {
    windows.push({ start: at, total: limit?.hours === null ? -0.2 * limit.value : (totals[(at - start) / HOUR] ?? 0) });
  }
  return {
    ...identity,
    meterKey,
    kind: kind.kind,
    isSpend: unit === 'USD',
    meter: { times, totals },
    limit:
      limit === null
        ? null
        : {
            ...limit,
            key: meterKey,
            limitId: 'plan',
            warningPercent: 75,
            criticalPercent: 90,
            windows: limit.hours === null ? windows.slice(0, 1) : windows,
          },
  };
}

/** A small product's account of one seed, whose last weeks were quiet. */
export function quietAccount(seed: number): DrillAccount {
  const start = NOW - (NOW % DAY) - (DAYS - 1) * DAY;
  const meters = KINDS.map((kind, index) =>
    meterHistory(kind, quietHours(seed * 1_000 + index, kind.perHour, DAYS, start), start),
  );
  const budgets = [{ connectionId: 'acme', amount: 200, spent: 40, marks: [50, 75, 100] }];
  return { now: NOW, meters, budgets, rules: DEFAULT_RULES };
}
