import type { UsageRow } from '#shared/domain/cost';
import type { WhatIfBase } from './what-if-base';

/** One thing that would be different. */
export type Change =
  | { readonly kind: 'traffic'; readonly factor: number }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'build-machine'; readonly machine: string }
  | { readonly kind: 'images'; readonly factor: number }
  | { readonly kind: 'cache-hits'; readonly points: number }
  | { readonly kind: 'model'; readonly from: string; readonly to: string };

/** Grows with visitors: everything but builds, stored data, seats and projects. */
const NOT_TRAFFIC = /^(VERCEL_BUILD|VERCEL_DEPLOYMENTS|VERCEL_ACCOUNT|VERCEL_CRON)$/;
const STORED = /(STORAGE|DATA_SIZE|RETAINED|RESTORE|SNAPSHOT|BRANCHES|DATABASES|PROJECTS|STORES|CONNECTIONS|FEE)/;
/** A CDN hit costs no invocation, no compute and no origin transfer (facts: "Cache function answers at the CDN"). */
const ORIGIN_WORK = new Set([
  'VERCEL_FUNCTIONS INVOCATIONS',
  'VERCEL_FUNCTIONS ACTIVE_CPU_HOURS',
  'VERCEL_FUNCTIONS PROVISIONED_MEMORY_GB_HOURS',
  'VERCEL_FUNCTIONS DURATION_GB_HOURS',
  'VERCEL_BANDWIDTH FAST_ORIGIN_TRANSFER_GB',
]);

/** Applies changes one after the other, and says what each rests on. */
export function changeRows(
  base: WhatIfBase,
  changes: readonly Change[],
): { readonly base: WhatIfBase; readonly assumptions: string[] } {
  const assumptions: string[] = [];
  const changed = changes.reduce((current, change) => applyChange(current, change, assumptions), base);
  return { base: changed, assumptions };
}

function applyChange(base: WhatIfBase, change: Change, assumptions: string[]): WhatIfBase {
  switch (change.kind) {
    case 'traffic':
      assumptions.push(
        `traffic × ${change.factor}: requests, transfer, compute and tokens; builds and stored data stay`,
      );
      return { ...scaleRows(base, change.factor, isTraffic), models: scaleModels(base, change.factor) };
    case 'plan':
      assumptions.push(`the same usage on the ${change.plan} plan`);
      return { ...base, plan: { ...base.plan, plan: change.plan } };
    case 'region':
      assumptions.push(
        `functions, origin transfer and caches at the prices of ${change.region}; transfer and edge requests stay, they follow the visitors`,
      );
      return {
        ...base,
        rows: base.rows.map((row) => (movesWithFunctions(row) ? { ...row, region: change.region } : row)),
      };
    case 'build-machine':
      assumptions.push(`the same build minutes on the ${change.machine} machine; a faster machine needs fewer`);
      return { ...base, plan: { ...base.plan, buildMachine: change.machine } };
    case 'images':
      assumptions.push(`image transformations and image cache × ${change.factor}`);
      return scaleRows(base, change.factor, (row) => row.service === 'VERCEL_IMAGES');
    case 'cache-hits':
      return moreCacheHits(base, change.points, assumptions);
    case 'model':
      return swapModel(base, change, assumptions);
  }
}

/** What is done where the functions run (facts: limits and prices, "By region"); the rest follows the visitor. */
const WITH_FUNCTIONS = /^(VERCEL_FUNCTIONS|VERCEL_ISR|VERCEL_CACHE)$/;

function movesWithFunctions({ service, metric }: UsageRow): boolean {
  return WITH_FUNCTIONS.test(service) || metric === 'FAST_ORIGIN_TRANSFER_GB';
}

/** Fewer misses reach the origin in proportion: 60 % hits plus 20 points halve what 40 % misses cost. */
function moreCacheHits(base: WhatIfBase, points: number, assumptions: string[]): WhatIfBase {
  if (base.cacheHitRatio === null || base.cacheHitRatio >= 1) {
    assumptions.push('the cache hit ratio is not known, so this change was left out');
    return base;
  }
  const ratio = Math.min(1, Math.max(0, base.cacheHitRatio + points / 100));
  const factor = (1 - ratio) / (1 - base.cacheHitRatio);
  assumptions.push(
    `cache hits from ${percent(base.cacheHitRatio)} to ${percent(ratio)}: functions and origin transfer fall in proportion to the misses`,
  );
  const scaled = scaleRows(base, factor, (row) => ORIGIN_WORK.has(`${row.service} ${row.metric}`));
  return { ...scaled, cacheHitRatio: ratio };
}

function swapModel(base: WhatIfBase, { from, to }: { from: string; to: string }, assumptions: string[]): WhatIfBase {
  const used = base.models.some((use) => use.model === from);
  assumptions.push(
    used ? `the tokens of ${from} at the prices of ${to}` : `${from} was not used, so this change was left out`,
  );
  const models = base.models.map((use) => (use.model === from ? { ...use, provider: null, model: to } : use));
  return { ...base, models };
}

function scaleRows(base: WhatIfBase, factor: number, applies: (row: UsageRow) => boolean): WhatIfBase {
  return {
    ...base,
    rows: base.rows.map((row) => (applies(row) ? { ...row, quantity: row.quantity * factor } : row)),
  };
}

function scaleModels(base: WhatIfBase, factor: number): WhatIfBase['models'] {
  return base.models.map((use) => ({
    ...use,
    input: use.input * factor,
    cacheRead: use.cacheRead * factor,
    cacheWrite: use.cacheWrite * factor,
    cacheWrite1h: (use.cacheWrite1h ?? 0) * factor,
    output: use.output * factor,
  }));
}

function isTraffic(row: UsageRow): boolean {
  return !NOT_TRAFFIC.test(row.service) && !STORED.test(row.metric);
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}
