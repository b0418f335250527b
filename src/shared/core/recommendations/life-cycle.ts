import type { Instant } from '#shared/domain/instant';
import type { Recommendation, RecommendationEvent, RecommendationStatus } from '#shared/domain/recommendation';

/** What can happen to a recommendation. */
export type RecommendationStep =
  | { readonly step: 'review' | 'approve' | 'implement' | 'reopen' | 'unsnooze' }
  | { readonly step: 'dismiss'; readonly reason: string }
  | { readonly step: 'snooze'; readonly until: Instant }
  | { readonly step: 'expire'; readonly reason: string };

/** Days without the cause after which an open recommendation expires by itself. */
export const EXPIRES_AFTER_DAYS = 7;

const TARGET: Readonly<Partial<Record<RecommendationStep['step'], RecommendationStatus>>> = {
  review: 'REVIEWED',
  approve: 'APPROVED',
  implement: 'IMPLEMENTED',
  dismiss: 'DISMISSED',
  expire: 'EXPIRED',
  reopen: 'PENDING',
};

/** Legal steps by status. A finished recommendation can only be reopened, which is also how a mistake is undone. */
const ALLOWED: Readonly<Record<RecommendationStatus, readonly RecommendationStep['step'][]>> = {
  PENDING: ['review', 'approve', 'implement', 'dismiss', 'snooze', 'unsnooze', 'expire'],
  REVIEWED: ['approve', 'implement', 'dismiss', 'snooze', 'unsnooze', 'expire', 'reopen'],
  APPROVED: ['implement', 'dismiss', 'expire', 'reopen'],
  IMPLEMENTED: ['reopen'],
  DISMISSED: ['reopen'],
  EXPIRED: ['reopen'],
};

export type LifeCycleResult =
  | { readonly ok: true; readonly next: Recommendation; readonly event: Omit<RecommendationEvent, 'id'> | null }
  | { readonly ok: false; readonly reason: string };

/** The steps that a person may take now. Expiry is the app's own. */
export function allowedSteps(recommendation: Pick<Recommendation, 'status' | 'snoozedUntil'>, now: Instant) {
  const snoozed = recommendation.snoozedUntil !== null && recommendation.snoozedUntil > now;
  return ALLOWED[recommendation.status].filter(
    (step): step is Exclude<RecommendationStep['step'], 'expire'> =>
      step !== 'expire' && (step !== 'snooze' || !snoozed) && (step !== 'unsnooze' || snoozed),
  );
}

/**
 * One step of the life of a recommendation:
 *
 * ```
 * PENDING --review--> REVIEWED --approve--> APPROVED --implement--> IMPLEMENTED
 *    |                    |                    |
 *    +------- dismiss ----+-- dismiss ---------+--> DISMISSED
 *    +------- expire -----+-- expire ----------+--> EXPIRED
 * (approve and implement may skip; reopen leads back to PENDING; snooze keeps the status)
 * ```
 */
export function stepRecommendation(
  current: Recommendation,
  step: RecommendationStep,
  actor: 'user' | 'app',
  now: Instant,
): LifeCycleResult {
  if (!ALLOWED[current.status].includes(step.step)) {
    return {
      ok: false,
      reason: `A recommendation that is ${current.status.toLowerCase()} cannot be changed that way.`,
    };
  }
  if (step.step === 'snooze') {
    return step.until <= now
      ? { ok: false, reason: 'Choose a time in the future to snooze until.' }
      : { ok: true, next: { ...current, snoozedUntil: step.until, updatedAt: now }, event: null };
  }
  if (step.step === 'unsnooze') {
    return { ok: true, next: { ...current, snoozedUntil: null, updatedAt: now }, event: null };
  }
  const to = TARGET[step.step] ?? current.status;
  const reason = step.step === 'dismiss' || step.step === 'expire' ? step.reason : '';
  return {
    ok: true,
    next: { ...current, status: to, statusReason: reason === '' ? null : reason, snoozedUntil: null, updatedAt: now },
    event: { recommendationId: current.id, at: now, from: current.status, to, actor, reason },
  };
}

/** True while a recommendation still waits for a decision or for its doing. */
export function isOpen(status: RecommendationStatus): boolean {
  return status === 'PENDING' || status === 'REVIEWED' || status === 'APPROVED';
}
