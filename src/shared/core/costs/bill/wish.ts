import type { PriceList } from '#shared/domain/price-list';
import { planEntries } from '../../pricing/look-up';
import type { PlanChoice, PlanTerms } from '../terms';
import type { Change } from '../what-if-changes';

/** A world that differs from today's, as the bill of one account is worked out in it. */
export interface Wish {
  /** Another plan of this account; null: the one of today. */
  readonly plan: string | null;
  /** Where the functions run; null: where they do today. */
  readonly region: string | null;
  readonly buildMachine: string | null;
  readonly models: readonly ModelSwap[];
  /** How many times as much of a metric is used. */
  readonly factorOf: (service: string, metric: string) => number;
}

/** The tokens of one model at the prices of another. */
export interface ModelSwap {
  readonly from: string;
  readonly to: string;
}

/** Grows with visitors: everything but builds, stored data, seats and projects. */
const NOT_TRAFFIC = /^(VERCEL_BUILD|VERCEL_DEPLOYMENTS|VERCEL_CRON)$/;
const STORED = /(STORAGE|DATA_SIZE|RETAINED|RESTORE|SNAPSHOT|BRANCHES|DATABASES|PROJECTS|STORES|CONNECTIONS|FEE)/;
/** A CDN hit costs no invocation, no compute and no origin transfer (facts: "Cache function answers at the CDN"). */
const ORIGIN_WORK = new Set([
  'VERCEL_FUNCTIONS INVOCATIONS',
  'VERCEL_FUNCTIONS ACTIVE_CPU_HOURS',
  'VERCEL_FUNCTIONS PROVISIONED_MEMORY_GB_HOURS',
  'VERCEL_FUNCTIONS DURATION_GB_HOURS',
  'VERCEL_BANDWIDTH FAST_ORIGIN_TRANSFER_GB',
]);
/** What is done where the functions run (facts: limits and prices, "By region"); the rest follows the visitor. */
const WITH_FUNCTIONS = /^(VERCEL_FUNCTIONS|VERCEL_ISR|VERCEL_CACHE)$/;

/** Whether a metric is charged in the region of the functions, and not in that of the visitors. */
export function movesWithFunctions(service: string, metric: string): boolean {
  return WITH_FUNCTIONS.test(service) || metric === 'FAST_ORIGIN_TRANSFER_GB';
}

/**
 * The changes as one account sees them. `cacheHitRatio` is the share of requests that the cache answers today, 0 to
 * 1; null where it is not known, and then more hits change nothing. Plan, region and machine are those of the
 * account that is `asked`; visitors come to all of them.
 */
export function wishOf(changes: readonly Change[], cacheHitRatio: number | null, asked: boolean): Wish {
  const last = <Kind extends Change['kind']>(kind: Kind): Extract<Change, { kind: Kind }> | null =>
    (changes.findLast((change) => change.kind === kind) as Extract<Change, { kind: Kind }> | undefined) ?? null;
  const traffic = product(changes, 'traffic');
  const images = product(changes, 'images');
  const misses = missesLeft(changes, cacheHitRatio);
  return {
    plan: asked ? (last('plan')?.plan ?? null) : null,
    region: last('region')?.region ?? null,
    buildMachine: last('build-machine')?.machine ?? null,
    models: changes.filter((change) => change.kind === 'model'),
    factorOf: (service, metric) =>
      (NOT_TRAFFIC.test(service) || STORED.test(metric) ? 1 : traffic) *
      (service === 'VERCEL_IMAGES' ? images : 1) *
      (ORIGIN_WORK.has(`${service} ${metric}`) ? misses : 1),
  };
}

function product(changes: readonly Change[], kind: 'traffic' | 'images'): number {
  return changes.reduce((factor, change) => (change.kind === kind ? factor * change.factor : factor), 1);
}

/** Fewer misses reach the origin in proportion: 60 % hits plus 20 points halve what 40 % misses cost. */
function missesLeft(changes: readonly Change[], cacheHitRatio: number | null): number {
  if (cacheHitRatio === null || cacheHitRatio >= 1) {
    return 1;
  }
  const ratio = hitsAfter(changes, cacheHitRatio);
  return (1 - ratio) / (1 - cacheHitRatio);
}

/** The cache hit ratio with the changes, 0 to 1. */
export function hitsAfter(changes: readonly Change[], cacheHitRatio: number): number {
  return changes.reduce(
    (ratio, change) => (change.kind === 'cache-hits' ? Math.min(1, Math.max(0, ratio + change.points / 100)) : ratio),
    cacheHitRatio,
  );
}

/** Whether a plan charges for anything that is used, beside its fee: one that does not has no bill to grow. */
export function sellsMore(list: PriceList, { provider, plan, day }: PlanChoice): boolean {
  return planEntries(list, provider, plan, day).some(
    ({ entry }) =>
      entry.billedAs === 'infrastructure' &&
      (entry.beyond === 'charged' || entry.beyond === 'unknown' || entry.beyond === 'by-machine'),
  );
}

/** Whether two plans sell a metric on the same terms, in the regions that are used. */
export function soldAlike(
  a: PlanTerms,
  b: PlanTerms,
  { service, metric }: { readonly service: string; readonly metric: string },
  regions: readonly (string | null)[],
): boolean {
  const [one, other] = [a.metric(service, metric), b.metric(service, metric)];
  if (one === null || other === null) {
    return one === other;
  }
  return (
    one.included === other.included &&
    one.beyond === other.beyond &&
    regions.every((region) => {
      const [here, there] = [one.rateIn(region)?.price, other.rateIn(region)?.price];
      return here?.price === there?.price && here?.per === there?.per;
    })
  );
}
