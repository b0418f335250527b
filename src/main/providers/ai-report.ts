import { z } from 'zod';
import { calendarMonthOf } from '#shared/core/calendar/calendar';
import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import { totalTokens } from '#shared/domain/ai-usage';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { MetricSample } from '#shared/domain/series';

/** Days that are still revised are asked in every cycle, all of the last 35 once a day. */
const REVISED_DAYS = 3;
const FULL_DAYS = 35;

export const TOKENS = 'TOKENS';
export const COST = 'COST_USD';
export const MONTH = 'MONTHLY_SPEND_USD';

/** The three series of a provider of models. */
export function aiDefinitions(service: string, group: string): readonly MetricDefinition[] {
  const common = { service, group, zone: 'UTC' } as const;
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

/** The provider's own null inside a grouping. */
export const NO_GROUP = '-';

/** Days of a window as samples, for the account and by project; a day without use is a zero, not a gap. */
export function windowSamples(service: string, window: AiUsageWindow, source: string, now: Instant): MetricSample[] {
  const isCost = window.kind === 'cost';
  const sums = new Map<string, { time: Instant; projectId: string | null; value: number }>();
  const add = (time: Instant, projectId: string | null, value: number) => {
    const key = `${time} ${projectId ?? ''}`;
    const before = sums.get(key)?.value ?? 0;
    sums.set(key, { time, projectId, value: before + value });
  };
  for (let time = window.range.start; time < window.range.end && time <= now; time += DAY) add(time, null, 0);
  for (const event of window.events) {
    const value = isCost ? dollarsOf(event) : totalTokens(event);
    if (value === null) continue;
    add(event.bucketStart, null, value);
    if (event.projectRef !== '' && event.projectRef !== NO_GROUP) add(event.bucketStart, event.projectRef, value);
  }
  return [...sums.values()].map(({ time, projectId, value }) => ({
    service,
    metric: isCost ? COST : TOKENS,
    projectId,
    kind: 'daily',
    unit: isCost ? 'USD' : 'tokens',
    zone: 'UTC',
    source,
    time,
    value: isCost ? fromMicros(value) : value,
    ...(now < time + (1 + REVISED_DAYS) * DAY ? { provisional: true } : {}),
  }));
}

/** An amount in dollars; null for one in another currency, which cannot be added to them. */
function dollarsOf({ costMicros, currency }: AiUsageEvent): Micros | null {
  return currency === null || currency === 'USD' ? costMicros : null;
}

/** What each day of a window cost, days without use too. */
function dailyCosts({ range, events }: AiUsageWindow, now: Instant): ReadonlyMap<Instant, Micros> {
  const days = new Map<Instant, Micros>();
  for (let time = range.start; time < range.end && time <= now; time += DAY) days.set(time, 0);
  for (const event of events) {
    days.set(event.bucketStart, (days.get(event.bucketStart) ?? 0) + (dollarsOf(event) ?? 0));
  }
  return days;
}

const monthSchema = z.record(z.string(), z.number()).catch({});

/**
 * The spend of this calendar month (UTC) from daily costs: days in `windows` replace those in `kept`,
 * days of other months are dropped. Null while the month's first days were never read.
 */
export function monthToDate(
  service: string,
  windows: readonly AiUsageWindow[],
  kept: unknown,
  source: string,
  now: Instant,
): { readonly samples: readonly MetricSample[]; readonly cursor: Readonly<Record<string, number>> } {
  const month = calendarMonthOf(now, 'UTC');
  const days: Record<string, number> = {};
  for (const [start, micros] of Object.entries(monthSchema.parse(kept ?? {}))) {
    if (Number(start) >= month.start) days[start] = micros;
  }
  for (const window of windows) {
    for (const [start, micros] of dailyCosts(window, now)) if (start >= month.start) days[start] = micros;
  }
  const isWhole = Object.keys(days).length >= Math.floor((now - month.start) / DAY) + 1;
  const total = Object.values(days).reduce((sum, micros) => sum + micros, 0);
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
    provisional: true,
  };
  return { samples: isWhole ? [sample] : [], cursor: days };
}
