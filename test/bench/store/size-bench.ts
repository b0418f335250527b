import { join } from 'node:path';
import { openSqlite } from '#main/store/database/sqlite';
import { benchSample, NOW, openBenchStore, saveAll, withFolder } from './bench-file';
import type { BenchRow } from './bench-row';

const INTERVAL = 900;
const SERIES = 200;
const CYCLES = 4_000;

/** Bytes a raw sample takes in a file that grew cycle by cycle, each cycle touching every series. */
export function benchSize(): Promise<BenchRow[]> {
  return withFolder(async (folder) => {
    const file = join(folder, 'live.db');
    const store = await openBenchStore(file);
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const time = NOW - (CYCLES - cycle) * INTERVAL;
      await saveAll(
        store,
        // Even series have fractions, which take the full eight bytes.
        Array.from({ length: SERIES }, (_, series) => benchSample(series * 2, time)),
      );
    }
    store.close();
    const sqlite = openSqlite(file, { readonly: true });
    const bytes = sqlite.prepare<[string], number>('SELECT sum(pgsize) FROM dbstat WHERE name = ?').pluck();
    const per = (table: string): number => (bytes.get(table) ?? 0) / (SERIES * CYCLES);
    const raw = per('infrastructure_metric');
    const all = raw + per('sample_hour') + per('sample_day');
    sqlite.close();
    const note = `${SERIES} series, ${CYCLES} cycles of 15 minutes, every value a fraction: the largest case`;
    return [
      { name: 'file size, raw sample', goal: '<= 24 bytes', measured: `${raw.toFixed(1)} bytes`, ok: raw <= 24, note },
      {
        name: 'file size, roll-ups included',
        goal: '<= 40 bytes',
        measured: `${all.toFixed(1)} bytes`,
        ok: all <= 40,
        note: 'hours and days of every series',
      },
    ];
  });
}
