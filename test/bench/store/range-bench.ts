import { statSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '#main/clock';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import { limitReasonOf } from '#shared/core/pricing/effective-limit';
import { DAY, type Period } from '#shared/domain/instant';
import { PLAN_LIMIT } from '#shared/domain/limit';
import { benchSample, NOW, openBenchStore, saveAll, withFolder } from './bench-file';
import { type BenchRow, quantile, timed } from './bench-row';

const INTERVAL = 900;
export const SERIES = 200;
const POINTS = 1_000;
const ASKED = 400;

/** Raw samples of the large file; `HEADROOM_BENCH_SAMPLES` makes it smaller. */
export const LARGE = Number(process.env.HEADROOM_BENCH_SAMPLES ?? 10_000_000);
const PER_SERIES = LARGE / SERIES;
/** As many series of the same length as make 100,000 samples, so that the same ranges are asked of both files. */
const SMALL_SERIES = Math.max(1, Math.round(100_000 / PER_SERIES));
/** A range is asked so often, and its median taken, since other programs run too. */
const ASKED_EACH = 3;

/** Charts, summary and start over a file of years, beside a small and an empty one. */
export function benchRanges(): Promise<BenchRow[]> {
  return withFolder(async (folder) => {
    const small = join(folder, 'small.db');
    const large = join(folder, 'large.db');
    const empty = join(folder, 'empty.db');
    await fill(small, SMALL_SERIES);
    await fill(large, SERIES);
    (await openBenchStore(empty)).close();
    const smallCharts = await chartTimes(small, SMALL_SERIES);
    const largeCharts = await chartTimes(large, SERIES);
    const emptyStart = await startTime(empty);
    const largeStart = await startTime(large);
    const summary = await summaryTime(large);
    const p95 = quantile(largeCharts, 0.95);
    const slope = p95 / quantile(smallCharts, 0.95);
    const size = `${count(LARGE)} samples, ${SERIES} series, ${Math.round(statSync(large).size / 1e6)} MB`;
    return [
      {
        name: `any chart range, <= ${POINTS} points, 95th percentile`,
        goal: '<= 10 ms',
        measured: `${p95.toFixed(2)} ms`,
        ok: p95 <= 10,
        note: `${size}; median ${quantile(largeCharts, 0.5).toFixed(2)} ms, ${ASKED} ranges, each the median of ${ASKED_EACH}`,
      },
      {
        name: `charts at ${count(LARGE)} against ${count(SMALL_SERIES * PER_SERIES)} samples`,
        goal: '<= 2 times',
        measured: `${slope.toFixed(2)} times`,
        ok: slope <= 2,
        note: `${quantile(smallCharts, 0.95).toFixed(2)} ms at ${count(SMALL_SERIES * PER_SERIES)}`,
      },
      {
        name: `summary of ${SERIES} series`,
        goal: '<= 5 ms',
        measured: `${summary.toFixed(2)} ms`,
        ok: summary <= 5,
        note: 'newest sample and limits of every series, median',
      },
      {
        name: 'start with the large file against an empty one',
        goal: '<= 100 ms more',
        measured: `${(largeStart - emptyStart).toFixed(1)} ms more`,
        ok: largeStart - emptyStart <= 100,
        note: `${largeStart.toFixed(1)} ms and ${emptyStart.toFixed(1)} ms, medians`,
      },
    ];
  });
}

/** Fills a file with that many series of the large one's length, each with a limit. */
export async function fill(file: string, seriesCount: number): Promise<void> {
  const store = await openBenchStore(file);
  for (let series = 0; series < seriesCount; series += 1) {
    const batch = Array.from({ length: PER_SERIES }, (_, step) =>
      benchSample(series, NOW - (PER_SERIES - step) * INTERVAL),
    );
    await saveAll(store, batch);
  }
  const limits = Array.from({ length: SERIES }, (_, series) => ({
    connectionId: 'bench',
    service: 'BENCH',
    metric: `METRIC_${series}`,
    projectId: '',
    limitId: PLAN_LIMIT,
    value: 1000,
    unit: 'count',
    window: 'point-in-time' as const,
    atLimit: 'hard' as const,
    consequence: '',
    warningPercent: 75,
    criticalPercent: 90,
    enabled: true,
    source: 'user' as const,
    reason: limitReasonOf('own'),
    asOf: null,
  }));
  await store.limits.save(limits);
  store.close();
}

async function reopen(file: string): Promise<Store> {
  const opened = await openStore({ file, clock: settableClock(NOW) });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  return opened.value;
}

async function chartTimes(file: string, seriesCount: number): Promise<number[]> {
  const store = await reopen(file);
  const times: number[] = [];
  const history = PER_SERIES * INTERVAL;
  let seed = 1;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (let asked = 0; asked < ASKED; asked += 1) {
    const series = 1 + Math.floor(random() * seriesCount);
    const range = rangeWithin(history, asked, random());
    const tries: number[] = [];
    for (let attempt = 0; attempt < ASKED_EACH; attempt += 1) {
      const start = performance.now();
      const { points } = await store.samples.range(series, range, POINTS);
      tries.push(performance.now() - start);
      if (points.length === 0 || points.length > POINTS) {
        throw new Error(`A range answered ${points.length} points.`);
      }
    }
    times.push(quantile(tries, 0.5));
  }
  store.close();
  return times;
}

/** The ranges that charts have, and any length between; the end moves back by `share` of what is left. */
function rangeWithin(history: number, asked: number, share: number): Period {
  const usual = [DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY, history];
  const length = Math.min(
    history,
    asked % 2 === 0 ? (usual[(asked / 2) % usual.length] as number) : DAY + share * history,
  );
  const end = NOW - Math.floor((history - length) * share);
  return { start: Math.floor(end - length), end };
}

async function startTime(file: string): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < 15; start += 1) {
    times.push(
      await timed(async () => {
        const store = await reopen(file);
        await store.samples.latest([1]);
        store.close();
      }),
    );
  }
  return quantile(times, 0.5);
}

async function summaryTime(file: string): Promise<number> {
  const store = await reopen(file);
  const times: number[] = [];
  for (let asked = 0; asked < 101; asked += 1) {
    times.push(
      await timed(async () => {
        const series = await store.samples.listSeries();
        await store.samples.latest(series.map((one) => one.id));
        await store.limits.list();
      }),
    );
  }
  store.close();
  return quantile(times, 0.5);
}

/** `10 M`, `100 k`. */
export function count(value: number): string {
  return value >= 1_000_000 ? `${value / 1_000_000} M` : `${value / 1_000} k`;
}
