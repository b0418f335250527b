import { z } from 'zod';
import { calendarMonthOf } from '#shared/core/calendar/calendar';
import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import { totalTokens } from '#shared/domain/ai-usage';
import { DAY, type Instant, MINUTE, type Period } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { MetricSample } from '#shared/domain/series';

/** Days that are still revised are asked in every cycle, all of the last 35 once a day. */
const REVISED_DAYS = 3;
const FULL_DAYS = 35;

export const TOKENS = 'TOKENS';
export const COST = 'COST_USD';
export const MONTH = 'MONTHLY_SPEND_USD';

/** Both tell of a request within minutes; no figure is published. */
const COUNTED_AFTER = 5 * MINUTE;

/** The three series of a provider of models. */
export function aiDefinitions(service: string, group: string): readonly MetricDefinition[] {
  const common = { service, group, zone: 'UTC', lag: COUNTED_AFTER } as const;
  return [
    {
      ...common,
      metric: TOKENS,
      title: `${group} tokens`,
      shortTitle: 'Tokens',
      unit: 'tokens',
      kind: 'daily',
      icon: 'sparkles',
    },
    {
      ...common,
      metric: COST,
      title: `${group} cost`,
      shortTitle: 'Cost',
      unit: 'USD',
      kind: 'daily',
      icon: 'coins',
      mayBeNegative: true,
    },
    {
      ...common,
      metric: MONTH,
      title: `${group} spend this month`,
      shortTitle: 'Spend this month',
      unit: 'USD',
      kind: 'period',
      amounts: COST,
      icon: 'receipt',
      consequence: `${group} then refuses requests or warns, as the limit is set`,
      mayBeNegative: true,
    },
  ];
}

/** The days to ask for. `full` is true for the whole stretch, once a day. Days are UTC, today included. */
export function daysToAsk(now: Instant, lastFull: Instant | null): { readonly range: Period; readonly full: boolean } {
  const today = Math.floor(now / DAY) * DAY;
  const full = lastFull === null || now - lastFull >= DAY;
  return { range: { start: today - ((full ? FULL_DAYS : REVISED_DAYS) - 1) * DAY, end: today + DAY }, full };
}

/** An event with every group left open and nothing known; the caller fills in what it has. */
export function blankEvent(
  provider: string,
  kind: AiUsageEvent['kind'],
  bucketStart: Instant,
  dataAsOf: Instant,
): AiUsageEvent {
  return {
    provider,
    kind,
    bucketStart,
    bucketSeconds: DAY,
    model: '',
    projectRef: '',
    apiKeyRef: '',
    serviceTier: '',
    lineItem: '',
    costType: '',
    tokenType: '',
    contextWindow: '',
    isBatch: -1,
    requests: null,
    inputUncachedTokens: null,
    inputCachedTokens: null,
    cacheWriteShortTokens: null,
    cacheWriteLongTokens: null,
    outputTokens: null,
    webSearches: null,
    quantity: null,
    quantityUnit: null,
    costMicros: null,
    listCostMicros: null,
    costRaw: null,
    currency: null,
    costBasis: 'reported',
    provisional: bucketStart + DAY + REVISED_DAYS * DAY > dataAsOf,
    dataAsOf,
  };
}

/**
 * Two results of one group would replace each other in the store, as rows that differ only by something that is
 * not kept: what they count is added instead. An amount that cannot be read stays unknown, apart from those beside it.
 */
export function addUpGroups(events: readonly AiUsageEvent[]): AiUsageEvent[] {
  const groups = new Map<string, AiUsageEvent>();
  for (const event of events.map(apart)) {
    const { bucketStart, model, projectRef, apiKeyRef, serviceTier, lineItem, costType, tokenType } = event;
    const key = JSON.stringify([
      [bucketStart, model, projectRef, apiKeyRef, serviceTier],
      [lineItem, costType, tokenType, event.contextWindow, event.isBatch, event.currency],
    ]);
    const before = groups.get(key);
    groups.set(key, before === undefined ? event : addEvents(before, event));
  }
  return [...groups.values()];
}

/** The store's key has no currency: money of another kind, or unread, stands under a line of its own. */
function apart(event: AiUsageEvent): AiUsageEvent {
  const isUnread = event.kind === 'cost' && event.costMicros === null;
  const own = isUnread ? 'unread' : (event.currency ?? '');
  return isInDollars(event) && !isUnread ? event : { ...event, lineItem: `${event.lineItem} (${own})`.trim() };
}

function addEvents(a: AiUsageEvent, b: AiUsageEvent): AiUsageEvent {
  const add = (x: number | null, y: number | null) => (x === null && y === null ? null : (x ?? 0) + (y ?? 0));
  const both = (x: number | null, y: number | null) => (x === null || y === null ? null : x + y);
  return {
    ...a,
    requests: add(a.requests, b.requests),
    inputUncachedTokens: add(a.inputUncachedTokens, b.inputUncachedTokens),
    inputCachedTokens: add(a.inputCachedTokens, b.inputCachedTokens),
    cacheWriteShortTokens: add(a.cacheWriteShortTokens, b.cacheWriteShortTokens),
    cacheWriteLongTokens: add(a.cacheWriteLongTokens, b.cacheWriteLongTokens),
    outputTokens: add(a.outputTokens, b.outputTokens),
    webSearches: add(a.webSearches, b.webSearches),
    quantity: add(a.quantity, b.quantity),
    costMicros: both(a.costMicros, b.costMicros),
    listCostMicros: both(a.listCostMicros, b.listCostMicros),
    costRaw: null,
  };
}

