import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createChanges } from '#main/changes';
import { type Clock, systemClock } from '#main/clock';
import { BROKE_OFF } from '#main/collection/monitoring-error';
import { cycleParts } from '#main/collection/monitoring-parts';
import { createAccountSession } from '#main/session/account-session';
import type { Store } from '#main/store/store';
import { MINUTE } from '#shared/domain/instant';
import { connectionNamed, NOON, openedStore, temporaryFolder } from '../store/temporary-store';

const clock = { ...systemClock, now: () => NOON };
const NOTHING = { metricsCollected: 0, recommendationsGenerated: 0, alertsTriggered: 0 };

function accountOver(store: Store, at: Clock = clock) {
  const changes = createChanges();
  const account = createAccountSession({
    parts: cycleParts(store, { clock: at, changes }),
    workerFile: null,
    intervalMinutes: 30,
    backfills: false,
    notifier: () => null,
    tellPatienceMs: 0,
  });
  onTestFinished(() => account.stop());
  return { account, changes };
}

it('a cycle that broke off counts as none: the next one runs at once, after one that went well in its time', async () => {
  for (const failure of [undefined, BROKE_OFF]) {
    const store = await openedStore(':memory:');
    const cycle = await store.cycles.begin('schedule', NOON - MINUTE);
    await store.cycles.finish(cycle, { ...NOTHING, finishedAt: NOON - MINUTE, failure });
    const { account } = accountOver(store);
    account.scheduler.start();
    await vi.waitFor(() => expect(account.schedulerState().nextAt).not.toBeNull());
    if (failure === undefined) {
      expect(account.schedulerState().nextAt).toBe(NOON + 29 * MINUTE);
    } else {
      await vi.waitFor(async () => expect((await store.cycles.last())?.finishedAt).toBe(NOON));
    }
  }
});

it('what another process writes between opening and watching is told within two seconds', async () => {
  const file = join(temporaryFolder(), 'headroom.db');
  const { account, changes } = accountOver(await openedStore(file));
  const told: number[] = [];
  onTestFinished(changes.on('changed', () => void told.push(performance.now())));
  const other = await openedStore(file);
  await other.connections.save(connectionNamed('vercel-1'));
  account.watch();
  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 2_000 });
});

it('an answer is of one moment, however long it takes: 34.5 hours ahead are not 35 in one part and 34 in another', async () => {
  let now = NOON;
  const { account } = accountOver(await openedStore(':memory:'), { ...systemClock, now: () => now++ });
  const asked = account.ask((parts) => [parts.clock.now(), parts.clock.now()]);
  expect(asked[0]).toBe(asked[1]);
  expect(account.ask((parts) => parts.clock.now())).toBeGreaterThan(asked[0] ?? 0);
});
