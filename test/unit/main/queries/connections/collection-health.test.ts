import { describe, expect, it } from 'vitest';
import { createCatalog } from '#main/providers/catalog';
import { registry } from '#main/providers/index';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { createForecastCache } from '#main/queries/usage/forecast-cache';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { attemptOf } from '../../store/domain-rows';
import { clockAtNoon, connectionNamed, NOON, openedStore } from '../../store/temporary-store';

const SCHEDULER = { running: true, nextAt: NOON + 900, intervalMinutes: 15, progress: null };

/** The health after cycles in which these attempts were made, one cycle each. */
async function health(...attempts: readonly Partial<CollectionAttempt>[]) {
  const store = await openedStore(':memory:');
  for (const id of ['one', 'other', 'quiet']) {
    await store.connections.save({ ...connectionNamed(id), title: id });
  }
  for (const attempt of attempts) {
    const startedAt = attempt.startedAt ?? NOON;
    const cycle = await store.cycles.begin('schedule', startedAt);
    await store.cycles.recordAttempts(cycle, [attemptOf({ connectionId: 'one', ...attempt })]);
    const counts = { metricsCollected: 0, recommendationsGenerated: 0, alertsTriggered: 0 };
    await store.cycles.finish(cycle, { finishedAt: startedAt + 5, ...counts });
  }
  const parts = {
    store,
    clock: clockAtNoon(),
    catalog: createCatalog(registry),
    forecasts: createForecastCache(),
  };
  const read = await readCollectionHealth(parts, SCHEDULER);
  const source = (id: string) => read.sources.find(({ connectionId }) => connectionId === id);
  return { read, source };
}

const failed = { outcome: 'provider-error', message: 'It broke.' } as const;

describe('the health of the collection', () => {
  it('tells the last cycle and the next', async () => {
    const { read } = await health({ startedAt: NOON }, { startedAt: NOON + 900 });
    expect(read).toMatchObject({
      lastCycleAt: NOON + 905,
      nextCycleAt: NOON + 900,
      intervalSeconds: 900,
      running: true,
      sourcesTotal: 3,
    });
  });

  it('knows when a source was last fine, by the newest of its capabilities', async () => {
    const { source } = await health(
      { capability: 'account', startedAt: NOON + 900 },
      { capability: 'costs', startedAt: NOON },
      { capability: 'deployments', startedAt: NOON + 1_800, ...failed },
    );
    expect(source('one')?.lastGoodAt).toBe(NOON + 900);
    expect(source('quiet')?.lastGoodAt).toBeNull();
  });

  it('tells fine, in part, failed and never asked apart, and counts what is fine', async () => {
    const { read, source } = await health(
      { capability: 'account' },
      { capability: 'costs', ...failed },
      { connectionId: 'other', capability: 'account', ...failed },
    );
    expect(['one', 'other', 'quiet'].map((id) => source(id)?.state)).toEqual(['partial', 'failed', 'never']);
    expect(read.sourcesOk).toBe(0);
    // A source that failed altogether is worse than one that failed in part.
    expect(read.worst).toMatchObject({ code: 'provider-error', text: expect.stringMatching(/^other: /) });
    const fine = await health({ capability: 'account' }, { capability: 'costs', outcome: 'not-on-plan' });
    expect(fine.source('one')?.state).toBe('ok');
    expect(fine.read).toMatchObject({ sourcesOk: 1, worst: null });
  });

  it('tells a source that is fine but not understood in every row, behind what failed', async () => {
    const odd = { capability: 'deployments', reading: { rows: 930, notUnderstood: 12 } };
    const { read, source } = await health({ capability: 'account', reading: { rows: 1, notUnderstood: 0 } }, odd);
    expect(source('one')).toMatchObject({
      state: 'partial',
      capabilities: [{ reading: { rows: 1, notUnderstood: 0 } }, { outcome: 'ok', reading: odd.reading }],
    });
    expect(read.worst?.text).toBe('one: 12 of 930 rows not understood');
    const worse = await health(odd, { connectionId: 'other', ...failed });
    expect(worse.read.worst?.text).toBe('other: trouble at the provider');
  });

  it('takes the newest attempt of a capability for its state', async () => {
    const { source } = await health({ startedAt: NOON, ...failed }, { startedAt: NOON + 900 });
    expect(source('one')).toMatchObject({ state: 'ok', capabilities: [{ outcome: 'ok', at: NOON + 900 }] });
  });
});
