import { z } from 'zod';
import { dayStart } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import type { SeriesKind, Unit } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import { MetricType } from '#shared/domain/service';
import { countDays, counterCursorSchema } from '../counter-days';
import { POSTGRES } from './definitions';
import type { Statements, VisitReport } from './visit';

const MB = 1024 * 1024;
/** Transaction ids that may be in use at once: 2,000,000,000 (PostgreSQL manual, "Routine Vacuuming"). */
const MOST_IDS = 2_000_000_000;
/** Fewer block requests than this between two readings say nothing about the cache. */
const ENOUGH_BLOCKS = 10_000;

const SQL_SOURCE = 'postgres:sql';

function sample(metric: string, value: number, unit: Unit, time: Instant, kind: SeriesKind = 'gauge'): MetricSample {
  return { service: POSTGRES, metric, projectId: null, kind, unit, zone: 'UTC', source: SQL_SOURCE, time, value };
}

type Part<K extends keyof VisitReport> = VisitReport[K] extends infer R
  ? R extends { ok: true; value: infer V }
    ? V
    : never
  : never;

export const sizeSamples = ({ bytes }: Part<'size'>, now: Instant): MetricSample[] => [
  sample(MetricType.STORAGE_MB, bytes / MB, 'MB', now),
];

export const connectionSamples = ({ used }: Part<'connections'>, now: Instant): MetricSample[] => [
  sample(MetricType.CONNECTIONS, used, 'connections', now),
];

export const latencySamples = (milliseconds: number, now: Instant): MetricSample[] => [
  sample(MetricType.LATENCY_MS, milliseconds, 'ms', now),
];

export const activitySamples = (row: Part<'activity'>, now: Instant): MetricSample[] => [
  sample('IDLE_IN_TRANSACTION_SECONDS', row.idle_in_transaction, 'seconds', now),
  sample('LONGEST_QUERY_SECONDS', row.longest_query, 'seconds', now),
];

const blocksSchema = z.object({ hit: z.number(), read: z.number() }).nullable().catch(null);

/** Cache hits come from the difference to the last reading in `kept`; the totals would hide what is new. */
export function healthSamples(row: Part<'health'>, kept: unknown, now: Instant): MetricSample[] {
  const before = blocksSchema.parse(kept ?? null);
  const hit = before === null ? 0 : row.hit - before.hit;
  const read = before === null ? 0 : row.read - before.read;
  const blocks = hit + read;
  const rows = row.dead + row.live;
  return [
    ...(hit >= 0 && read >= 0 && blocks >= ENOUGH_BLOCKS
      ? [sample('CACHE_HIT_RATE', (100 * hit) / blocks, 'percent', now)]
      : []),
    ...(rows > 0 ? [sample('DEAD_ROWS_PERCENT', (100 * row.dead) / rows, 'percent', now)] : []),
    sample('WRAPAROUND_PERCENT', (100 * row.age) / MOST_IDS, 'percent', now),
  ];
}

const statementCursorSchema = z.object({ counter: counterCursorSchema, totalMs: z.number() }).nullable().catch(null);

export interface StatementSamples {
  readonly samples: readonly MetricSample[];
  readonly cursor: unknown;
}

/** Queries a day, and their mean time since the last reading. A sleep or a reset starts the statistics anew. */
export function statementSamples(
  { calls, totalMs }: Pick<Statements, 'calls' | 'totalMs'>,
  started: number,
  kept: unknown,
  now: Instant,
): StatementSamples {
  const before = statementCursorSchema.parse(kept ?? null);
  const runId = String(Math.round(started));
  const step = countDays(before?.counter ?? null, { at: now, value: calls, runId, uptime: null });
  const daily = step.days.map(({ day, total, lowerBound }) => ({
    ...sample('QUERIES_PER_DAY', total, 'queries', dayStart(day, 'UTC'), 'daily'),
    ...(day === step.cursor.day ? { provisional: true } : {}),
    ...(lowerBound ? { lowerBound } : {}),
  }));
  const wentOn = before !== null && before.counter.runId === runId && calls > before.counter.value;
  const spent = wentOn ? totalMs - before.totalMs : 0;
  const mean =
    wentOn && spent >= 0 ? [sample('QUERY_LATENCY_MS', spent / (calls - before.counter.value), 'ms', now)] : [];
  return { samples: [...daily, ...mean], cursor: { counter: step.cursor, totalMs } };
}

/** What the server itself allows: all connections but those that it keeps for its administrators. */
export function connectionLimit({ max, reserved }: Part<'connections'>) {
  return {
    service: POSTGRES,
    metric: MetricType.CONNECTIONS,
    value: max - reserved,
    unit: 'connections',
    window: 'point-in-time',
    atLimit: 'hard',
    reason: `max_connections (${max}) without the reserved ones (${reserved}), by the server itself`,
  } as const;
}
