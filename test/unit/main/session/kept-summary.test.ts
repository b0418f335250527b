import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AccountVariables, dataMark, keepSummary, keptSummary } from '#main/session/kept-summary';
import { configure, openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import { temporaryFolder } from '../store/temporary-store';

const VARIABLES: AccountVariables = {
  open: ['VERCEL_ORG_ID'],
  secret: ['VERCEL_TOKEN'],
  prefixes: ['VERCEL_PROJECT_ID'],
};
/** 2026-11-20T12:00:00Z, and what is kept then holds for an hour. */
const NOON = 1_795_176_000;
const GROUND = {
  rows: [],
  standings: { list: [], revision: 1, asOf: NOON, validUntil: NOON + 3_600 },
  variables: VARIABLES,
  said: ['The clock starts elsewhere.'],
};

const at = (time: string) => ({
  HEADROOM_NOW: `2026-11-20T${time}Z`,
  VERCEL_TOKEN: 'tok-3f9',
  VERCEL_ORG_ID: 'team',
});
const NOW = at('12:00:00');

let file: string;
let data: SqliteDatabase;

const write = (by: SqliteDatabase) => by.prepare('INSERT INTO reading VALUES (1)').run();

beforeEach(() => {
  file = join(temporaryFolder(), 'headroom.db');
  data = openSqlite(file);
  configure(data);
  data.exec('CREATE TABLE reading (value)');
  data.pragma('wal_checkpoint(TRUNCATE)');
});
afterEach(() => {
  if (data.open) data.close();
});

describe('a summary that is kept', () => {
  it('holds while nobody writes: reading and closing leave it good', async () => {
    await keepSummary(file, dataMark(file), GROUND, NOW);
    expect(keptSummary(file, at('12:30:00'))).toMatchObject({ said: GROUND.said, standings: GROUND.standings });
    data.prepare('SELECT * FROM reading').all();
    data.close();
    expect(keptSummary(file, NOW)).not.toBeNull();
  });

  it('ends with a write of anybody, in the log or in the file', async () => {
    await keepSummary(file, dataMark(file), GROUND, NOW);
    const other = openSqlite(file);
    write(other);
    expect(keptSummary(file, NOW)).toBeNull();
    other.close();
    data.close();
    expect(keptSummary(file, NOW)).toBeNull();
  });

  it('ends where time alone changes it, and where the clock was set back', async () => {
    await keepSummary(file, dataMark(file), GROUND, NOW);
    expect(keptSummary(file, at('12:59:59'))).not.toBeNull();
    expect(keptSummary(file, at('13:00:00'))).toBeNull();
    expect(keptSummary(file, at('11:59:59'))).toBeNull();
  });

  it.each([
    ['another account', { ...NOW, VERCEL_ORG_ID: 'other' }],
    ['one more project', { ...NOW, VERCEL_PROJECT_ID_SHOP: 'prj_1' }],
    ['a key that is gone', { ...NOW, VERCEL_TOKEN: '' }],
  ])('ends with %s in the environment', async (_, environment) => {
    await keepSummary(file, dataMark(file), GROUND, NOW);
    expect(keptSummary(file, environment)).toBeNull();
  });

  it('is not kept where somebody wrote while it was read', async () => {
    const before = dataMark(file);
    write(data);
    await keepSummary(file, before, GROUND, NOW);
    expect(keptSummary(file, NOW)).toBeNull();
  });

  it('lies beside the data for its owner alone, without any secret', async () => {
    await keepSummary(file, dataMark(file), GROUND, NOW);
    expect(readFileSync(`${file}-summary`, 'utf8')).not.toContain('tok-3f9');
    expect(statSync(`${file}-summary`).mode & 0o777).toBe(0o600);
  });
});
