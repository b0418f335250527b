import { describe, expect, it } from 'vitest';
import { CollectionRun } from '#main/providers/collection-run';
import { SQL_CAPABILITIES } from '#main/providers/postgres/descriptor';
import { partOf } from '#main/providers/postgres/parts';
import { readOneRow, readRows, type Session } from '#main/providers/postgres/session';
import { visitDatabase } from '#main/providers/postgres/visit';
import { succeed } from '#shared/domain/failure';
import { collectionContext, NOW } from '../../../integration/support/collection-context';
import { mutations } from '../../../integration/support/recorded-http';

/** The rows of PostgreSQL 15.18 to each query, by a word that only it has; a role with a limit beside others. */
const ROWS: Readonly<Record<string, readonly unknown[]>> = {
  pg_postmaster_start_time: [{ version: 150_018, role: 'app', started: 1_795_500_000.5, monitor: true, member: true }],
  pg_database_size: [{ bytes: 8_012_975 }],
  superuser_reserved_connections: [
    { max: 100, reserved: 3, used: 7, database_used: 5, role_used: 2, others: 1, database_max: 20, role_max: 4 },
  ],
  idle_in_transaction: [{ idle_in_transaction: 1.25, longest_query: 0.5 }],
  pg_stat_user_tables: [{ hit: 950_000, read: 12_000, dead: 120, live: 20_000, age: 734 }],
  pg_extension: [{ version: '1.10', schema: 'public', usable: true, readable: true }],
  server_time: [{ calls: 1_523, total_ms: 811.5, server_time: 1_795_514_400.2, reset: 1_795_000_000.1, dealloc: 0 }],
  query_id: [
    { query_id: '-4711', calls: 900, total_ms: 500.5, text: 'select a from t where b = $1' },
    { query_id: '4712', calls: 2, total_ms: 0.5, text: 'select 1' },
  ],
};

/** What is an answer of its own, and no form that is not understood. Each must come up. */
const MEANT: readonly (readonly [query: RegExp, path: RegExp, what: RegExp, why: string])[] = [
  [/superuser/, /_max$/, /null/, 'A role or a database may have no limit of its own.'],
  [/query_id/, /\.query_id$/, /a text/, 'The id of a statement is any text.'],
  [/query_id/, /\.text$/, /null/, 'The text of a statement of somebody else may be hidden.'],
];

function sessionOf(rows: typeof ROWS): Session {
  const answered = (sql: string): readonly unknown[] => {
    const key = Object.keys(rows).find((word) => sql.includes(word));
    return key === undefined ? [] : (rows[key] ?? []);
  };
  return {
    security: 'checked',
    one: async (query) => readOneRow(readRows(query, answered(query.sql))),
    all: async (query) => succeed(readRows(query, answered(query.sql))),
    roundTrip: async () => succeed(1.5),
  };
}

/** What a person would see of a visit after a first one, and whether it says that it is not the whole of it. */
async function seen(rows: typeof ROWS, cursors: Readonly<Record<string, unknown>> = {}) {
  const run = new CollectionRun(collectionContext({ provider: 'postgres', cursors }));
  const report = await visitDatabase(sessionOf(rows));
  if (!report.ok) return { isTold: true, figures: '', cursors };
  const parts = SQL_CAPABILITIES.map((id) => partOf(run, id, report.value));
  const harvests = parts.flatMap((part) => (part.ok ? [part.value] : []));
  return {
    isTold:
      harvests.length < parts.length || harvests.some(({ partly, note }) => partly !== undefined || note !== undefined),
    figures: JSON.stringify(harvests.map(({ samples, facts }) => [samples, facts])),
    cursors: Object.assign({}, ...harvests.map((capabilityResult) => capabilityResult.cursors)) as Readonly<
      Record<string, unknown>
    >,
  };
}

function* mutatedRows() {
  for (const [query, rows] of Object.entries(ROWS)) {
    for (const { path, what, body } of mutations(rows)) {
      yield { query, path, what, rows: { ...ROWS, [query]: body as readonly unknown[] } };
    }
  }
}

describe('every field of every row of a real PostgreSQL, in every form that it never has', () => {
  it('is told, or the figure is right', async () => {
    const first = { ...ROWS, server_time: [{ ...(ROWS['server_time']?.[0] as object), calls: 1_000, total_ms: 500 }] };
    const blocks = { ...first, pg_stat_user_tables: [{ hit: 1_000, read: 100, dead: 120, live: 20_000, age: 734 }] };
    const before = await seen(blocks);
    const aged = JSON.parse(
      JSON.stringify(before.cursors).replaceAll(`"at":${NOW}`, `"at":${NOW - 900}`),
    ) as typeof before.cursors;
    const plain = await seen(ROWS, aged);
    expect(plain.isTold).toBe(false);
    for (const metric of ['STORAGE_MB', 'CONNECTIONS', 'CACHE_HIT_RATE', 'QUERIES_PER_DAY', 'QUERY_LATENCY_MS']) {
      expect(plain.figures).toContain(metric);
    }
    const silent: string[] = [];
    const used = new Set<string>();
    for (const { query, path, what, rows } of mutatedRows()) {
      const mutated = await seen(rows, aged);
      if (mutated.isTold || mutated.figures === plain.figures) continue;
      const why = MEANT.find(([of, at, form]) => of.test(query) && at.test(path) && form.test(what))?.[3];
      if (why === undefined) silent.push(`${query}: ${path} as ${what}`);
      else used.add(why);
    }
    expect(silent).toEqual([]);
    expect(MEANT.map(([, , , why]) => why).filter((why) => !used.has(why))).toEqual([]);
  });

  it('and a time below zero is left out and told', async () => {
    const odd = { idle_in_transaction: [{ idle_in_transaction: -0.5, longest_query: 0.5 }] };
    const told = await seen({ ...ROWS, ...odd });
    expect(told.isTold).toBe(true);
    expect(told.figures).toContain('LONGEST_QUERY_SECONDS');
    expect(told.figures).not.toContain('IDLE_IN_TRANSACTION_SECONDS');
  });

  it('and a query without a row is told', async () => {
    for (const query of Object.keys(ROWS)) {
      if (query === 'query_id') continue;
      expect([query, (await seen({ ...ROWS, [query]: [] })).isTold]).toEqual([query, true]);
    }
  });
});
