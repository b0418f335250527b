import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settableClock } from '#main/clock';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import type { MetricSample } from '#shared/domain/series';
import { bareConnection } from '../../integration/support/bare-connection';

/** 2026-11-24T12:00:00Z. */
export const NOW = 1_795_521_600;
export const CONNECTION = 'bench';

/** Runs `work` with a folder that is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The store of `file` with the one connection that the benchmark writes to. */
export async function openBenchStore(file: string): Promise<Store> {
  const opened = await openStore({ file, clock: settableClock(NOW) });
  if (!opened.ok) {
    throw new Error(`${opened.failure.message} ${opened.failure.action}`);
  }
  await opened.value.connections.save(bareConnection(CONNECTION, 'vercel', NOW));
  return opened.value;
}

/** A sample of one of many series, with a value that does not repeat. Every other series counts whole things. */
export function benchSample(series: number, time: number): MetricSample {
  const wave = 500 + 400 * Math.sin(time / 13_751 + series) + ((time * 7919 + series * 104_729) % 1000) / 10;
  return {
    time,
    value: series % 2 === 0 ? wave : Math.round(wave * 1000),
    service: 'BENCH',
    metric: `METRIC_${series}`,
    projectId: null,
    kind: 'gauge',
    unit: 'count',
    zone: series % 4 === 0 ? 'America/Los_Angeles' : 'UTC',
    source: 'bench',
  };
}

export async function saveAll(store: Store, samples: readonly MetricSample[]): Promise<void> {
  const saved = await store.samples.save(CONNECTION, samples, NOW);
  if (!saved.ok || saved.value.saved !== samples.length) {
    throw new Error('The benchmark could not save its samples.');
  }
}
