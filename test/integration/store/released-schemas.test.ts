import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import { openStore } from '#main/store/open-store';
import { HOURS, LAST_TIME } from '../../fixtures/databases/fill-database';
import { clockAtNoon, NOON, openedStore, sampleOf, temporaryFolder } from '../../unit/main/store/temporary-store';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/databases');
const FAR = { start: 0, end: 4_000_000_000 };

const { entries } = JSON.parse(readFileSync(join(defaultMigrationsFolder(), 'meta', '_journal.json'), 'utf8')) as {
  entries: { tag: string }[];
};
const tags = entries.map((entry) => entry.tag);
const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.db'));

function rowCounts(sqlite: SqliteDatabase): Record<string, number> {
  const names = sqlite
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
    .pluck()
    .all();
  return Object.fromEntries(
    names.map((name) => [name, sqlite.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get() ?? 0]),
  );
}

function countsOf(file: string): Record<string, number> {
  const sqlite = openSqlite(file, { readonly: true });
  try {
    return rowCounts(sqlite);
  } finally {
    sqlite.close();
  }
}

test('every schema before the newest has its database, and each database its migration', () => {
  expect(files.map((name) => basename(name, '.db'))).toEqual(expect.arrayContaining(tags.slice(0, -1)));
  expect(tags).toEqual(expect.arrayContaining(files.map((name) => basename(name, '.db'))));
});

test.each(files)('%s opens, is migrated with a copy kept, and every row is there', async (name) => {
  const version = tags.indexOf(basename(name, '.db')) + 1;
  const file = join(temporaryFolder(), 'headroom.db');
  copyFileSync(join(FIXTURES, name), file);
  const before = countsOf(file);
  const store = await openedStore(file);
  const { backupFile, migratedFrom } = store.openReport;
  const isCurrent = version === tags.length;
  expect(migratedFrom).toBe(isCurrent ? null : version);
  expect(backupFile === null).toBe(isCurrent);
  if (backupFile !== null) {
    expect(existsSync(backupFile)).toBe(true);
    expect(countsOf(backupFile)).toEqual(before);
  }
  // What one table takes over from `setting` is looked for in carried-over.test.ts.
  const { setting, ...rows } = before;
  expect(countsOf(file)).toMatchObject(rows);
  expect(setting).toBeGreaterThan(0);
  expect(Object.values(before).filter((count) => count > 0).length).toBeGreaterThan(20);

  expect(await store.samples.raw(1, FAR, 2)).toEqual([
    { time: LAST_TIME - 3600, value: 1 / 8 },
    { time: LAST_TIME, value: 0 },
  ]);
  const days = await store.samples.days(2, FAR);
  expect(days).toHaveLength(4);
  expect(days.reduce((sum, day) => sum + (day.increase ?? 0), 0)).toBe((HOURS - 1) * 10);
  expect(await store.connections.list()).toContainEqual(
    expect.objectContaining({ id: 'acme', settings: { teamId: 'team_1' } }),
  );
  // Kept as sentences, they are shown as they were; the price difference stands on the cost of today.
  const [advice] = await store.recommendations.list();
  expect(advice).toMatchObject({
    kind: 'upgrade',
    change: { kind: 'plan', provider: 'vercel', from: '1', to: '1' },
    cost: { currency: 'USD', current: 0, projected: null, recommended: 1_000_000 },
    benefits: [{ code: 'told', figures: { text: 'More capacity' } }],
    limit: { daysInterval: [4, null] },
    statusReason: { code: 'told', text: '1' },
  });
  expect(await store.recommendations.events(advice?.id ?? 0)).toMatchObject([{ reason: { code: 'told' } }]);
  expect(await store.alerts.open()).toHaveLength(1);
  expect(await store.settings.get('1')).toBe('dark');
  // It is not only readable: collection goes on, in the series that were there.
  expect(await store.samples.save('acme', [sampleOf({ time: NOON + 60, value: 5 })], NOON)).toMatchObject({
    value: { saved: 1 },
  });
  expect(await store.samples.listSeries()).toHaveLength(2);
});

test('a migration that fails leaves the file as it was', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headroom.db');
  const [oldest] = files;
  copyFileSync(join(FIXTURES, oldest ?? ''), file);
  const { cpSync, mkdirSync, writeFileSync } = await import('node:fs');
  const broken = join(folder, 'drizzle');
  mkdirSync(broken);
  cpSync(defaultMigrationsFolder(), broken, { recursive: true });
  const journalFile = join(broken, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: object[] };
  const next = { idx: 99, version: '6', when: 9_000_000_000_000, tag: '0099_broken', breakpoints: true };
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: [...journal.entries, next] }));
  // Drops a parent whose children stay behind: exactly what a table rebuild may not do.
  writeFileSync(join(broken, '0099_broken.sql'), 'DELETE FROM `connection`;');
  const before = countsOf(file);
  await expect(openStore({ file, clock: clockAtNoon(), migrationsFolder: broken })).rejects.toThrow(
    'rows that refer to nothing',
  );
  expect(countsOf(file)).toEqual(before);
  expect(await openStore({ file, clock: clockAtNoon() })).toMatchObject({ ok: true });
});
