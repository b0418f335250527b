import { expect, it } from 'vitest';
import { collectOrJoin } from '#main/cli/serve/collect-or-join';
import type { AccountSession } from '#main/session/account-session';
import type { MonitoringCycle } from '#shared/domain/cycle';
import { type Failure, fail, succeed } from '#shared/domain/failure';

const LOCKED: Failure = { code: 'store-locked', message: 'In use.', action: 'Wait.', retryable: true };
const DENIED: Failure = { code: 'invalid-credential', message: 'No.', action: 'Ask.', retryable: false };
const OWN = { cycleId: 8, metricsCollected: 1, recommendationsGenerated: 1, alertsTriggered: 1 };
const OTHERS = { metricsCollected: 40, recommendationsGenerated: 2, alertsTriggered: 3 };

function cycle(id: number, finishedAt: number, failure?: Failure): MonitoringCycle {
  return { id, trigger: 'schedule', startedAt: 100, finishedAt, ...OTHERS, ...(failure ? { failure } : {}) };
}

/** An account whose newest ended cycle and whose own attempts are told one after the other; the last is told again. */
function account(newest: readonly (MonitoringCycle | null)[], attempts: readonly ('locked' | 'own')[]) {
  let monotonic = 0;
  let asked = 0;
  const at = <T>(list: readonly T[], index: number) => list[Math.min(index, list.length - 1)] as T;
  const made = {
    collected: 0,
    session: {
      clock: {
        monotonic: () => monotonic,
        sleep: async (milliseconds: number) => {
          monotonic += milliseconds;
        },
      },
      ask: async () => {
        asked += 1;
        return at(newest, asked - 1);
      },
      collect: async () => {
        made.collected += 1;
        return at(attempts, made.collected - 1) === 'own' ? succeed(OWN) : fail(LOCKED);
      },
    } as unknown as AccountSession,
  };
  return made;
}

it('runs its own cycle where nobody else does', async () => {
  const { session } = account([cycle(6, 90)], ['own']);
  expect(await collectOrJoin(session)).toEqual(succeed(OWN));
});

it.each([
  ['that ends at once', [cycle(6, 90), cycle(7, 130)]],
  ['that takes long', [cycle(6, 90), cycle(6, 90), cycle(6, 90), cycle(7, 130)]],
  ['that is the first of all', [null, null, cycle(1, 130)]],
])("answers the numbers of another process's cycle %s", async (_, newest) => {
  const { session } = account(newest, ['locked']);
  expect(await collectOrJoin(session)).toMatchObject({ ok: true, value: { ...OTHERS, cycleId: newest.at(-1)?.id } });
});

it("fails as another process's cycle does", async () => {
  const { session } = account([cycle(6, 90), cycle(7, 130, DENIED)], ['locked']);
  expect(await collectOrJoin(session)).toEqual(fail(DENIED));
});

it('never answers the numbers of a cycle that was over before, and takes its turn', async () => {
  const { session } = account([cycle(6, 90)], ['locked', 'locked', 'own']);
  expect(await collectOrJoin(session)).toEqual(succeed(OWN));
});

it('does not wait for ever for one that never ends', async () => {
  const made = account([cycle(6, 90)], ['locked']);
  expect(await collectOrJoin(made.session)).toEqual(fail(LOCKED));
  expect(made.collected).toBe(602);
});
