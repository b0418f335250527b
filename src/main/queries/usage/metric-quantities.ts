import { alignToDays, windowPeriod } from '#shared/core/usage/limit-window';
import { figureInForce } from '#shared/core/usage/metric-status';
import type { Connection } from '#shared/domain/connection';
import type { FailureCode } from '#shared/domain/failure';
import type { LimitForecast, QuantityForecast } from '#shared/domain/forecast';
import type { Instant, Period } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { LimitWindow } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import { type ConnectionRows, readConnectionRows } from '../connections/connection-rows';
import { planChangesOf } from '../connections/plan-changes';
import { type SourceNotes, sourceNotes } from '../connections/source-notes';
import type { ReadParts } from '../read-parts';
import { definitionsOf } from './metric-definitions';
import { readForecast } from './metric-forecast';

/** How much of one thing a connection uses, and where that goes. What it is held against is not in it. */
export interface MetricQuantity {
  /** `connection/service/metric`. */
  readonly key: string;
  readonly connection: Connection;
  readonly definition: MetricDefinition;
  /** The series that stands for it; of several sources the one with the newest sample. Null: never read. */
  readonly series: Series | null;
  readonly window: LimitWindow;
  /** The stretch that `current` is counted over; null for a level. */
  readonly period: Period | null;
  /** What is used in it. Null is unknown, with the reason in `note`. */
  readonly current: number | null;
  readonly asOf: Instant | null;
  readonly forecast: QuantityForecast;
  readonly note: string;
  readonly noteCode: FailureCode | null;
}

/** A quantity beside the limit that it is to be held against, and its forecast against that. */
export interface LimitedQuantity extends MetricQuantity {
  readonly limit: InfrastructureLimit | null;
  readonly forecast: LimitForecast;
}

/** True for what an account has: it was read, or it should have been and could not. What a plan does not offer is neither. */
export function isShown({ series, noteCode }: Pick<MetricQuantity, 'series' | 'noteCode'>): boolean {
  return series !== null || (noteCode !== null && noteCode !== 'not-on-plan');
}

/** The key of a metric as the window and the terminal know it. */
export function metricKey(connectionId: string, service: string, metric: string): string {
  return `${connectionId}/${service}/${metric}`;
}

export interface QuantityOptions {
  /** `false` leaves the forecasts out: days of the past that are filled in are held against their thresholds alone. */
  readonly forecast?: boolean;
  readonly connectionIds?: readonly string[];
  /** Rows of at least these connections that were read already. */
  readonly rows?: ConnectionRows;
}

/** Every metric of every connection. */
export async function readQuantities(
  parts: ReadParts,
  options: QuantityOptions = {},
): Promise<readonly LimitedQuantity[]> {
  const { connectionIds, forecast } = options;
  const rows = options.rows ?? (await readConnectionRows(parts));
  const wanted = rows.connections.filter(({ id }) => connectionIds?.includes(id) ?? true);
  return readPlaces(
    parts,
    rows,
    wanted.flatMap((connection) => placesOf(parts, rows, connection)),
    forecast,
  );
}

/** One metric by its key, from the rows of its connection alone; null when it is not watched. */
export async function readQuantity(
  parts: ReadParts,
  key: string,
  { rows: known, forecast }: Omit<QuantityOptions, 'connectionIds'> = {},
): Promise<LimitedQuantity | null> {
  const connectionId = connectionOf(key);
  const rows = known ?? (await readConnectionRows(parts, connectionId));
  const own = rows.connections.filter(({ id }) => id === connectionId);
  const places = own.flatMap((connection) => placesOf(parts, rows, connection)).filter((one) => keyOf(one) === key);
  return (await readPlaces(parts, rows, places, forecast))[0] ?? null;
}

/** The connection that a metric's key begins with. */
export function connectionOf(key: string): string {
  return key.split('/').slice(0, -2).join('/');
}

/** A metric of a connection, with the series that may stand for it. */
interface Place {
  readonly connection: Connection;
  readonly definition: MetricDefinition;
  readonly series: readonly Series[];
}

function placesOf({ catalog }: ReadParts, { series }: ConnectionRows, connection: Connection): readonly Place[] {
  const own = series.filter((one) => one.connectionId === connection.id && one.projectId === null);
  return definitionsOf(catalog.descriptor(connection.provider), own).map((definition) => ({
    connection,
    definition,
    series: own.filter(({ service, metric }) => service === definition.service && metric === definition.metric),
  }));
}

function keyOf({ connection, definition }: Pick<Place, 'connection' | 'definition'>): string {
  return metricKey(connection.id, definition.service, definition.metric);
}

