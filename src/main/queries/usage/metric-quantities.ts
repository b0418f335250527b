import { daySpanOf } from '#shared/core/calendar/calendar';
import { daysAround, rollingDays, windowPeriod } from '#shared/core/usage/limit-window';
import type { Connection } from '#shared/domain/connection';
import type { FailureCode } from '#shared/domain/failure';
import type { LimitForecast, QuantityForecast } from '#shared/domain/forecast';
import { DAY, type Instant, type Period, type Zone } from '#shared/domain/instant';
import { type InfrastructureLimit, PLAN_LIMIT } from '#shared/domain/limit';
import { CHARGED_AMOUNTS, type MetricDefinition } from '#shared/domain/metric';
import type { LimitWindow } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import type { AccountBlock } from '#shared/domain/spend';
import { type ConnectionRows, readConnectionRows } from '../connections/connection-rows';
import { planChangesOf } from '../connections/plan-changes';
import { type ProviderFacts, readProviderFactsOf } from '../connections/provider-facts';
import { type SourceNotes, sourceNotes } from '../connections/source-notes';
import type { ReadParts } from '../read-parts';
import type { AmountsBehind } from './amounts-behind';
import { type CountedDraft, countUse, NOTHING, type ToCount } from './counted';
import { readForecast } from './metric-forecast';
import { connectionOf, isOther, keyOf, otherPlaces, type Place, placesOf } from './metric-places';
import { creditOf, limitAsTold, NO_CREDIT, SPEND } from './told-limits';

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

/** A quantity beside the limit that it is to be held against, and what is needed to say how it stands there. */
export interface LimitedQuantity extends MetricQuantity {
  readonly limit: InfrastructureLimit | null;
  /** Without a limit in it. */
  readonly forecast: LimitForecast;
  /** The project that it is of; null for the whole account. */
  readonly project: { readonly id: string; readonly name: string } | null;
  /** Starts of the whole days that are missing in `current`. */
  readonly missing: CountedDraft['missing'];
  readonly partialDays: CountedDraft['partialDays'];
  readonly isLowerBound: CountedDraft['isLowerBound'];
  readonly busiest: CountedDraft['busiest'];
  readonly recent: CountedDraft['recent'];
  readonly lastSeven: CountedDraft['lastSeven'];
  /** For a running total: the amounts by the day that it adds up. */
  readonly behind: AmountsBehind | null;
  /** What the provider has stopped of the account; null: nothing, or it did not say. */
  readonly block: AccountBlock | null;
}

/** True for what an account has: read, or to be read and could not. What a plan does not offer is neither. */
export function isShown({ series, noteCode }: Pick<MetricQuantity, 'series' | 'noteCode'>): boolean {
  return series !== null || (noteCode !== null && noteCode !== 'not-on-plan');
}

export interface QuantityOptions {
  /** `false` leaves the forecasts out: days of the past that are filled in are held against their thresholds alone. */
  readonly forecast?: boolean;
  readonly connectionIds?: readonly string[];
  /** True: limits of single projects, each held against that project's own series, and those beside the plan's. */
  readonly others?: boolean;
  /** How often connections are read, in minutes; left out: as it is set. */
  readonly intervalMinutes?: number;
  /** Rows of at least these connections that were read already. */
  readonly rows?: ConnectionRows;
}

/** Every metric of every connection; with `others` its further limits instead, and those of its projects. */
export async function readQuantities(
  parts: ReadParts,
  options: QuantityOptions = {},
): Promise<readonly LimitedQuantity[]> {
  const { connectionIds, forecast, others = false } = options;
  const rows = options.rows ?? (await readConnectionRows(parts));
  const wanted = rows.connections.filter(({ id }) => connectionIds?.includes(id) ?? true);
  const places = wanted.flatMap((connection) =>
    others ? otherPlaces(parts, rows, connection) : placesOf(parts, rows, connection),
  );
  return places.length === 0 ? [] : readPlaces(parts, rows, places, forecast);
}

/** One metric by its key, from the rows of its connection alone; null when it is not watched. */
export async function readQuantity(
  parts: ReadParts,
  key: string,
  { rows: known, forecast }: Omit<QuantityOptions, 'connectionIds' | 'others'> = {},
): Promise<LimitedQuantity | null> {
  const connectionId = connectionOf(key);
  const rows = known ?? (await readConnectionRows(parts, connectionId));
  const own = rows.connections.filter(({ id }) => id === connectionId);
  const read = isOther(key) ? otherPlaces : placesOf;
  const places = own.flatMap((connection) => read(parts, rows, connection)).filter((one) => keyOf(one) === key);
  return (await readPlaces(parts, rows, places, forecast))[0] ?? null;
}