/** The provider's own null inside a grouping. */
export const NO_GROUP = '-';

/** Days of a window as samples, for the account and by project; a day without use is a zero, not a gap. */
export function windowSamples(service: string, window: AiUsageWindow, source: string, now: Instant): MetricSample[] {
  const isCost = window.kind === 'cost';
  const sums = new Map<string, { time: Instant; projectId: string | null; value: number; lowerBound: boolean }>();
  const add = (time: Instant, projectId: string | null, value: number | null) => {
    const key = `${time} ${projectId ?? ''}`;
    const before = sums.get(key);
    const lowerBound = value === null || before?.lowerBound === true;
    sums.set(key, { time, projectId, value: (before?.value ?? 0) + (value ?? 0), lowerBound });
  };
  for (let time = window.range.start; time < window.range.end && time <= now; time += DAY) add(time, null, 0);
  for (const event of window.events) {
    const value = isCost ? event.costMicros : totalTokens(event);
    // Money of another kind is in no sum of dollars; an amount that cannot be read makes the day a lower bound.
    if (isCost ? !isInDollars(event) : value === null) continue;
    add(event.bucketStart, null, value);
    if (event.projectRef !== '' && event.projectRef !== NO_GROUP) add(event.bucketStart, event.projectRef, value);
  }
  return [...sums.values()].map(({ time, projectId, value, lowerBound }) => ({
    service,
    metric: isCost ? COST : TOKENS,
    projectId,
    kind: 'daily',
    unit: isCost ? 'USD' : 'tokens',
    zone: 'UTC',
    source,
    time,
    value: isCost ? fromMicros(value) : value,
    ...(lowerBound ? { lowerBound: true } : {}),
    ...(now < time + (1 + REVISED_DAYS) * DAY ? { provisional: true } : {}),
  }));
}

/** An amount in dollars; null for one in another currency, which cannot be added to them. */
function dollarsOf(event: AiUsageEvent): Micros | null {
  return isInDollars(event) ? event.costMicros : null;
}

/** Whether an amount may be added to the others. Older days came without a currency: theirs are dollars. */
function isInDollars({ currency }: Pick<AiUsageEvent, 'currency'>): boolean {
  return currency === null || currency.toUpperCase() === 'USD';
}

/** A day's cost in micros; an object where an amount of it could not be read. */
const dayCostSchema = z.union([z.number(), z.object({ atLeast: z.number() })]);
type DayCost = z.infer<typeof dayCostSchema>;

/** What each day of a window cost, days without use too. */
function dailyCosts({ range, events }: AiUsageWindow, now: Instant): ReadonlyMap<Instant, DayCost> {
  const days = new Map<Instant, DayCost>();
  for (let time = range.start; time < range.end && time <= now; time += DAY) days.set(time, 0);
  for (const event of events) {
    const before = days.get(event.bucketStart) ?? 0;
    const atLeast = leastOf(before) + (dollarsOf(event) ?? 0);
    const isUnread = typeof before !== 'number' || (isInDollars(event) && event.costMicros === null);
    days.set(event.bucketStart, isUnread ? { atLeast } : atLeast);
  }
  return days;
}

function leastOf(day: DayCost): Micros {
  return typeof day === 'number' ? day : day.atLeast;
}

const monthSchema = z.record(z.string(), dayCostSchema).catch({});

/**
 * The spend of this calendar month (UTC) from daily costs: days in `windows` replace those in `kept`,
 * days of other months are dropped. No sample while the month's first days were never read; a lower bound while an
 * amount of one of them was not.
 */
export function monthToDate(
  service: string,
  windows: readonly AiUsageWindow[],
  kept: unknown,
  source: string,
  now: Instant,
): { readonly samples: readonly MetricSample[]; readonly cursor: Readonly<Record<string, DayCost>> } {
  const month = calendarMonthOf(now, 'UTC');
  const days: Record<string, DayCost> = {};
  for (const [start, micros] of Object.entries(monthSchema.parse(kept ?? {}))) {
    if (Number(start) >= month.start) days[start] = micros;
  }
  for (const window of windows) {
    for (const [start, micros] of dailyCosts(window, now)) if (start >= month.start) days[start] = micros;
  }
  const isWhole = Object.keys(days).length >= Math.floor((now - month.start) / DAY) + 1;
  const costs = Object.values(days);
  const total = costs.reduce<number>((sum, day) => sum + leastOf(day), 0);
  const sample: MetricSample = {
    service,
    metric: MONTH,
    projectId: null,
    kind: 'period',
    unit: 'USD',
    zone: 'UTC',
    source,
    time: now,
    value: fromMicros(total),
    ...(costs.some((day) => typeof day !== 'number') ? { lowerBound: true } : {}),
    provisional: true,
  };
  return { samples: isWhole ? [sample] : [], cursor: days };
}
