import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIntegrity } from '#main/store/database/check-integrity';
import { openSqlite } from '#main/store/database/sqlite';
import { openStore } from '#main/store/open-store';
import { dayCutter } from '#shared/core/calendar/calendar';
import { clockAtNoon, NOON } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from './bundled-entry';
import { INTERVAL, SERIES, samplesOfCycle } from './collecting-child';

/** Short on every run; `HEADROOM_KILLS=200` asks for the long one. */
const KILLS = Number(process.env.HEADROOM_KILLS ?? 3);
/** So many of them are one test. */
const PART = 10;
/** A child is killed at any moment up to this after it began: on a busy machine its first cycle takes a fifth of a second. */
const LONGEST_RUN_MS = 400;
const START = NOON - 400 * 86_400;
const ZONE = 'America/Los_Angeles';

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('test/integration/store/collecting-child.ts');
});
afterAll(() => entry.remove());

/** Starts the child, kills it hard after `milliseconds` of collecting, answers the last cycle it reported. */
async function collectAndKill(file: string, firstCycle: number, milliseconds: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [entry.file, file, `${START}`, `${firstCycle}`], {
    env: { ...process.env, HEADROOM_COLLECTING_CHILD: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('READY')) {
        resolve();
      }
    });
  });
  const closed = once(child, 'close');
  await Promise.race([ready, closed]);
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await closed;
  expect(output).not.toContain('FAILED');
  const cycles = [...output.matchAll(/^SAVED (\d+)$/gm)].map((match) => Number(match[1]));
  return cycles.at(-1) ?? firstCycle - 1;
}

/** Holds the file against what the child must have saved up to `lastCycle`, and roll-ups against raw samples. */
function inspect(file: string, lastCycle: number): void {
  const sqlite = openSqlite(file);
  expect(sqlite.prepare('PRAGMA integrity_check').pluck().get()).toBe('ok');
  const rows = sqlite.prepare<[string], { time: number; value: number }>(
    `SELECT time, value FROM infrastructure_metric JOIN series ON series.id = series_id
       WHERE metric = ? ORDER BY time`,
  );
  for (let series = 0; series < SERIES; series += 1) {
    const found = rows.all(`METRIC_${series}`);
    // The cycle that was cut off may be in the file or not; it was not reported.
    expect(found.length - (lastCycle + 1)).toBeGreaterThanOrEqual(0);
    expect(found.length - (lastCycle + 1)).toBeLessThanOrEqual(1);
    found.forEach((row, cycle) => {
      const expected = samplesOfCycle(cycle, START)[series];
      if (row.time !== expected?.time || row.value !== expected.value) {
        expect(row).toEqual({ time: expected?.time, value: expected?.value });
      }
    });
    inspectRollups(sqlite, series, found);
  }
  sqlite.close();
}

function inspectRollups(
  sqlite: ReturnType<typeof openSqlite>,
  series: number,
  raw: readonly { time: number; value: number }[],
): void {
  const dayOf = dayCutter(ZONE);
  for (const [table, startOf] of [
    ['sample_hour', (time: number) => time - (time % 3600)],
    ['sample_day', (time: number) => dayOf(time).start],
  ] as const) {
    const expected = new Map<number, number[]>();
    for (const { time, value } of raw) {
      const start = startOf(time);
      const values = expected.get(start);
      if (values === undefined) {
        expected.set(start, [value]);
      } else {
        values.push(value);
      }
    }
    const stored = sqlite
      .prepare<[string], { time: number; min: number; max: number; sum: number; last: number; count: number }>(
        `SELECT time, min, max, sum, last, count FROM ${table} JOIN series ON series.id = series_id
         WHERE metric = ? ORDER BY time`,
      )
      .all(`METRIC_${series}`);
    const byHand = [...expected].map(([time, values]) => ({
      time,
      min: Math.min(...values),
      max: Math.max(...values),
      sum: values.reduce((sum, value) => sum + value, 0),
      last: values.at(-1),
      count: values.length,
    }));
    expect(stored).toEqual(byHand);
  }
}

describe(`killed hard ${KILLS} times while it collects`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-crash-'));
  const file = join(folder, 'headroom.db');
  let last = -1;
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  // A few kills each: whoever watches the tests sees that they go on.
  test.each(partsOf(KILLS))(
    'nothing reported is lost and all agrees: kills %i to %i',
    {
      timeout: 240_000,
    },
    async (first, end) => {
      for (let kill = first; kill <= end; kill += 1) {
        last = await collectAndKill(file, last + 1, Math.random() * LONGEST_RUN_MS);
        inspect(file, last);
      }
    },
  );

  test('what is left opens as it is', async () => {
    expect(last).toBeGreaterThan(KILLS);
    expect(checkIntegrity(file)).toEqual([]);
    const opened = await openStore({ file, clock: clockAtNoon() });
    expect(opened).toMatchObject({ ok: true, value: { openReport: { rescued: null } } });
    if (opened.ok) {
      expect((await opened.value.samples.latest([1])).get(1)?.time).toBeGreaterThanOrEqual(START + last * INTERVAL);
      opened.value.close();
    }
  });
});

/** Numbers of the first and the last kill of each part. */
function partsOf(kills: number): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(kills / PART) }, (_, at) => [at * PART + 1, Math.min(kills, (at + 1) * PART)]);
}
