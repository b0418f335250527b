import type { ReadStore } from '#main/store/read-store';
import { type Meter, meterOf } from '#shared/core/alerts/meter';
import type { MeterReading } from '#shared/core/alerts/rate-condition';
import { learnUsual, USUAL_DAYS, type Usual } from '#shared/core/alerts/usual';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import type { Series } from '#shared/domain/series';
import type { Standing, StandingWindow } from '#shared/domain/standing';
import type { ReadParts } from '../read-parts';
import { definitionsOf } from '../usage/metric-places';

/** What is told later than this says nothing of how a meter runs now. */
const MOST_LAG = 6 * HOUR;
/** Levels whose growth is a rate: what fills up. */
const SIZES: readonly string[] = ['bytes', 'MB', 'GB'];
/** So far back the newest readings are looked at, for the longest stretch that a rate is judged over. */
const RECENT = 27 * HOUR;

/** What is usual of a series, good for one hour. */
interface Learned {
  readonly hour: Instant;
  readonly usual: Usual | null;
}

const learned = new WeakMap<ReadStore, Map<number, Learned>>();

/** A meter that is watched: how it runs, without what was told of it. */
export interface WatchedMeter extends Omit<MeterReading, 'toldAs'> {
  /** As a person reads it. */
  readonly title: string;
}

/** Every meter of these connections whose provider tells of a use soon. `standings` give the limits. */
export async function readMeters(
  parts: ReadParts,
  connections: readonly { readonly id: string; readonly provider: string }[],
  standings: readonly Standing[],
): Promise<readonly WatchedMeter[]> {
  const now = parts.clock.now();
  const meters: WatchedMeter[] = [];
  for (const { id, provider } of connections) {
    const series = await parts.store.samples.listSeries(id);
    const definitions = definitionsOf(parts.catalog.descriptor(provider), series);
    for (const one of series) {
      const definition = definitions.find(({ service, metric }) => service === one.service && metric === one.metric);
      if (definition !== undefined && isMeter(one, definition, definitions)) {
        meters.push(await readMeter(parts.store, { series: one, definition, standings, now }));
      }
    }
  }
  return meters;
}

/** Whether the rate of a series says something: its provider tells of a use soon, and no other series counts the same. */
export function isMeter(
  { kind, unit }: Series,
  { lag = 0, amounts }: MetricDefinition,
  all: readonly MetricDefinition[],
): boolean {
  const isCounted = amounts !== undefined && all.some(({ metric }) => metric === amounts);
  return lag <= MOST_LAG && !isCounted && (kind !== 'gauge' || SIZES.includes(unit));
}

interface ToRead {
  readonly series: Series;
  readonly definition: MetricDefinition;
  readonly standings: readonly Standing[];
  readonly now: Instant;
}

async function readMeter(store: ReadStore, { series, definition, standings, now }: ToRead): Promise<WatchedMeter> {
  const { connectionId, service, metric, projectId, unit } = series;
  const recent = { start: now - RECENT, end: now + 1 };
  return {
    meterKey: meterKeyOf(series),
    connectionId,
    projectId: projectId ?? '',
    service,
    metric,
    unit,
    title: definition.title,
    isSpend: unit === 'USD',
    meter: meterOf(series.kind, await store.samples.meter(series.id, recent, recent.start)),
    usual: await usualOf(store, series, now),
    lag: definition.lag ?? 0,
    limit: limitOf(series, standings),
  };
}

/** `connection/service/METRIC`, and `@project` behind it for one of a project. */
export function meterKeyOf({ connectionId, service, metric, projectId }: Series): string {
  return `${connectionId}/${service}/${metric}${projectId === null ? '' : `@${projectId}`}`;
}

/** Learned once an hour from the hours before it, so that it is the same whenever and however often it is asked. */
async function usualOf(store: ReadStore, series: Series, now: Instant): Promise<Usual | null> {
  const hour = now - (now % HOUR);
  const known = learned.get(store) ?? new Map<number, Learned>();
  learned.set(store, known);
  const last = known.get(series.id);
  if (last?.hour === hour) {
    return last.usual;
  }
  const history = await readHistory(store, series, hour);
  const usual = learnUsual(history, hour);
  known.set(series.id, { hour, usual });
  return usual;
}

/** A meter's readings of the weeks before `end`. */
async function readHistory(store: ReadStore, series: Series, end: Instant): Promise<Meter> {
  const range = { start: end - (USUAL_DAYS + 1) * DAY, end };
  const readings = await store.samples.meter(series.id, range, end - 2 * DAY);
  return meterOf(series.kind, readings);
}

/** What the account may use of a series, the tightest limit first. */
export function limitsOf(series: Series, standings: readonly Standing[]): readonly Standing[] {
  const size = ({ limit, window }: Standing) => (limit ?? 0) / (windowHours(window) ?? HOURS.month);
  return standings
    .filter(
      ({ scope, service, metric, limit, used }) =>
        service === series.service &&
        metric === series.metric &&
        limit !== null &&
        used !== null &&
        scope.kind !== 'everything' &&
        scope.connectionId === series.connectionId &&
        (scope.kind === 'project' ? scope.projectId : null) === series.projectId,
    )
    .sort((a, b) => size(a) - size(b));
}

function limitOf(series: Series, standings: readonly Standing[]): MeterReading['limit'] {
  const [tightest] = limitsOf(series, standings);
  return tightest === undefined || tightest.limit === null || tightest.used === null
    ? null
    : { value: tightest.limit, used: tightest.used, hours: windowHours(tightest.window) };
}

const HOURS = { hour: 1, day: 24, month: 720 } as const;

/** Hours of a window; null for a level. */
export function windowHours({ kind, length }: StandingWindow): number | null {
  if (kind === 'moment') return null;
  return length === null || length.unit === 'contract' ? HOURS.month : HOURS[length.unit] * length.count;
}
