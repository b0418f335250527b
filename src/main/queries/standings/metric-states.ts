import { alignToDays, windowPeriod } from '#shared/core/usage/limit-window';
import { type MetricStatus, metricStatus, onlyTells } from '#shared/core/usage/metric-status';
import { usagePercent } from '#shared/core/usage/usage-entry';
import type { Connection } from '#shared/domain/connection';
import type { FailureCode } from '#shared/domain/failure';
import type { LimitForecast } from '#shared/domain/forecast';
import type { Instant, Period } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, type InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { LimitWindow } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import { type PlanChange, readPlanChanges } from '../connections/plan-changes';
import type { ReadParts } from '../read-parts';
import { readForecast } from '../usage/metric-forecast';
import { definitionsOf } from './metric-definitions';
import { readSourceNotes, type SourceNotes } from './source-notes';

/** All that is known of one metric of one connection, from which every screen and decision is made. */
export interface MetricState {
  /** `connection/service/metric`. */
  readonly key: string;
  readonly connection: Connection;
  readonly definition: MetricDefinition;
  /** The series that stands for it; of several sources the one with the newest sample. Null: never read. */
  readonly series: Series | null;
  readonly limit: InfrastructureLimit | null;
  readonly window: LimitWindow;
  /** The stretch that `current` is counted over; null for a level. */
  readonly period: Period | null;
  /** What is held against the limit. Null is unknown, with the reason in `note`. */
  readonly current: number | null;
  readonly asOf: Instant | null;
  readonly percent: number | null;
  readonly forecast: LimitForecast;
  readonly status: MetricStatus;
  readonly note: string;
  readonly noteCode: FailureCode | null;
}

/** True for what an account has: it was read, or it should have been and could not. What a plan does not offer is neither. */
export function isShown(state: MetricState): boolean {
  return state.series !== null || (state.noteCode !== null && state.noteCode !== 'not-on-plan');
}

/** The key of a metric as the window and the terminal know it. */
export function metricKey(connectionId: string, service: string, metric: string): string {
  return `${connectionId}/${service}/${metric}`;
}

/**
 * The state of every metric of every connection. `forecast: false` leaves the forecasts out: days of the past that are
 * filled in are held against their marks alone.
 */
export async function readMetricStates(
  parts: ReadParts,
  options: { readonly forecast?: boolean; readonly connectionIds?: readonly string[] } = {},
): Promise<readonly MetricState[]> {
  const now = parts.clock.now();
  const all = await parts.store.connections.list();
  const wanted = all.filter((connection) => options.connectionIds?.includes(connection.id) ?? true);
  const [series, limits, notesOf] = await Promise.all([
    parts.store.samples.listSeries(),
    parts.store.limits.list(),
    readSourceNotes(parts),
  ]);
  const latest = await parts.store.samples.latest(series.map((one) => one.id));
  const stretches = new Map<string, Period | null>();
  const forecast = options.forecast ?? true;
  const states: MetricState[] = [];
  for (const connection of wanted) {
    const notes = notesOf(connection.id, connection.provider);
    const own = series.filter((one) => one.connectionId === connection.id && one.projectId === null);
    const planChanges = forecast ? await readPlanChanges(parts.store, connection) : [];
    for (const definition of definitionsOf(parts.catalog.descriptor(connection.provider), own)) {
      const chosen = newest(own, definition, latest);
      const limit =
        limits.find(
          (one) =>
            one.connectionId === connection.id &&
            one.service === definition.service &&
            one.metric === definition.metric,
        ) ?? null;
      states.push(
        await readState(parts, {
          connection,
          definition,
          chosen,
          limit,
          notes,
          stretches,
          planChanges,
          now,
          forecast,
        }),
      );
    }
  }
  return states;
}

interface StateInput {
  readonly connection: Connection;
  readonly definition: MetricDefinition;
  readonly chosen: { readonly series: Series; readonly sample: Sample } | null;
  readonly limit: InfrastructureLimit | null;
  readonly notes: SourceNotes;
  /** Stretches that were worked out for another metric of the same window: calendars are slow. */
  readonly stretches: Map<string, Period | null>;
  readonly planChanges: readonly PlanChange[];
  readonly now: Instant;
  readonly forecast: boolean;
}