/** Before its use is counted and its forecast made. */
interface Draft extends Omit<Place, 'series'>, ToCount {}

async function readPlaces(
  parts: ReadParts,
  rows: ConnectionRows,
  places: readonly Place[],
  withForecast = true,
): Promise<readonly LimitedQuantity[]> {
  const now = parts.clock.now();
  const ids = [...new Set(places.map(({ connection }) => connection.id))];
  const [latest, facts] = await Promise.all([
    parts.store.samples.latest(places.flatMap(({ series }) => series.map(({ id }) => id))),
    readProviderFactsOf(parts.store, ids),
  ]);
  const names = places.some(({ projectId }) => projectId !== null) ? await parts.store.facts.projects() : [];
  const stretches = new Map<string, Period | null>();
  const notesOf = sourceNotes(parts, rows.attempts);
  const drafts = places.map(({ series, ...place }): Draft => {
    const chosen = newest(series, latest);
    const told = facts.get(place.connection.id) ?? null;
    const limit = limitAsTold(place.definition, place.limit, told);
    const notes = notesOf(place.connection.id, place.connection.provider);
    const readLast = chosen === null ? now : readAt(place.definition, chosen.sample.time, notes);
    return { ...place, limit, chosen, ...stretchOf({ ...place, limit, chosen, told, stretches, readLast, now }) };
  });
  const counted = await countUse(parts, drafts);
  return Promise.all(
    drafts.map(async (draft, index) => {
      const { connection, chosen, window, period, projectId } = draft;
      const told = facts.get(connection.id) ?? null;
      const own = counted[index] ?? NOTHING;
      const notes = notesOf(connection.id, connection.provider);
      const behind = own.counted === null ? null : behindOf(draft, own.counted.value, rows.series, told, now);
      const forecast = await readForecast(parts, {
        series: withForecast ? (chosen?.series ?? null) : null,
        latest: chosen?.sample ?? null,
        window,
        period,
        behind,
        now,
        readAt: knownUntil(draft, notes),
        isFurther: draft.limit !== null && draft.limit.limitId !== PLAN_LIMIT,
        planChanges: planChangesOf(rows.plans.get(connection.id) ?? [], connection),
      });
      const named = names.find((one) => one.connectionId === connection.id && one.projectId === projectId);
      return {
        ...quantityFrom(draft, own, forecast, notes),
        project: projectId === null ? null : { id: projectId, name: named?.name ?? projectId },
        block: told?.block?.value ?? null,
        behind,
      };
    }),
  );
}

function quantityFrom(
  draft: Draft,
  { counted, ...count }: CountedDraft,
  forecast: LimitForecast,
  notes: SourceNotes,
): Omit<LimitedQuantity, 'project' | 'block' | 'behind'> {
  const { connection, definition, chosen, limit, window, period } = draft;
  // What an account never had is not missing because its source is away.
  const trouble = chosen === null && notes.hasNone(definition) ? null : notes.trouble(definition);
  return {
    key: keyOf(draft),
    connection,
    definition,
    series: chosen?.series ?? null,
    limit,
    window,
    period,
    current: counted?.value ?? null,
    ...count,
    asOf: counted === null ? null : readAt(definition, counted.asOf, notes),
    forecast,
    note: trouble?.text ?? (counted === null ? 'Not read yet.' : ''),
    noteCode: trouble?.code ?? null,
  };
}

/** The amounts behind a running total; null for what is none. */
function behindOf(
  { connection, definition, chosen }: Draft,
  counted: number,
  series: readonly Series[],
  told: ProviderFacts | null,
  now: Instant,
): AmountsBehind | null {
  const { amounts, service, metric } = definition;
  if (amounts === undefined || chosen === null || chosen.series.projectId !== null) {
    return null;
  }
  if (amounts === CHARGED_AMOUNTS) {
    // What the credit pays for is no spend.
    const { left, total } = metric === SPEND ? creditOf(told, now) : NO_CREDIT;
    return { series: null, counted: counted <= 0 ? counted - left : counted, paidBefore: total };
  }
  const found = series.find(
    (one) =>
      one.connectionId === connection.id &&
      one.projectId === null &&
      one.service === service &&
      one.metric === amounts &&
      one.kind === 'daily',
  );
  return found === undefined ? null : { series: found, counted, paidBefore: 0 };
}

