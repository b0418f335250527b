import type { AiAmounts, AiUsageEvent } from '#shared/domain/ai-usage';
import type { Instant } from '#shared/domain/instant';

/** A month of AI usage of one model and project; an empty text means all of them. */
export interface AiMonth extends AiAmounts {
  readonly provider: string;
  readonly model: string;
  readonly projectRef: string;
  readonly costBasis: 'reported' | 'estimated' | 'mixed';
  readonly daysWithData: number;
  /** Cached share of all input, 0 to 1; null without input. */
  readonly cacheShare: number | null;
  readonly dataAsOf: Instant;
}

/** A day's AI usage of one model and project; an empty model or project is the provider's own "none". */
export interface AiDay
  extends Pick<
    AiMonth,
    | 'provider'
    | 'model'
    | 'projectRef'
    | 'costMicros'
    | 'inputUncachedTokens'
    | 'inputCachedTokens'
    | 'cacheWriteShortTokens'
    | 'cacheWriteLongTokens'
    | 'outputTokens'
  > {
  readonly connectionId: string;
  /** First second of the day. */
  readonly t: Instant;
  /** Up to when the provider had counted: a day that ends later is not whole yet. */
  readonly dataAsOf: Instant;
}

const SUMMED = [
  'requests',
  'inputUncachedTokens',
  'inputCachedTokens',
  'cacheWriteShortTokens',
  'cacheWriteLongTokens',
  'outputTokens',
  'webSearches',
  'costMicros',
  'listCostMicros',
] as const satisfies readonly (keyof AiAmounts)[];

/**
 * Adds the daily buckets of one month and provider up: by model and project, by each alone, and in all.
 * Tokens come from usage and money from costs, each from its own kind of bucket; a class that no bucket
 * knows stays null, never 0.
 */
export function summarizeAiMonth(events: readonly AiUsageEvent[]): readonly AiMonth[] {
  const groups = new Map<string, AiUsageEvent[]>();
  for (const event of events) {
    for (const key of keysOf(event)) {
      groups.set(key, [...(groups.get(key) ?? []), event]);
    }
  }
  return [...groups].map(([key, group]) => {
    const [model = '', projectRef = ''] = JSON.parse(key) as [string, string];
    return summaryOf(group, model, projectRef);
  });
}

/** What has no model or project counts in the totals alone. */
function keysOf({ model, projectRef }: AiUsageEvent): ReadonlySet<string> {
  const pairs: readonly (readonly [string, string])[] = [
    ['', ''],
    [model, ''],
    ['', projectRef],
    [model, projectRef],
  ];
  return new Set(pairs.map((pair) => JSON.stringify(pair)));
}

function summaryOf(events: readonly AiUsageEvent[], model: string, projectRef: string): AiMonth {
  const sums = Object.fromEntries(SUMMED.map((field) => [field, sumKnown(events, field)])) as Record<
    keyof AiAmounts,
    number | null
  >;
  const bases = new Set(events.filter((event) => event.costMicros !== null).map((event) => event.costBasis));
  return {
    provider: events[0]?.provider ?? '',
    model,
    projectRef,
    ...sums,
    costBasis: bases.size > 1 ? 'mixed' : ([...bases][0] ?? 'reported'),
    daysWithData: new Set(events.map((event) => event.bucketStart)).size,
    cacheShare: cacheShareOf(sums),
    dataAsOf: Math.max(...events.map((event) => event.dataAsOf)),
  };
}

function sumKnown(events: readonly AiUsageEvent[], field: keyof AiAmounts): number | null {
  const known = events.map((event) => event[field]).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function cacheShareOf(sums: AiAmounts): number | null {
  const cached = sums.inputCachedTokens ?? 0;
  const input =
    cached + (sums.inputUncachedTokens ?? 0) + (sums.cacheWriteShortTokens ?? 0) + (sums.cacheWriteLongTokens ?? 0);
  return input === 0 ? null : cached / input;
}
