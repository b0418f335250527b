import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type SettableClock, settableClock, systemClock } from '#main/clock';
import { CollectionRun } from '#main/providers/collection-run';
import { createAccountSession } from '#main/session/account-session';
import { assembleStore } from '#main/store/assemble-store';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite } from '#main/store/database/sqlite';
import { charge } from '../../unit/core/costs/charge-fixture';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { NOW, pluggedIn, provider, reading } from './plugged-in';

/** A source with so many series that a cycle needs room, and with charges that stream in. */
const wide = provider('wide', async (context) => {
  const run = new CollectionRun(context);
  const time = context.clock.now();
  await run.ask('one', async () => ({
    ok: true,
    value: {
      samples: Array.from({ length: 400 }, (_, index) => reading('ONE', { metric: `ONE_${index}`, time })),
    },
  }));
  await run.ask('two', async () => {
    const charges = Array.from({ length: 400 }, (_, index) => ({ ...CHARGE, id: `${time}-${index}` }));
    const batch = { source: 's', range: { start: NOW - 60, end: NOW }, asOf: time, complete: false, charges };
    await context.onCharges?.(batch).catch(() => undefined);
    // As a stream does that takes a thrown error for a broken line, and then hands over the rest.
    await context.onCharges?.({ ...batch, charges: [] });
    return { ok: true, value: {} };
  });
  return run.result();
});

const CHARGE = charge({ service: 'Edge', day: '2026-11-17', start: NOW - 60, end: NOW });

/** Two hundred times as fast as the computer's own, so that a minute passes in a blink. */
function fastClock(): SettableClock {
  const began = performance.now();
  const passed = () => (performance.now() - began) * 200;
  return {
    ...settableClock(NOW),
    now: () => NOW + Math.floor(passed() / 1000),
    monotonic: passed,
    after: (milliseconds, ring) => systemClock.after(milliseconds / 200, ring),
  };
}

const sleep = (milliseconds: number) => systemClock.sleep(milliseconds);

it.each([0, 2, 5, 10, 20, 40])(
  'a disk that is full after %i more pages is named for what it is, and collection resumes by itself',
  async (pages) => {
    const sqlite = openSqlite(join(temporaryFolder(), 'headroom.db'));
    configure(sqlite);
    applyMigrations(sqlite, defaultMigrationsFolder());
    const report = { created: true, migratedFrom: null, backupFile: null, rescued: null };
    const store = assembleStore(sqlite, report, () => false, null);
    const clock = fastClock();
    const { parts } = await pluggedIn([wide], { store, clock });
    const account = createAccountSession({
      parts,
      workerFile: null,
      intervalMinutes: 15,
      backfills: false,
      tellPatienceMs: 0,
      notifier: () => null,
    });
    const full = Number(sqlite.pragma('page_count', { simple: true })) + pages;
    sqlite.pragma(`max_page_count = ${full}`);

    account.scheduler.start();
    const result = await account.collect('user');
    const told = result.ok ? result.value.attempts.map(({ outcome }) => outcome) : [result.failure.code];
    expect(told).toContain('store-full');
    expect(told).not.toContain('internal');
    expect(told).not.toContain('unreachable');

    // Still full: nothing stays refused, nothing breaks for good.
    await sleep(800);
    sqlite.pragma('max_page_count = 1000000');
    const isWell = async () => {
      const attempts = await store.cycles.lastAttempts();
      return (
        (await store.cycles.last())?.metricsCollected === 400 &&
        attempts.every(({ attempt }) => attempt.outcome === 'ok')
      );
    };
    for (let wait = 0; wait < 100 && !(await isWell()); wait += 1) {
      await sleep(50);
    }
    const last = await store.cycles.last();
    expect(last).toMatchObject({ metricsCollected: 400 });
    expect(last?.failure).toBeUndefined();
    expect((await store.cycles.lastAttempts()).map(({ attempt }) => attempt.outcome)).toEqual(['ok', 'ok']);
    await account.stop();
  },
);
