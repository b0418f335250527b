import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { TopQuery } from '../monitor';
import { leftOut } from '../validate-facts';
import { extensionFailure, INFO_SINCE, isAtLeast } from './extension';
import { missingMonitor, postgresFailure } from './failures';
import * as queries from './queries';
import type { Rows, Session } from './session';
import { withoutValues } from './statement-text';

type RowOf<Q> = Q extends queries.Query<infer Row> ? Row : never;

export interface Statements {
  readonly calls: number;
  readonly totalMs: number;
  /** Epoch seconds by the server's clock: of the reading, and when the statistics began, where it says so. */
  readonly serverTime: number;
  readonly reset: number | null;
  /** How often statistics were dropped for lack of room; null where it does not say. */
  readonly dealloc: number | null;
  /** Epoch seconds of the server's start. */
  readonly started: number;
  readonly top: readonly TopQuery[];
  /** Why the list of statements is not whole, where it is not. */
  readonly partly: Failure | null;
}

/** Everything that one visit read; each part may have failed by itself. */
export interface VisitReport {
  readonly identity: queries.Identity;
  /** How the connection was secured. */
  readonly security: Session['security'];
  readonly size: Result<RowOf<typeof queries.size>>;
  readonly connections: Result<RowOf<typeof queries.connections>>;
  readonly activity: Result<RowOf<typeof queries.activity>>;
  readonly health: Result<RowOf<typeof queries.health>>;
  readonly statements: Result<Statements>;
  readonly roundTripMs: Result<number>;
}

/** Reads everything, one query after the other on the one connection. */
export async function visitDatabase(session: Session): Promise<Result<VisitReport>> {
  const identity = required(await session.one(queries.identity));
  if (!identity.ok) return identity;
  const { monitor } = identity.value;
  return succeed({
    identity: identity.value,
    security: session.security,
    size: required(await session.one(queries.size)),
    connections: required(await session.one(queries.connections)),
    activity: monitor ? required(await session.one(queries.activity)) : fail(missingMonitor(identity.value)),
    health: required(await session.one(queries.health)),
    statements: await readStatements(session, identity.value),
    roundTripMs: await session.roundTrip(),
  });
}

async function readStatements(session: Session, identity: queries.Identity): Promise<Result<Statements>> {
  const extension = await session.one(queries.statementsSchema);
  if (!extension.ok) return extension;
  if (extension.value === null) return fail(postgresFailure({ code: '42P01' }));
  const unusable = extensionFailure(extension.value, identity.role);
  if (unusable !== null) return fail(unusable);
  const { schema, version } = extension.value;
  const totals = required(await session.one(queries.statementTotals(schema, isAtLeast(version, INFO_SINCE))));
  if (!totals.ok) return totals;
  const { calls, total_ms, server_time, reset, dealloc } = totals.value;
  const top = await session.all(queries.topStatements(schema));
  return succeed({
    calls,
    totalMs: total_ms,
    serverTime: server_time,
    reset,
    dealloc,
    started: identity.started,
    top: top.ok ? top.value.rows.map(toTopQuery) : [],
    partly: top.ok ? unreadOf(top.value) : top.failure,
  });
}

function unreadOf({ unread }: Pick<Rows<unknown>, 'unread'>): Failure | null {
  return unread > 0 ? leftOut(unread, 'statements of the list cannot be read') : null;
}

function toTopQuery(row: RowOf<ReturnType<typeof queries.topStatements>>): TopQuery {
  return {
    queryId: row.query_id,
    text: row.text === null || row.text === '<insufficient privilege>' ? null : withoutValues(row.text),
    calls: row.calls,
    meanMs: row.calls === 0 ? 0 : row.total_ms / row.calls,
    totalMs: row.total_ms,
  };
}

/** A query that always has a row. */
function required<T>(result: Result<T | null>): Result<T> {
  if (!result.ok) return result;
  return result.value === null ? fail(postgresFailure({ code: 'XX000' })) : succeed(result.value);
}
