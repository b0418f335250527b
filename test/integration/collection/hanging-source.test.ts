import { expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { CollectionRun } from '#main/providers/collection-run';
import type { CollectionContext } from '#main/providers/monitor';
import { createAccountSession } from '#main/session/account-session';
import { charge } from '../../unit/core/costs/charge-fixture';
import { ALL_CASES } from '../support/all-cases';
import { NOW, pluggedIn, provider, reading } from './plugged-in';

const never = () => new Promise<never>(() => undefined);

const sound = provider('sound', async (context) => {
  const run = new CollectionRun(context);
  await run.ask('one', async () => ({ ok: true, value: { samples: [reading('ONE')] } }));
  return run.result();
});

it('one capability that heeds no signal costs itself alone', async () => {
  const half = provider('half', async (context) => {
    const run = new CollectionRun(context);
    await Promise.all([
      run.ask('one', never),
      run.ask('two', async () => ({ ok: true, value: { samples: [reading('TWO')] } })),
    ]);
    return run.result();
  });
  const { parts } = await pluggedIn([half, sound]);
  const result = await runCycle(parts, { trigger: 'user', budgetMs: 200 });
  expect(result).toMatchObject({ ok: true, value: { metricsCollected: 2 } });
  const outcomes = result.ok
    ? result.value.attempts.map(({ connectionId, outcome }) => `${connectionId} ${outcome}`)
    : [];
  expect(outcomes.sort()).toEqual(['half ok', 'half timeout', 'sound ok']);
});

it('a source that hangs outside of any request is left behind, and what it brings later is dropped', async () => {
  let late: CollectionContext | null = null;
  const stuck = provider('stuck', (context) => {
    late = context;
    return never();
  });
  const { parts, store } = await pluggedIn([stuck, sound]);
  const began = Date.now();
  const result = await runCycle(parts, { trigger: 'user', budgetMs: 100 });
  expect(Date.now() - began).toBeLessThan(5_000);
  const attempts = result.ok ? result.value.attempts : [];
  expect(attempts.filter(({ connectionId }) => connectionId === 'stuck').map(({ outcome }) => outcome)).toEqual([
    'timeout',
    'timeout',
  ]);
  expect(attempts.filter(({ connectionId }) => connectionId === 'sound').map(({ outcome }) => outcome)).toEqual(['ok']);
  const charges = [{ id: 'c', day: '2026-11-17', start: NOW - 60, end: NOW, currency: 'USD' }] as never;
  const context = late as CollectionContext | null;
  expect(context?.signal?.aborted).toBe(true);
  await context?.onCharges?.({ source: 's', range: { start: 0, end: NOW }, asOf: NOW, complete: true, charges });
  expect(await store.charges.sources('stuck')).toEqual([]);
});

it('a keychain, and a desktop, that never answer hold no cycle up', async () => {
  const { parts } = await pluggedIn([sound]);
  const mute = { ...parts, credentials: { read: never } };
  const result = await runCycle(mute, { trigger: 'user', budgetMs: 100 });
  expect(result).toMatchObject({ ok: true, value: { attempts: [{ outcome: 'timeout' }, { outcome: 'timeout' }] } });
});

it('closing waits for nobody', async () => {
  const { parts } = await pluggedIn([
    provider('stuck', async (context) => {
      const run = new CollectionRun(context);
      await run.ask('one', never);
      return run.result();
    }),
  ]);
  const account = createAccountSession({
    parts,
    workerFile: null,
    intervalMinutes: 15,
    backfills: false,
    tellPatienceMs: 0,
    notifier: () => null,
  });
  const running = account.collect('user');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = Date.now();
  await account.stop();
  await running;
  expect(Date.now() - began).toBeLessThan(2_000);
});

it.runIf(ALL_CASES)(
  'charges without end are cut, counted and told',
  async () => {
    const flood = provider('flood', async (context) => {
      const run = new CollectionRun(context);
      await run.ask('one', async () => {
        for (let at = 0; at < 300; at += 1) {
          const charges = Array.from({ length: 2_000 }, (_, index) => chargeOf(`${at}-${index}`));
          await context.onCharges?.({
            source: 's',
            range: { start: 0, end: NOW },
            asOf: NOW,
            complete: false,
            charges,
          });
        }
        return { ok: true, value: {} };
      });
      return run.result();
    });
    const { parts, store } = await pluggedIn([flood]);
    const result = await runCycle(parts, { trigger: 'user' });
    expect(result).toMatchObject({ ok: true, value: { charges: 500_000, attempts: [{ outcome: 'too-large' }] } });
    const day = { connectionId: 'flood', from: '2026-11-01', to: '2026-12-01' };
    expect((await store.charges.totals(day, ['category'])).reduce((sum, { rows }) => sum + rows, 0)).toBe(500_000);
  },
  120_000,
);

function chargeOf(id: string) {
  const day = `2026-11-${String((Number(id.split('-')[0]) % 17) + 1).padStart(2, '0')}`;
  return charge({ id, service: 'Edge', day, start: NOW - 86_400, end: NOW - 60 });
}
