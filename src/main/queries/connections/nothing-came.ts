import { STATUS_PAGE } from '#main/providers/catalog';
import { isPaused } from '#shared/domain/connection';
import { isTrouble } from '#shared/domain/cycle';
import type { ReadParts } from '../read-parts';

/**
 * Why a cycle brought no figure. `no-account`: none is connected. `paused`: a person paused them
 * all. `no-key`: nothing was asked, the keys are elsewhere. `no-answer`: sources were asked, and one failed or more.
 * `asleep`: what was asked answered that there is nothing to tell.
 */
export type NothingCame = 'no-account' | 'paused' | 'no-key' | 'no-answer' | 'asleep';

/**
 * To be asked of a cycle that counted no metric, by its own attempts: a clock that was set back leaves earlier ones
 * ahead of it. What a public status page says is no figure.
 */
export async function readNothingCame({ store }: Pick<ReadParts, 'store'>, cycleId: number): Promise<NothingCame> {
  const [connections, attempts] = await Promise.all([store.connections.list(), store.cycles.attemptsOf(cycleId)]);
  if (connections.length === 0) return 'no-account';
  if (connections.every(isPaused)) return 'paused';
  const made = attempts.filter(({ capability }) => capability !== STATUS_PAGE);
  if (made.length === 0) return 'no-key';
  return made.some(({ outcome }) => isTrouble(outcome)) ? 'no-answer' : 'asleep';
}
