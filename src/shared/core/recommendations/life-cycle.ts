import type { Instant } from '#shared/domain/instant';
import type { Recommendation, RecommendationEvent, RecommendationStatus } from '#shared/domain/recommendation';
import type { LifeReason } from '#shared/domain/recommendation-life';

/** What can happen to a recommendation. */
export type RecommendationStep =
  | { readonly step: 'review' | 'approve' | 'reopen' | 'unsnooze' }
  /** `seen`: by the app, at the provider. */
  | { readonly step: 'implement'; readonly reason?: Extract<LifeReason, { readonly code: 'seen' }> }
  | { readonly step: 'dismiss'; readonly reason: string }
  | { readonly step: 'snooze'; readonly until: Instant }
  | { readonly step: 'expire'; readonly reason: LifeReason }
  /** The app's own way back, for what had ended, or what was approved and is another answer now. */
  | { readonly step: 'return'; readonly reason: LifeReason };

type StepName = RecommendationStep['step'];

/** Steps that only the app takes. */
const OF_APP = ['expire', 'return'] as const satisfies readonly StepName[];
/** The steps that a person may take. */
export type PersonStep = Exclude<StepName, (typeof OF_APP)[number]>;

const TARGET: Readonly<Partial<Record<StepName, RecommendationStatus>>> = {
  review: 'REVIEWED',
  approve: 'APPROVED',
  implement: 'IMPLEMENTED',
  dismiss: 'DISMISSED',
  expire: 'EXPIRED',
  reopen: 'PENDING',
  return: 'PENDING',
};

/** Legal steps by status. What has ended can only be reopened, which is also how a mistake is undone. */
const ALLOWED: Readonly<Record<RecommendationStatus, readonly StepName[]>> = {
  PENDING: ['review', 'approve', 'implement', 'dismiss', 'snooze', 'unsnooze', 'expire'],
  REVIEWED: ['approve', 'implement', 'dismiss', 'snooze', 'unsnooze', 'expire', 'reopen'],
  APPROVED: ['implement', 'dismiss', 'snooze', 'unsnooze', 'expire', 'reopen', 'return'],
  IMPLEMENTED: ['reopen', 'return'],
  DISMISSED: ['reopen', 'return'],
  EXPIRED: ['reopen', 'return'],
};

/** Why a step was refused. */
export type LifeRefusal = 'not-from-here' | 'past' | 'not-snoozed' | 'not-yours';

export type LifeCycleResult =
  | { readonly ok: true; readonly next: Recommendation; readonly event: Omit<RecommendationEvent, 'id'> }
  | { readonly ok: false; readonly refusal: LifeRefusal };

/** The steps that a person may take now. */
export function allowedSteps(
  recommendation: Pick<Recommendation, 'status' | 'snoozedUntil'>,
  now: Instant,
): readonly PersonStep[] {
  const snoozed = isSnoozed(recommendation, now);
  return ALLOWED[recommendation.status].filter(
    (step): step is PersonStep => !isOfApp(step) && (step !== 'snooze' || !snoozed) && (step !== 'unsnooze' || snoozed),
  );
}

/**
 * One step of the life of a recommendation, with the event that tells of it:
 *
 * ```
 * PENDING --review--> REVIEWED --approve--> APPROVED --implement--> IMPLEMENTED
 *    |                    |                    |
 *    +------- dismiss ----+-- dismiss ---------+--> DISMISSED
 *    +------- expire -----+-- expire ----------+--> EXPIRED
 * (approve and implement may skip; a person's `reopen` and the app's `return` lead back to PENDING, the latter from what
 * ended, and from APPROVED where another answer is right now; snooze keeps the status)
 * ```
 */
export function stepRecommendation(
  current: Recommendation,
  step: RecommendationStep,
  actor: RecommendationEvent['actor'],
  now: Instant,
): LifeCycleResult {
  const refusal = refusalOf(current, step, actor, now);
  if (refusal !== null) {
    return { ok: false, refusal };
  }
  const to = TARGET[step.step] ?? current.status;
  const reason = reasonOf(step);
  const isNap = step.step === 'snooze' || step.step === 'unsnooze';
  return {
    ok: true,
    next: {
      ...current,
      status: to,
      statusReason: isNap ? current.statusReason : reason,
      snoozedUntil: step.step === 'snooze' ? step.until : null,
      updatedAt: now,
    },
    event: { recommendationId: current.id, at: now, from: current.status, to, actor, reason },
  };
}

function refusalOf(
  current: Recommendation,
  step: RecommendationStep,
  actor: RecommendationEvent['actor'],
  now: Instant,
): LifeRefusal | null {
  if (isOfApp(step.step) && actor === 'user') return 'not-yours';
  if (!ALLOWED[current.status].includes(step.step)) return 'not-from-here';
  if (step.step === 'snooze' && step.until <= now) return 'past';
  if (step.step === 'unsnooze' && !isSnoozed(current, now)) return 'not-snoozed';
  return null;
}

function reasonOf(step: RecommendationStep): LifeReason | null {
  switch (step.step) {
    case 'dismiss':
      return { code: 'said', text: step.reason };
    case 'snooze':
      return { code: 'snoozed', until: step.until };
    case 'unsnooze':
      return { code: 'woken' };
    case 'implement':
    case 'expire':
    case 'return':
      return step.reason ?? null;
    default:
      return null;
  }
}

function isOfApp(step: StepName): boolean {
  return OF_APP.some((own) => own === step);
}

/** True while it is put off. */
export function isSnoozed({ snoozedUntil }: Pick<Recommendation, 'snoozedUntil'>, now: Instant): boolean {
  return snoozedUntil !== null && snoozedUntil > now;
}

/** True while a recommendation still waits for a decision or for its doing. */
export function isOpen(status: RecommendationStatus): boolean {
  return status === 'PENDING' || status === 'REVIEWED' || status === 'APPROVED';
}
