import { z } from 'zod';
import { dayStart } from '#shared/core/calendar/calendar';
import type { Failure } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { SeriesKind, Unit } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import { MetricType } from '#shared/domain/service';
import { addGrowth, counterCursorSchema, type Growth, growthUnknown } from '../counter-days';
import type { CollectedFacts } from '../monitor';
import { DATABASE_CONNECTIONS, POSTGRES, ROLE_CONNECTIONS } from './definitions';
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

/** Of the server, and of the role and the database where they have a limit of their own. */
export const connectionSamples = (row: Part<'connections'>, now: Instant): MetricSample[] => [
  sample(MetricType.CONNECTIONS, row.used, 'connections', now),
  ...(isRoleShared(row) ? [sample(ROLE_CONNECTIONS, row.role_used, 'connections', now)] : []),
  ...(row.database_max === null ? [] : [sample(DATABASE_CONNECTIONS, row.database_used, 'connections', now)]),
];

/** The limit of a role that only Headroom uses concerns nobody. */
function isRoleShared({ role_max, others }: Part<'connections'>): boolean {
  return role_max !== null && others > 0;
}

export const latencySamples = (milliseconds: number, now: Instant): MetricSample[] => [
  sample(MetricType.LATENCY_MS, milliseconds, 'ms', now),
];

export const activitySamples = (row: Part<'activity'>, now: Instant): MetricSample[] => [
  sample('IDLE_IN_TRANSACTION_SECONDS', row.idle_in_transaction, 'seconds', now),
  sample('LONGEST_QUERY_SECONDS', row.longest_query, 'seconds', now),
];

const blocksSchema = z.object({ hit: z.number(), read: z.number(), started: z.number() }).nullable().catch(null);

/**
 * Cache hits come from the difference to the last reading in `kept`; the totals would hide what is new. A server that
 * `started` at another time, in epoch seconds, is another one, or has begun anew.
 */
export function healthSamples(row: Part<'health'>, started: number, kept: unknown, now: Instant): MetricSample[] {
  const before = blocksSchema.parse(kept ?? null);
  const isSame = before !== null && before.started === started;
  const hit = isSame ? row.hit - before.hit : 0;
  const read = isSame ? row.read - before.read : 0;
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

const statementCursorSchema = z
  .object({
    counter: counterCursorSchema,
    totalMs: z.number(),
    /** By the server's clock; absent from a reading of an older Headroom, which counted other statements. */
    serverTime: z.number().optional(),
    reset: z.number().nullable().optional(),
    dealloc: z.number().nullable().optional(),
  })
  .nullable()
  .catch(null);
type StatementCursor = NonNullable<z.infer<typeof statementCursorSchema>>;

export interface StatementSamples {
  readonly samples: readonly MetricSample[];
  readonly cursor: unknown;
  /** What is not known of the time since the last reading, where that is so. */
  readonly partly: Failure | null;
}

export type StatementTotals = Pick<Statements, 'calls' | 'totalMs' | 'serverTime' | 'reset' | 'dealloc' | 'started'>;

/** Queries a day, and their mean time since the last reading. */
export function statementSamples(totals: StatementTotals, kept: unknown, now: Instant): StatementSamples {
  const { calls, totalMs, serverTime, reset, dealloc } = totals;
  const before = statementCursorSchema.parse(kept ?? null);
  const growth = before === null ? null : statementGrowth(before, totals, now);
  const runId = String(reset ?? totals.started);
  const step = addGrowth(before?.counter ?? null, { at: now, value: calls, runId }, growth);
  const daily = step.days.map(({ day, total, lowerBound }) => ({
    ...sample('QUERIES_PER_DAY', total, 'queries', dayStart(day, 'UTC'), 'daily'),
    ...(day === step.cursor.day ? { provisional: true } : {}),
    ...(lowerBound ? { lowerBound } : {}),
  }));
  const isWhole = step.growth?.known === 'whole' && step.growth.amount > 0;
  const spent = isWhole && before !== null ? totalMs - before.totalMs : -1;
  const mean =
    spent >= 0 && step.growth !== null ? [sample('QUERY_LATENCY_MS', spent / step.growth.amount, 'ms', now)] : [];
  return {
    samples: [...daily, ...mean],
    cursor: { counter: step.cursor, totalMs, serverTime, reset, dealloc },
    partly: step.growth?.known === 'unknown' ? unknownStatements(before, totals) : null,
  };
}

/**
 * Statistics survive a clean restart, so that they are known to be the same by `stats_reset`, not by the start of the
 * server. Evictions take an unknown number of calls out of the sum: what is left of the difference is the least that
 * ran. Without `stats_reset` (extension 1.8) the start of the server has to do.
 */
function statementGrowth(before: StatementCursor, totals: StatementTotals, now: Instant): Growth | null {
  if (before.serverTime === undefined) return { amount: 0, since: now, known: 'unknown' };
  const { calls, reset, dealloc, serverTime, started } = totals;
  const amount = calls - before.counter.value;
  const since = before.counter.at;
  const isSame = before.counter.runId === String(reset ?? started);
  if (!isSame) {
    const isNew = reset !== null && reset > before.serverTime;
    return isNew
      ? { amount: calls, since: Math.max(since, now - Math.max(0, Math.round(serverTime - reset))), known: 'part' }
      : { amount: 0, since, known: 'unknown' };
  }
  if (amount < 0 || dealloc !== (before.dealloc ?? null))
    return { amount: Math.max(0, amount), since, known: 'unknown' };
  return { amount, since, known: 'whole' };
}

function unknownStatements(
  before: StatementCursor | null,
  { dealloc, reset, started }: StatementTotals,
): Failure | null {
  // A newer Headroom counts anew once, which is nothing to act on.
  if (before?.serverTime === undefined) return null;
  const isEvicted = before.counter.runId === String(reset ?? started) && dealloc !== (before.dealloc ?? null);
  if (!isEvicted) return growthUnknown('Postgres', 'queries');
  return {
    code: 'provider-error',
    message:
      'Postgres dropped statistics of some statements for lack of room, so the queries of the day are the least that they can be, and their mean time is not known.',
    action: 'Raise pg_stat_statements.max on the server and restart it.',
    retryable: true,
  };
}

type StatedLimit = NonNullable<CollectedFacts['limits']>[number];

/** What the server itself allows: all connections but those that it keeps for its administrators, and less by role or database. */
export function connectionLimits(row: Part<'connections'>): readonly StatedLimit[] {
  const limit = (metric: string, value: number, reason: string): StatedLimit => ({
    service: POSTGRES,
    metric,
    value,
    unit: 'connections',
    window: 'point-in-time',
    atLimit: 'hard',
    reason,
  });
  const { max, reserved, role_max, database_max } = row;
  return [
    limit(
      MetricType.CONNECTIONS,
      max - reserved,
      `max_connections (${max}) without the reserved ones (${reserved}), by the server itself`,
    ),
    ...(role_max === null || !isRoleShared(row)
      ? []
      : [limit(ROLE_CONNECTIONS, role_max, "the role's own connection limit, by the server itself")]),
    ...(database_max === null
      ? []
      : [limit(DATABASE_CONNECTIONS, database_max, "the database's own connection limit, by the server itself")]),
  ];
}