async function readState(parts: ReadParts, input: StateInput): Promise<MetricState> {
  const { connection, definition, chosen, limit, notes, now } = input;
  const series = chosen?.series ?? null;
  const { window, period } = stretchOf(input);
  const measured = await measure(parts, chosen, period);
  const marks = marksOf(limit);
  const percent = usagePercent(measured?.value ?? null, marks.value);
  const forecast = await readForecast(parts, {
    series: input.forecast ? series : null,
    latest: chosen?.sample ?? null,
    limit: marks.value,
    window,
    period,
    planChanges: input.planChanges,
    now,
  });
  const trouble = notes.trouble(definition);
  return {
    key: metricKey(connection.id, definition.service, definition.metric),
    connection,
    definition,
    series,
    limit,
    window,
    period,
    current: measured?.value ?? null,
    asOf: measured === null ? null : readAt(definition, measured.asOf, notes),
    percent,
    forecast,
    status: metricStatus({
      ...marks,
      percent,
      hasValue: measured !== null,
      hasLimit: marks.value !== null,
      daysToLimit: forecast.daysToLimit,
    }),
    note: trouble?.text ?? (measured === null ? 'Not read yet.' : ''),
    noteCode: trouble?.code ?? null,
  };
}

/** What a limit demands; one that is switched off demands nothing, one that only tells never presses. */
function marksOf(limit: InfrastructureLimit | null) {
  const { warningPercent, criticalPercent } = limit ?? DEFAULT_MARKS;
  return {
    value: limit?.enabled ? limit.value : null,
    warningPercent,
    criticalPercent,
    onlyTells: limit !== null && onlyTells(limit.atLimit),
  };
}

const DEFAULT_MARKS = { warningPercent: DEFAULT_WARNING_PERCENT, criticalPercent: DEFAULT_CRITICAL_PERCENT };

/** Day totals without a limit are shown for the billing cycle; a level is counted over no stretch at all. */
function stretchOf({ connection, definition, chosen, limit, stretches, now }: StateInput): {
  readonly window: LimitWindow;
  readonly period: Period | null;
} {
  const zone = chosen?.series.zone ?? definition.zone;
  const unlimitedTotal = definition.kind === 'daily' && (limit === null || limit.value === null);
  const window = unlimitedTotal ? 'billing-cycle' : (limit?.window ?? 'point-in-time');
  if (definition.kind === 'gauge') {
    return { window, period: null };
  }
  const anchor = connection.billingAnchor;
  const key = [window, anchor?.day, anchor?.zone, zone].join('|');
  const known = stretches.get(key);
  if (known !== undefined) {
    return { window, period: known };
  }
  const cut = windowPeriod({ window, anchor, zone, now });
  const period = cut === null ? null : alignToDays(cut, zone);
  stretches.set(key, period);
  return { window, period };
}

/** A day's total is as old as its last reading, not as the midnight it is filed under. */
function readAt(definition: MetricDefinition, sampledAt: Instant, notes: SourceNotes): Instant {
  return definition.kind === 'daily' ? Math.max(sampledAt, notes.lastGoodAt(definition) ?? 0) : sampledAt;
}

async function measure(
  parts: ReadParts,
  chosen: StateInput['chosen'],
  period: Period | null,
): Promise<{ readonly value: number; readonly asOf: Instant } | null> {
  if (chosen === null) {
    return null;
  }
  const { series, sample } = chosen;
  if (period !== null && series.kind === 'daily') {
    return parts.store.samples.sum(series.id, period);
  }
  // A total of the period so far says nothing about the period after it.
  const stale = period !== null && series.kind === 'period' && sample.time < period.start;
  return stale ? null : { value: sample.value, asOf: sample.time };
}

/** Sources of one metric are never added up: the one that answered last stands. */
function newest(
  series: readonly Series[],
  definition: MetricDefinition,
  latest: ReadonlyMap<number, Sample>,
): StateInput['chosen'] {
  let best: StateInput['chosen'] = null;
  for (const one of series) {
    const sample = latest.get(one.id);
    const same = one.service === definition.service && one.metric === definition.metric;
    if (same && sample !== undefined && (best === null || sample.time > best.sample.time)) {
      best = { series: one, sample };
    }
  }
  return best;
}
