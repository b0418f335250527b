import { expect, test } from 'vitest';
import { drizzleOver } from '#main/store/database/drizzle';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import { rebuildRollups } from '#main/store/maintenance/rebuild-rollups';
import { applyRetention } from '#main/store/maintenance/retention';
import { connectionRepository } from '#main/store/repositories/connections';
import { cycleRepository } from '#main/store/repositories/cycles';
import { sampleRepository } from '#main/store/repositories/samples';
import { SampleIntake } from '#main/store/rollup/sample-intake';
import { connectionNamed, NOON, sampleOf } from './temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };
const GROWING = ['infrastructure_metric', 'sample_hour', 'sample_day', 'collection_attempt'];

/** The tables, and the aliases that statements give them. */
const NAMES = [...GROWING, 'old', 'newer', 'newest', 'same'];

/** A database that notes every statement that is prepared on it. */
function noting(): { sqlite: SqliteDatabase; statements: Set<string> } {
  const sqlite = openSqlite(':memory:');
  configure(sqlite);
  applyMigrations(sqlite, defaultMigrationsFolder());
  const statements = new Set<string>();
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((source: string) => {
    statements.add(source);
    return prepare(source);
  }) as typeof sqlite.prepare;
  return { sqlite, statements };
}

/** Lines of the query plan that read a growing table without a bound. */
function scans(sqlite: SqliteDatabase, statement: string): string[] {
  const parameters = Array(statement.split('?').length - 1).fill(0);
  return (
    sqlite
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
      .all(...parameters)
      .map((row) => row.detail)
      .filter((detail) => NAMES.some((name) => new RegExp(`^(SCAN|SEARCH) ${name}\\b`).test(detail)))
      // A bounded read names its constraint in parentheses: `USING PRIMARY KEY (series_id=? AND time>?)`.
      .filter((detail) => !/^SEARCH .*\(.*[=<>].*\)$/.test(detail))
  );
}

test('no statement of the store reads samples, roll-ups or attempts from one end to the other', async () => {
  const { sqlite, statements } = noting();
  const db = drizzleOver(sqlite);
  const intake = new SampleIntake(sqlite, () => false);
  const samples = sampleRepository(sqlite, intake);
  const cycles = cycleRepository(db, sqlite);
  const connections = connectionRepository(db, () => intake.forget());
  await connections.save(connectionNamed('vercel-1'));
  for (const kind of ['gauge', 'counter', 'daily'] as const) {
    const batch = [0, 1, 2].map((step) => sampleOf({ kind, metric: kind, time: NOON - step * 900 }));
    await samples.save('vercel-1', batch, NOON);
    await samples.save('vercel-1', batch, NOON);
  }
  for (const { id } of await samples.listSeries()) {
    await samples.latest([id]);
    await samples.raw(id, FAR, 2);
    await samples.days(id, FAR);
    await samples.sums([{ seriesId: id, range: FAR }]);
    await samples.range(id, FAR, 1);
  }
  await cycles.lastAttempts();
  await cycles.attemptsOf(1);
  for await (const _ of applyRetention(sqlite, { rawDays: 1, hourDays: 1 }, NOON + 10 * 86_400)) {
    // Only its statements are of interest.
  }
  for await (const _ of rebuildRollups(sqlite)) {
    // The same.
  }
  await connections.remove('vercel-1');
  const relevant = [...statements].filter((one) => GROWING.some((table) => one.includes(table)));
  expect(relevant.length).toBeGreaterThan(20);
  const found = relevant
    .filter((one) => !one.startsWith('EXPLAIN'))
    .flatMap((one) => scans(sqlite, one).map((detail) => ({ one, detail })));
  expect(found).toEqual([]);
});

test.each([
  'SELECT max(value) FROM infrastructure_metric WHERE time > ?',
  'SELECT * FROM sample_hour WHERE count = ?',
  'SELECT * FROM collection_attempt AS old WHERE message = ?',
])('the check above notices: %s', (statement) => {
  expect(scans(noting().sqlite, statement)).toHaveLength(1);
});
