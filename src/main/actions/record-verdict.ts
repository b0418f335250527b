import { isDeepStrictEqual } from 'node:util';
import { ORDER_KEY, readOrderBefore } from '#main/queries/standings/order-before';
import { readStandings } from '#main/queries/standings/read-standings';
import { stepOf } from '#shared/core/standing/order';
import { DAY, type Instant } from '#shared/domain/instant';
import type { KeptVerdict, Standing } from '#shared/domain/standing';
import type { DecisionParts } from './decision-parts';

/** A limit is worth a word from this probability of being reached within 30 days on. */
const WORTH_A_WORD = 0.1;

/**
 * Keeps the order of all limits, so that the next cycle changes it for a reason only, and what its first says: the
 * verdict. Nothing is written where nothing changed, so that the standings that were read stay good.
 */
export async function recordVerdict(parts: DecisionParts): Promise<void> {
  const { store, clock } = parts;
  const { list } = await readStandings(parts);
  const order = list.map(({ key }) => key);
  if (!isDeepStrictEqual(order, await readOrderBefore(store))) {
    await store.settings.set(ORDER_KEY, order);
  }
  await store.verdicts.append(verdictOf(list[0], clock.now()), clock.now());
}

function verdictOf(first: Standing | undefined, now: Instant): KeptVerdict {
  if (first === undefined || first.severity === null) {
    return { state: 'unknown', id: null, days: null };
  }
  const { key, expected, probability } = first;
  const step = stepOf(first);
  if (step === 'now') {
    return { state: 'reached', id: key, days: 0 };
  }
  if (step === 'within-7' || step === 'within-30') {
    // Whole days: a forecast that trembles is no new verdict.
    return { state: 'ahead', id: key, days: expected?.q50 == null ? null : Math.round((expected.q50 - now) / DAY) };
  }
  const isPossible = (probability?.within30 ?? 0) >= WORTH_A_WORD;
  return isPossible ? { state: 'possible', id: key, days: null } : { state: 'clear', id: null, days: null };
}