interface StretchQuestion extends Omit<Draft, 'window' | 'period' | 'until'> {
  readonly told: ProviderFacts | null;
  /** Those of other metrics of the same window: calendars are slow. */
  readonly stretches: Map<string, Period | null>;
  readonly readLast: Instant;
  readonly now: Instant;
}

/** Day totals without a limit are shown for the billing cycle; a level is counted over no stretch at all. */
function stretchOf({ connection, definition, chosen, limit, told, stretches, readLast, now }: StretchQuestion): {
  readonly window: LimitWindow;
  readonly period: Period | null;
  readonly until: Instant;
} {
  const zone = chosen?.series.zone ?? definition.zone;
  const unlimitedTotal = definition.kind === 'daily' && (limit === null || limit.value === null);
  const natural = /_PER_DAY$/.test(definition.metric) ? 'day' : 'billing-cycle';
  const window = unlimitedTotal ? natural : (limit?.window ?? 'point-in-time');
  if (definition.kind === 'gauge') {
    return { window, period: null, until: now };
  }
  const anchor = connection.billingAnchor;
  const until = rollingDays(window) === null ? now : slidTo({ chosen, zone, readLast, now });
  const key = [window, connection.id, anchor?.day, anchor?.zone, zone, until].join('|');
  const known = stretches.get(key);
  if (known !== undefined) {
    return { window, period: known, until };
  }
  const cut = periodAsTold(window, told, now) ?? windowPeriod({ window, anchor, zone, now: until });
  const cutAt = (t: Instant) => windowPeriod({ window, anchor, zone, now: t });
  const period = cut === null || window === 'rolling-24-hours' ? cut : daysAround(until, { cut, cutAt, zone });
  stretches.set(key, period);
  return { window, period, until };
}

/**
 * The moment up to which a window of whole days has slid. Without a reading it would empty by itself: an old one stands as
 * it was read. Nor does its oldest day leave it for a day in progress of which no amount was told yet: that would be relief
 * which nobody saw.
 */
function slidTo({
  chosen,
  zone,
  readLast,
  now,
}: Pick<StretchQuestion, 'chosen' | 'readLast' | 'now'> & { readonly zone: Zone }): Instant {
  const until = now - readLast > DAY ? readLast : now;
  const today = daySpanOf(now, zone).start;
  return chosen?.series.kind === 'daily' && chosen.sample.time < today ? Math.min(until, today - 1) : until;
}

/** A day's total is as old as its last reading, not as the midnight it is filed under. */
function readAt(definition: MetricDefinition, sampledAt: Instant, notes: SourceNotes): Instant {
  return definition.kind === 'daily' ? Math.max(sampledAt, notes.lastGoodAt(definition) ?? 0) : sampledAt;
}

/** Up to when amounts are known; undefined where nobody says when they were read, as of what was imported. */
function knownUntil({ definition, chosen }: Draft, notes: SourceNotes): Instant | undefined {
  const { kind, lag = 0 } = definition;
  const sampledAt = chosen?.sample.time ?? 0;
  const at = (kind === 'daily' ? notes.lastGoodAt(definition) : sampledAt) ?? 0;
  // A source that names whole days, days later, tells no part of one.
  return at === 0 || at < sampledAt ? undefined : at - (lag < DAY ? lag : 0);
}

/** The provider's own period wins over the day on which an account is anchored. */
function periodAsTold(window: LimitWindow, told: ProviderFacts | null, now: Instant): Period | null {
  const period = told?.account?.value.period ?? null;
  return window === 'billing-cycle' && period !== null && period.start <= now && now < period.end ? period : null;
}

/** Sources of one metric are never added up: the one that answered last stands. */
function newest(series: readonly Series[], latest: ReadonlyMap<number, Sample>): ToCount['chosen'] {
  let best: ToCount['chosen'] = null;
  for (const one of series) {
    const sample = latest.get(one.id);
    if (sample !== undefined && (best === null || sample.time > best.sample.time)) {
      best = { series: one, sample };
    }
  }
  return best;
}
