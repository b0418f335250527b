import { z } from 'zod';
import { calendarMonthOf, dayOf, dayStart, daysIn } from '#shared/core/calendar/calendar';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Day, Instant } from '#shared/domain/instant';
import type { SeriesKind, Unit } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import { InfrastructureService, MetricType } from '#shared/domain/service';
import type { CapabilityResult } from '../collection-run';
import {
  type CounterCursor,
  type CounterStep,
  countDays,
  counterCursorSchema,
  type DayTotal,
  growthUnknown,
} from '../counter-days';
import type { CollectedFacts } from '../monitor';
import { leftOut } from '../validate-facts';
import { noteOf, parseInfo, type RedisState, readState, SENTINEL } from './info';

/** Bytes of a megabyte as the limits of stores count them. */
const MB = 1024 * 1024;

export const COMMANDS_PER_MONTH = 'COMMANDS_PER_MONTH';

const monthSchema = z.record(z.string(), z.object({ total: z.number(), lowerBound: z.boolean() })).catch({});

/** The counters that are kept between cycles, by the field of `INFO`. */
interface KeptReading {
  readonly commands: CounterCursor | null;
  readonly evictions: CounterCursor | null;
  readonly hits: number | null;
  readonly misses: number | null;
  /** Commands of the days of this month. */
  readonly month: Readonly<Record<Day, { readonly total: number; readonly lowerBound: boolean }>>;
}

interface StateSamples {
  readonly samples: readonly MetricSample[];
  readonly cursor: KeptReading;
  /** What could not be told, where that is so. */
  readonly partly: Failure | null;
}

/** What a store's `INFO` comes to; fails for what is no store. `kept` is the cursor of the last one. */
export function resultOfInfo(text: string, kept: unknown, now: Instant, source: string): Result<CapabilityResult> {
  const info = parseInfo(text);
  const state = readState(info);
  if (state.isSentinel) return fail(SENTINEL);
  const { samples, cursor, partly } = samplesOf(state, kept, now, source);
  const note = noteOf(state);
  return succeed({
    samples,
    // Whose store it is, by its own word.
    cursors: { counters: cursor, runBy: state.isUpstash ? 'upstash' : '' },
    facts: { limits: limitsOf(state) },
    reading: info.reading,
    ...(partly === null ? {} : { partly }),
    ...(note === null ? {} : { note }),
  });
}

/** Turns the state of a store into samples, with the counters of the last cycle from `kept`. */
function samplesOf(state: RedisState, kept: unknown, now: Instant, source: string): StateSamples {
  const before = readKept(kept);
  const sample = (metric: string, value: number, unit: Unit, kind: SeriesKind, time: Instant = now): MetricSample => ({
    service: InfrastructureService.VERCEL_KV,
    metric,
    projectId: null,
    kind,
    unit,
    zone: 'UTC',
    source,
    time,
    value,
  });
  const samples: MetricSample[] = [];
  if (state.storage !== null) samples.push(sample(MetricType.STORAGE_MB, state.storage / MB, 'MB', 'gauge'));
  if (state.connections !== null) {
    samples.push(sample(MetricType.CONNECTIONS, state.connections, 'connections', 'gauge'));
  }
  if (state.keys !== null) samples.push(sample('KEYS', state.keys, 'count', 'gauge'));
  const daily = (metric: string, unit: Unit, value: number | null, cursor: CounterCursor | null) => {
    if (value === null) return null;
    const step = countDays(cursor, { at: now, value, runId: state.runId, uptime: state.uptime });
    for (const { day, total, lowerBound } of step.days) {
      const time = dayStart(day, 'UTC');
      const provisional = day === step.cursor.day ? { provisional: true } : {};
      samples.push({
        ...sample(metric, total, unit, 'daily', time),
        ...provisional,
        ...(lowerBound ? { lowerBound } : {}),
      });
    }
    return step;
  };
  const commands = daily(MetricType.COMMANDS_PER_DAY, 'commands', state.commands, before.commands);
  const evictions = daily('EVICTIONS_PER_DAY', 'count', state.evictedKeys, before.evictions);
  // Look-ups of another run have nothing to do with those before.
  const hitRate = commands?.growth?.known === 'whole' ? hitRateOf(state, before) : null;
  if (hitRate !== null) samples.push(sample('HIT_RATE', hitRate, 'percent', 'gauge'));
  const month = monthOf(before.month, commands?.days ?? [], now);
  const total = Object.values(month).reduce((sum, day) => sum + day.total, 0);
  if (commands !== null && commands.days.length > 0) {
    // Days before the first reading are missing, so that the month's figure is a lower bound until the next one.
    const isWhole = isWholeMonth(month, now);
    samples.push({
      ...sample(COMMANDS_PER_MONTH, total, 'commands', 'period'),
      ...(isWhole ? {} : { lowerBound: true }),
    });
  }
  return {
    samples,
    cursor: {
      commands: commands?.cursor ?? before.commands,
      evictions: evictions?.cursor ?? before.evictions,
      hits: state.hits,
      misses: state.misses,
      month,
    },
    partly: partlyOf(state, commands),
  };
}

