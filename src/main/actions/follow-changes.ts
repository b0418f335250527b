import { readLimitHeld } from '#main/queries/recommendations/limit-held';
import { readSaving } from '#main/queries/recommendations/saving';
import { readSeenWorld } from '#main/queries/recommendations/seen-world';
import { isSameChange } from '#shared/core/recommendations/keep-advice';
import { isOpen, type RecommendationStep, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import { changedAtOf, lookAt } from '#shared/core/recommendations/looks';
import { limitVerdict, savingVerdict } from '#shared/core/recommendations/outcome';
import { seenSince } from '#shared/core/recommendations/seen-change';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Recommendation, RecommendationEvent } from '#shared/domain/recommendation';
import { OUTCOME_DAYS, type RecommendationOutcome } from '#shared/domain/recommendation-outcome';
import type { DecisionParts } from './decision-parts';

/**
 * Closes the circle: marks open recommendations whose change is seen at the provider as implemented, and says of
 * implemented ones, 7 and 30 days afterwards, what came of them. What a person took back is not marked again;
 * a plan that it asks for and that is in force ends it.
 */
export async function followChanges(parts: DecisionParts): Promise<void> {
  const events = await parts.store.recommendations.events();
  const of = ({ id }: Recommendation) => events.filter(({ recommendationId }) => recommendationId === id);
  for (const row of await parts.store.recommendations.list(['PENDING', 'REVIEWED', 'APPROVED'])) {
    await markIfSeen(parts, row, of(row));
  }
  for (const row of await parts.store.recommendations.list(['IMPLEMENTED'])) {
    await recordOutcomes(parts, row, of(row));
  }
}

async function markIfSeen(
  parts: DecisionParts,
  row: Recommendation,
  events: readonly RecommendationEvent[],
): Promise<void> {
  const now = parts.clock.now();
  const world = await readSeenWorld(parts, row);
  const at = world === null ? null : seenSince(row.change, world, row.createdAt, now);
  const { change } = row;
  const isTakenBack = at !== null && wasTakenBack(row, events);
  if (at === null || (isTakenBack && change.kind !== 'plan')) {
    return;
  }
  const done = change.kind === 'seats' ? { ...change, to: world?.seats ?? change.to } : change;
  const reason = { code: 'seen', change: done, at: Math.min(at, now) } as const;
  // Whoever says that the advice was not followed, and is on its plan, has nothing left to do.
  const next: RecommendationStep =
    isTakenBack && change.kind === 'plan'
      ? { step: 'expire', reason: { code: 'plan-changed', from: change.from, to: change.to } }
      : { step: 'implement', reason };
  await parts.store.recommendations.update(row.id, (current) => {
    if (!isOpen(current.status)) return null;
    const step = stepRecommendation(current, next, 'app', now);
    return step.ok ? step : null;
  });
}

/** Whether the app saw this very change before and a person said that it was not done. */
function wasTakenBack({ change }: Recommendation, events: readonly RecommendationEvent[]): boolean {
  const seen = events.findLastIndex(({ reason }) => reason?.code === 'seen');
  const reason = events[seen]?.reason;
  const isThis = reason?.code === 'seen' && isSameChange(reason.change, change);
  return isThis && events.slice(seen + 1).some(({ from, actor }) => from === 'IMPLEMENTED' && actor === 'user');
}

async function recordOutcomes(
  parts: DecisionParts,
  row: Recommendation,
  events: readonly RecommendationEvent[],
): Promise<void> {
  const now = parts.clock.now();
  const connection = await parts.store.connections.find(row.connectionId);
  const changedAt = changedAtOf(row, events, connection?.billingAnchor?.zone ?? 'UTC');
  const told = (await parts.store.recommendations.outcomes(row.id)).filter((one) => one.changedAt === changedAt);
  for (const days of OUTCOME_DAYS) {
    const look = lookAt(changedAt, days);
    if (now < look.from || told.some((one) => one.days === days)) {
      continue;
    }
    const outcome = await outcomeOf(parts, row, changedAt, days);
    const isTold = outcome.saved !== null || outcome.limitHeld !== null;
    if (isTold || now >= look.until) {
      await parts.store.recommendations.saveOutcome(outcome);
    }
  }
}

async function outcomeOf(
  parts: DecisionParts,
  row: Recommendation,
  changedAt: Instant,
  days: RecommendationOutcome['days'],
): Promise<RecommendationOutcome> {
  const [saved, limitHeld] = await Promise.all([
    readSaving(parts, row, changedAt, days),
    readLimitHeld(parts, row, { start: changedAt, end: changedAt + days * DAY }),
  ]);
  const promised = row.gain?.amount ?? 0;
  const verdict =
    row.aim === 'risk' && promised <= 0
      ? limitVerdict(promised, saved, limitHeld)
      : savingVerdict(promised, saved, days);
  const measured = { recommendationId: row.id, changedAt, days, measuredAt: parts.clock.now() };
  return { ...measured, currency: row.cost.currency, promised, saved, limitHeld, verdict };
}
