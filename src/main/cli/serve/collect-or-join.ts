import { readLastCycle } from '#main/queries/connections/last-cycle';
import type { AccountSession } from '#main/session/account-session';
import type { CycleResult } from '#shared/domain/cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';

/** Of a cycle the three numbers that the cron endpoint answers, and which one it was. */
export type CycleNumbers = Pick<
  CycleResult,
  'cycleId' | 'metricsCollected' | 'recommendationsGenerated' | 'alertsTriggered'
>;

/** Milliseconds between two looks at a cycle of another process, and how long it is waited for: longer than one takes. */
const LOOK_MS = 500;
const PATIENCE_MS = 5 * 60_000;

/**
 * One cycle. While the window or a terminal runs one on the same file, its end is waited for and its numbers are the
 * answer: a call during a cycle joins it, whoever runs it. Fails as the cycle does, and with `store-locked` where that
 * other one has not ended within five minutes.
 */
export async function collectOrJoin(account: AccountSession): Promise<Result<CycleNumbers>> {
  const before = await account.ask(readLastCycle);
  const giveUpAt = account.clock.monotonic() + PATIENCE_MS;
  for (;;) {
    const own = await account.collect('schedule');
    if (own.ok || own.failure.code !== 'store-locked' || account.clock.monotonic() > giveUpAt) {
      return own;
    }
    const other = await account.ask(readLastCycle);
    if (other !== null && other.id !== before?.id) {
      return other.failure === undefined ? succeed({ ...other, cycleId: other.id }) : fail(other.failure);
    }
    await account.clock.sleep(LOOK_MS);
  }
}