function partlyOf({ odd }: RedisState, commands: CounterStep | null): Failure | null {
  if (odd.length > 0) return leftOut(odd.length, `the store says nonsense under ${odd.join(', ')}`);
  return commands?.growth?.known === 'unknown' ? growthUnknown('The store', 'commands') : null;
}

/** The month's days with those of `counted` in place; days of other months are dropped. */
function monthOf(before: KeptReading['month'], counted: readonly DayTotal[], now: Instant): KeptReading['month'] {
  const first = dayOf(calendarMonthOf(now, 'UTC').start, 'UTC');
  const days = [...Object.entries(before), ...counted.map(({ day, ...rest }) => [day, rest] as const)];
  return Object.fromEntries(days.filter(([day]) => day >= first));
}

function isWholeMonth(month: KeptReading['month'], now: Instant): boolean {
  const days = daysIn({ start: calendarMonthOf(now, 'UTC').start, end: now + 1 }, 'UTC');
  return days.every((day) => month[day]?.lowerBound === false);
}

/** Limits that the store itself states. */
function limitsOf(state: RedisState): CollectedFacts['limits'] {
  const service = InfrastructureService.VERCEL_KV;
  const itself = state.isClusterNode ? 'this one node of the cluster' : 'the store itself';
  return [
    ...(state.storageLimit === null
      ? []
      : [
          {
            service,
            metric: MetricType.STORAGE_MB,
            value: state.storageLimit / MB,
            unit: 'MB',
            window: 'point-in-time' as const,
            // A store that drops keys goes on: at its limit nothing happens that anybody must be told of.
            atLimit: state.evicts ? ('none' as const) : ('hard' as const),
            reason: `${state.isUpstash ? 'max_data_size' : 'maxmemory'} of ${itself}`,
          },
        ]),
    ...(state.connectionLimit === null
      ? []
      : [
          {
            service,
            metric: MetricType.CONNECTIONS,
            value: state.connectionLimit,
            unit: 'connections',
            window: 'point-in-time' as const,
            atLimit: 'hard' as const,
            reason: `maxclients of ${itself}`,
          },
        ]),
  ];
}

/** Percent of the look-ups since the last reading that found their key; null without any. */
function hitRateOf(state: RedisState, before: KeptReading): number | null {
  if (state.hits === null || state.misses === null || before.hits === null || before.misses === null) return null;
  const hits = state.hits - before.hits;
  const misses = state.misses - before.misses;
  return hits < 0 || misses < 0 || hits + misses === 0 ? null : (100 * hits) / (hits + misses);
}

function readKept(kept: unknown): KeptReading {
  const from = typeof kept === 'object' && kept !== null ? (kept as Partial<Record<keyof KeptReading, unknown>>) : {};
  const counter = (value: unknown) =>
    counterCursorSchema
      .nullable()
      .catch(null)
      .parse(value ?? null);
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    commands: counter(from.commands),
    evictions: counter(from.evictions),
    hits: number(from.hits),
    misses: number(from.misses),
    month: monthSchema.parse(from.month ?? {}),
  };
}
