import { fail, type Result, succeed } from '#shared/domain/failure';
import type { TopQuery } from '../monitor';
import { missingMonitor, postgresFailure } from './failures';
import * as queries from './queries';
import type { Session } from './session';
import { withoutValues } from './statement-text';

type RowOf<Q> = Q extends queries.Query<infer Row> ? Row : never;

export interface Statements {
  readonly calls: number;
  readonly totalMs: number;
  readonly top: readonly TopQuery[];
}

/** Everything that one visit read; each part may have failed by itself. */
export interface VisitReport {
  readonly identity: queries.Identity;
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
  const { monitor, role } = identity.value;
  return succeed({
    identity: identity.value,
    size: required(await session.one(queries.size)),
    connections: required(await session.one(queries.connections)),
    activity: monitor ? required(await session.one(queries.activity)) : fail(missingMonitor(role)),
    health: required(await session.one(queries.health)),
    statements: await readStatements(session),
    roundTripMs: await session.roundTrip(),
  });
}

async function readStatements(session: Session): Promise<Result<Statements>> {
  const extension = await session.one(queries.statementsSchema);
  if (!extension.ok) return extension;
  if (extension.value === null) return fail(postgresFailure({ code: '42P01' }, ''));
  const totals = required(await session.one(queries.statementTotals(extension.value.schema)));
  if (!totals.ok) return totals;
  const top = await session.all(queries.topStatements(extension.value.schema));
  return succeed({
    calls: totals.value.calls,
    totalMs: totals.value.total_ms,
    top: top.ok ? top.value.map(toTopQuery) : [],
  });
}

function toTopQuery(row: RowOf<ReturnType<typeof queries.topStatements>>): TopQuery {
  return {
    queryId: row.query_id,
    text: row.text === '<insufficient privilege>' ? null : withoutValues(row.text),
    calls: row.calls,
    meanMs: row.calls === 0 ? 0 : row.total_ms / row.calls,
    totalMs: row.total_ms,
  };
}

/** A query that always has a row. */
function required<T>(result: Result<T | null>): Result<T> {
  if (!result.ok) return result;
  return result.value === null ? fail(postgresFailure({ code: 'XX000' }, '')) : succeed(result.value);
}