/** What is known of a metric before its use is counted and its forecast made. */
interface Draft {
  readonly connection: Connection;
  readonly definition: MetricDefinition;
  /** The series that stands for it with its newest sample. */
  readonly chosen: { readonly series: Series; readonly sample: Sample } | null;
  readonly limit: InfrastructureLimit | null;
  readonly window: LimitWindow;
  readonly period: Period | null;
}

async function readPlaces(
  parts: ReadParts,
  rows: ConnectionRows,
  places: readonly Place[],
  withForecast = true,
): Promise<readonly LimitedQuantity[]> {
  const now = parts.clock.now();
  const latest = await parts.store.samples.latest(places.flatMap(({ series }) => series.map(({ id }) => id)));
  const stretches = new Map<string, Period | null>();
  const drafts = places.map(({ connection, definition, series }): Draft => {
    const chosen = newest(series, latest);
    const limit = rows.limits.find((one) => one.connectionId === connection.id && isOf(one, definition)) ?? null;
    return {
      connection,
      definition,
      chosen,
      limit,
      ...stretchOf({ connection, definition, chosen, limit, stretches, now }),
    };
  });
  const measured = await measure(parts, drafts);
  const notesOf = sourceNotes(parts, rows.attempts);
  const quantities: LimitedQuantity[] = [];
  for (const [index, draft] of drafts.entries()) {
    const { connection, limit, chosen, window, period } = draft;
    const question = {
      series: withForecast ? (chosen?.series ?? null) : null,
      latest: chosen?.sample ?? null,
      limit: figureInForce(limit),
      window,
      period,
      planChanges: planChangesOf(rows.plans.get(connection.id) ?? [], connection),
      now,
    };
    const forecast = await readForecast(parts, question);
    quantities.push(
      quantityFrom(draft, measured[index] ?? null, forecast, notesOf(connection.id, connection.provider)),
    );
  }
  return quantities;
}

function quantityFrom(draft: Draft, measured: Measured, forecast: LimitForecast, notes: SourceNotes): LimitedQuantity {
  const { connection, definition, chosen, limit, window, period } = draft;
  const trouble = notes.trouble(definition);
  return {
    key: keyOf(draft),
    connection,
    definition,
    series: chosen?.series ?? null,
    limit,
    window,
    period,
    current: measured?.value ?? null,
    asOf: measured === null ? null : readAt(definition, measured.asOf, notes),
    forecast,
    note: trouble?.text ?? (measured === null ? 'Not read yet.' : ''),
    noteCode: trouble?.code ?? null,
  };
}

interface StretchQuestion extends Omit<Draft, 'window' | 'period'> {
  /** Stretches that were worked out for another metric of the same window: calendars are slow. */
  readonly stretches: Map<string, Period | null>;
  readonly now: Instant;
}

/** Day totals without a limit are shown for the billing cycle; a level is counted over no stretch at all. */
function stretchOf({ connection, definition, chosen, limit, stretches, now }: StretchQuestion): {
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

type Measured = { readonly value: number; readonly asOf: Instant } | null;

/** What each metric stands at: day totals added up over their period, all others as they were read last. */
async function measure(parts: ReadParts, drafts: readonly Draft[]): Promise<readonly Measured[]> {
  const sums = drafts.map(({ chosen, period }) =>
    chosen !== null && period !== null && chosen.series.kind === 'daily'
      ? { seriesId: chosen.series.id, range: period }
      : null,
  );
  const questions = sums.filter((question) => question !== null);
  const answers = questions.length === 0 ? [] : await parts.store.samples.sums(questions);
  return drafts.map(({ chosen, period }, index) => {
    const question = sums[index] ?? null;
    if (question !== null) {
      return answers[questions.indexOf(question)] ?? null;
    }
    if (chosen === null) {
      return null;
    }
    const { series, sample } = chosen;
    // A total of the period so far says nothing about the period after it.
    const stale = period !== null && series.kind === 'period' && sample.time < period.start;
    return stale ? null : { value: sample.value, asOf: sample.time };
  });
}

/** Sources of one metric are never added up: the one that answered last stands. */
function newest(series: readonly Series[], latest: ReadonlyMap<number, Sample>): Draft['chosen'] {
  let best: Draft['chosen'] = null;
  for (const one of series) {
    const sample = latest.get(one.id);
    if (sample !== undefined && (best === null || sample.time > best.sample.time)) {
      best = { series: one, sample };
    }
  }
  return best;
}

function isOf({ service, metric }: InfrastructureLimit, definition: MetricDefinition): boolean {
  return service === definition.service && metric === definition.metric;
}
