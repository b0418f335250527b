import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type SettableClock, settableClock } from '#main/clock';
import { openSqlite } from '#main/store/database/sqlite';
import { openStore, type StoreOptions } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import type { Connection } from '#shared/domain/connection';
import type { MetricSample } from '#shared/domain/series';

/** 2026-11-24T12:00:00Z. */
export const NOON = 1_795_521_600;

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export function clockAtNoon(): SettableClock {
  return settableClock(NOON);
}

/** An open store, closed after the test; at noon unless a clock is given. */
export async function openedStore(file: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const opened = await openStore({ file, clock: clockAtNoon(), ...options });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  onTestFinished(() => opened.value.close());
  return opened.value;
}

/** The same in memory, with one connection. */
export async function storeWithConnection(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openedStore(':memory:', options);
  await store.connections.save(connectionNamed('vercel-1'));
  return store;
}

/** When each cycle that a store's file holds began, oldest first. */
export function cyclesBegan({ file }: Pick<Store, 'file'>): readonly number[] {
  const sqlite = openSqlite(file);
  try {
    return sqlite.prepare<[], number>('SELECT started_at FROM monitoring_cycle ORDER BY started_at, id').pluck().all();
  } finally {
    sqlite.close();
  }
}

export function connectionNamed(id: string): Connection {
  return {
    id,
    provider: 'vercel',
    title: 'acme',
    settings: { teamId: 'team_1' },
    billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' },
    billingAnchor: { day: 31, zone: 'America/Los_Angeles' },
    expiresAt: null,
    createdAt: NOON,
  };
}

/** A sample of a gauge, with what the test is about in `parts`. */
export function sampleOf(parts: Partial<MetricSample> = {}): MetricSample {
  return {
    time: NOON,
    value: 1,
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
    projectId: null,
    kind: 'gauge',
    unit: 'MB',
    zone: 'UTC',
    source: 'redis:INFO',
    ...parts,
  };
}
