import { z } from 'zod';
import type { AiUsageWindow } from '#shared/domain/ai-usage';
import type { Charge } from '#shared/domain/charge';
import type { Failure } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import { LARGEST_KEPT, latestKept } from '#shared/domain/instant-bounds';
import type { MetricSample } from '#shared/domain/series';
import type { ChargeBatch, CollectedFacts } from './monitor';

/** Facts of one kind that one collection may bring: more is no account, but an answer that does not end. */
const MOST_FACTS = 50_000;
/** Charges that one collection may write. A month of the largest known accounts has a tenth. */
export const MOST_CHARGES = 500_000;
/** Samples that one collection may write. */
const MOST_SAMPLES = 200_000;

/** A number that can be kept: finite, and small enough to be added up. */
const amount = z.number().min(-LARGEST_KEPT).max(LARGEST_KEPT);
const share = amount.min(0);
/** The store keeps these as whole numbers and refuses others. */
const whole = amount.int();
const count = whole.min(0);
const moment = whole.min(0);

type Bounds = (past: typeof moment) => Readonly<Record<string, z.ZodType>>;

const aiEvent: Bounds = (past) => ({
  requests: count.nullable(),
  inputUncachedTokens: count.nullable(),
  inputCachedTokens: count.nullable(),
  cacheWriteShortTokens: count.nullable(),
  cacheWriteLongTokens: count.nullable(),
  outputTokens: count.nullable(),
  webSearches: count.nullable(),
  costMicros: whole.nullable(),
  listCostMicros: whole.nullable(),
  bucketStart: past,
  bucketSeconds: count,
  quantity: amount.nullable(),
  dataAsOf: past,
});

const charge: Bounds = (past) => ({
  start: past,
  end: moment,
  consumedQuantity: amount.nullable(),
  pricingQuantity: amount.nullable(),
  billedCost: whole.nullable(),
  effectiveCost: whole.nullable(),
  listCost: whole.nullable(),
});

/** What has to hold of the numbers of each kind of fact. `past` is a moment that is not in the future. */
const LISTS: Readonly<Partial<Record<keyof CollectedFacts, Bounds>>> = {
  deployments: (past) => ({ createdAt: past, buildingAt: moment.nullable(), readyAt: moment.nullable() }),
  projects: () => ({}),
  stores: () => ({}),
  budgets: () => ({ amount: count, thresholds: z.array(share) }),
  gatewayBudgets: () => ({ amount: count, spent: whole }),
  credit: () => ({ total: share, remaining: amount, start: moment.nullable(), end: moment.nullable() }),
  invoices: () => ({
    total: amount,
    tax: amount.nullable(),
    issuedAt: moment.nullable(),
    start: moment.nullable(),
    end: moment.nullable(),
    lines: z.array(z.object({ amount, start: moment.nullable(), end: moment.nullable() })),
  }),
  topQueries: () => ({ calls: share, meanMs: share, totalMs: share }),
  limits: () => ({ value: share.nullable() }),
};
const SINGLES: Readonly<Partial<Record<keyof CollectedFacts, z.ZodType>>> = {
  billingAnchor: z.object({ day: whole.min(1).max(31) }).nullable(),
  expiresAt: moment.nullable(),
  account: z.object({
    period: z.object({ start: moment, end: moment }).nullable(),
    seats: count.nullable(),
    seatPrice: count.nullable(),
    trialEnd: moment.nullable(),
  }),
  block: z.object({ since: moment.nullable(), until: moment.nullable() }).nullable(),
};

/** What is left after the rule, and how many were left out. */
export interface Validated<T> {
  readonly kept: T;
  readonly refused: number;
}

/**
 * The one rule for every fact on its way from a provider to the store: a number is finite and no larger than
 * `LARGEST_KEPT`, whole where the store keeps whole numbers, and tells of no future. A fact that breaks it is left
 * out by itself and counted; the others stay. Lists end at `MOST_FACTS`; the rest is counted as left out.
 */
