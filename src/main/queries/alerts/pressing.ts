import { nextLook, type PressingSource } from '#shared/core/alerts/pressing';
import type { Alert } from '#shared/domain/alert';
import { RATE_CONDITIONS } from '#shared/domain/alert-condition';
import { DAY, MINUTE } from '#shared/domain/instant';
import type { ReadParts } from '../read-parts';

/** From so much of a limit on its source is looked at more often. */
const PRESSING_PERCENT = 90;

/** Which sources are to be looked at before the next cycle, and in how many seconds; null: none. */
export async function readNextLook(
  { store, clock }: ReadParts,
  intervalMinutes: number,
): Promise<ReturnType<typeof nextLook>> {
  const pressing = new Set((await store.alerts.open()).filter(presses).map(({ connectionId }) => connectionId));
  if (pressing.size === 0) {
    return null;
  }
  const now = clock.now();
  const [connections, used, attempts] = await Promise.all([
    store.connections.list(),
    store.cycles.requestsSince(now - (now % DAY)),
    store.cycles.lastAttempts(),
  ]);
  const sources = connections.flatMap(({ id, provider }): PressingSource[] => {
    const same = connections.filter((one) => one.provider === provider);
    const own = attempts.filter(({ attempt }) => attempt.connectionId === id);
    return pressing.has(id)
      ? [
          {
            connectionId: id,
            provider,
            requests: own.reduce((sum, { attempt }) => sum + attempt.requests, 0),
            usedToday: same.reduce((sum, one) => sum + (used.get(one.id) ?? 0), 0),
          },
        ]
      : [];
  });
  return nextLook(sources, now, intervalMinutes * MINUTE);
}

function presses({ state, condition, percent, acknowledgedAt }: Alert): boolean {
  const isNear = condition === 'limit' && percent >= PRESSING_PERCENT;
  return (isNear && acknowledgedAt === null) || (state !== 'resolved' && RATE_CONDITIONS.includes(condition));
}