export function validFacts(facts: CollectedFacts, now: Instant): Validated<CollectedFacts> {
  const past = moment.max(latestKept(now));
  const kept: Record<string, unknown> = { ...facts };
  let refused = 0;
  for (const [name, bounds] of Object.entries(LISTS)) {
    const list = kept[name];
    if (!Array.isArray(list)) continue;
    const schema = z.object(bounds(past));
    const valid = (list as unknown[]).filter((one) => schema.safeParse(one).success).slice(0, MOST_FACTS);
    refused += list.length - valid.length;
    kept[name] = valid;
  }
  for (const [name, schema] of Object.entries(SINGLES)) {
    if (kept[name] === undefined || schema.safeParse(kept[name]).success) continue;
    refused += 1;
    delete kept[name];
  }
  if (facts.aiUsage !== undefined) {
    const windows = facts.aiUsage.map((window) => validWindow(window, past));
    refused += windows.reduce((sum, window) => sum + window.refused, 0);
    kept['aiUsage'] = windows.flatMap((window) => window.kept);
  }
  if (facts.charges !== undefined) {
    const batches = facts.charges.map((batch) => validCharges(batch, now));
    refused += batches.reduce((sum, batch) => sum + batch.refused, 0);
    kept['charges'] = batches.map((batch) => batch.kept);
  }
  return { kept: kept as CollectedFacts, refused };
}

/** Whether a charge can be kept by the rule of `validFacts`. */
export function chargeValidator(now: Instant): (charge: Charge) => boolean {
  const schema = z.object(charge(moment.max(latestKept(now))));
  return (one) => schema.safeParse(one).success;
}

/** The same for a batch of charges. With one left out it no longer completes an answer, so that nothing kept goes. */
export function validCharges(batch: ChargeBatch, now: Instant): Validated<ChargeBatch> {
  const charges = batch.charges.filter(chargeValidator(now));
  const refused = batch.charges.length - charges.length;
  return { kept: { ...batch, charges, complete: batch.complete && refused === 0 }, refused };
}

/**
 * A window replaces what was kept for its stretch, so that an event cannot be left out by itself: its whole bucket
 * is, and what was kept for that one stays.
 */
function validWindow(window: AiUsageWindow, past: typeof moment): Validated<readonly AiUsageWindow[]> {
  const schema = z.object(aiEvent(past));
  const odd = window.events.filter((event) => !schema.safeParse(event).success);
  if (odd.length === 0) {
    return { kept: [window], refused: 0 };
  }
  const isPlaced = odd.every(({ bucketStart }) => past.safeParse(bucketStart).success);
  // Where not even the bucket can be told, nothing can be told of the whole stretch.
  const kept = isPlaced ? withoutBuckets(window, new Set(odd.map(({ bucketStart }) => bucketStart))) : [];
  return { kept, refused: odd.length };
}

/** What is left of a window without the buckets that begin at `starts`: a window for each stretch between them. */
export function withoutBuckets(window: AiUsageWindow, starts: ReadonlySet<Instant>): readonly AiUsageWindow[] {
  return without(window, starts).map((range) => ({
    ...window,
    range,
    events: window.events.filter(({ bucketStart: t }) => t >= range.start && t < range.end),
  }));
}

function without({ range, bucketSeconds }: AiUsageWindow, starts: ReadonlySet<Instant>): readonly Period[] {
  const left: Period[] = [];
  let { start } = range;
  for (const at of [...starts].sort((a, b) => a - b)) {
    if (at > start) left.push({ start, end: Math.min(at, range.end) });
    start = Math.max(start, at + bucketSeconds);
  }
  return start < range.end ? [...left, { start, end: range.end }] : left;
}

/** Samples whose number can be kept. What else may be wrong with one the store tells when it is saved. */
export function validSamples(samples: readonly MetricSample[]): Validated<readonly MetricSample[]> {
  const kept = samples
    .filter(({ value, time }) => amount.safeParse(value).success && whole.safeParse(time).success)
    .slice(0, MOST_SAMPLES);
  return { kept, refused: samples.length - kept.length };
}

/** How a person is told that some of an answer was left out; `reason` is a clause, where there is one. */
export function leftOut(refused: number, reason = ''): Failure {
  const figures = refused === 1 ? 'One figure' : `${refused} figures`;
  return {
    code: 'bad-response',
    message: `${figures} of the answer cannot be right and ${refused === 1 ? 'was' : 'were'} left out${reason === '' ? '' : `: ${reason}`}.`,
    action: 'The others are kept. If it stays, ask the provider, or check the clock of this computer.',
    retryable: true,
  };
}
