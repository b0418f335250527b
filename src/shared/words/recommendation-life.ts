import type { Instant } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type {
  AdviceChange,
  Recommendation,
  RecommendationEvent,
  RecommendationPriority,
} from '#shared/domain/recommendation';
import type { LifeReason, MaterialChange } from '#shared/domain/recommendation-life';
import { capitalized } from '#shared/format/capitalized';
import { formatDate, formatDateTime } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';
import { formatQuantity } from '#shared/format/quantity';

const STATUS: Readonly<Record<Recommendation['status'], string>> = {
  PENDING: 'Pending',
  REVIEWED: 'Reviewed',
  APPROVED: 'Approved',
  IMPLEMENTED: 'Implemented',
  DISMISSED: 'Dismissed',
  EXPIRED: 'Expired',
};

/** The steps of an ordinary life, in order. */
export const LIFE = ['Pending', 'Reviewed', 'Approved', 'Implemented'] as const;

/** `Pending`. */
export function statusWord(status: Recommendation['status']): string {
  return STATUS[status];
}

const PRIORITY: Readonly<Record<RecommendationPriority, string>> = {
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'critical',
};

/** The recommendation that a step is about, for the names of what it changes. */
type Named = Pick<
  Recommendation,
  'cost' | 'names' | 'currentPlan' | 'currentPlanName' | 'recommendedPlan' | 'recommendedPlanName'
>;

/** A plan as people know it; of one that the recommendation does not name, its code in words. */
function planName(plan: string, row: Named): string {
  const known = new Map([
    [row.currentPlan, row.currentPlanName],
    [row.recommendedPlan, row.recommendedPlanName],
  ]).get(plan);
  return known || capitalized(plan.replaceAll(/[_-]/g, ' '));
}

/** Why a step was taken, as a sentence without its full stop: `The plan is Pro since 24 Nov`. Empty for none. */
export function lifeReason(reason: LifeReason | null, row: Named): string {
  if (reason === null) {
    return '';
  }
  switch (reason.code) {
    case 'said':
    case 'told':
      return reason.text;
    case 'snoozed':
      return `Snoozed until ${formatDateTime(reason.until)}`;
    case 'woken':
      return 'The snooze was ended';
    case 'seen':
      return `${seenWords(reason.change, row)}, seen on ${formatDate(reason.at)}`;
    case 'uncalled':
      return `Nothing has called for it since ${formatDate(reason.since)}: it ends by itself if that lasts`;
    case 'no-cause':
      return `Nothing has called for it for ${reason.days} days`;
    case 'plan-changed':
      return `The account is on another plan now: ${planName(reason.to, row)} instead of ${planName(reason.from, row)}`;
    case 'still-there':
      return `Marked as implemented ${reason.days} days ago, and what called for it is still there`;
    case 'other-answer':
      return `Approved was ${reason.from}, and it is ${reason.to} now`;
    case 'called-again':
      return 'It had expired, and is called for again';
    case 'changed':
      return `Dismissed before, and changed since: ${reason.changes.map((change) => changeWords(change, row.cost.currency)).join('; ')}`;
  }
}

/** `The plan is Pro`. */
function seenWords(change: AdviceChange, row: Named): string {
  switch (change.kind) {
    case 'plan':
      return `The plan is ${planName(change.to, row)}`;
    case 'seats':
      return `${change.to === 1 ? 'One seat is' : `${change.to} seats are`} paid for`;
    case 'budget':
      return change.own ? 'The budget is set' : 'The limit is raised, or stops nothing any more';
    case 'use':
      return 'The use has fallen';
    case 'model':
      return `${change.to} answers instead of ${change.from}`;
    case 'region':
      return `Functions run in ${change.to} instead of ${change.from}`;
    case 'sleep':
      return `${row.names.thing || change.project} sleeps when nobody asks it`;
    case 'source':
      return 'The source answers';
  }
}

function changeWords(change: MaterialChange, currency: string): string {
  const amount = (micros: number) => formatMoney(fromMicros(micros), currency);
  switch (change.code) {
    case 'priority':
      return `priority ${PRIORITY[change.to]} instead of ${PRIORITY[change.from]}`;
    case 'gain':
      return `it saves ${amount(change.to)} a month instead of ${amount(change.from)}`;
    case 'cost':
      return `it costs ${amount(change.to)} a month more instead of ${amount(change.from)}`;
    case 'limit':
      return `the limit is ${formatQuantity(change.to, change.unit)} instead of ${formatQuantity(change.from, change.unit)}`;
    case 'answer':
      return `the answer is ${change.to} instead of ${change.from}`;
  }
}

/** One step for the history: `24 Nov: pending → approved, by Headroom. The plan is Pro, seen on 24 Nov`. */
export function stepWords(
  { at, from, to, actor, reason }: Omit<RecommendationEvent, 'id' | 'recommendationId'>,
  row: Named,
): string {
  const words = lifeReason(reason, row);
  const who = actor === 'app' ? ', by Headroom' : '';
  if (from === to) {
    return `${formatDate(at)}: ${words}${who}`;
  }
  return `${formatDate(at)}: ${STATUS[from].toLowerCase()} → ${STATUS[to].toLowerCase()}${who}${words === '' ? '' : `. ${words}`}`;
}

/** What was decided and why, as a sentence; empty while nothing was. */
export function statusNote(
  row: Named & Pick<Recommendation, 'status' | 'statusReason' | 'snoozedUntil' | 'updatedAt'>,
  now: Instant,
): string {
  const { status, statusReason, snoozedUntil, updatedAt } = row;
  if (snoozedUntil !== null && snoozedUntil > now) {
    return `Snoozed until ${formatDateTime(snoozedUntil)}.`;
  }
  const words = lifeReason(statusReason, row);
  if (status === 'DISMISSED' || status === 'EXPIRED' || status === 'IMPLEMENTED') {
    return `${STATUS[status]} on ${formatDate(updatedAt)}${words === '' ? '' : `: ${words}`}.`;
  }
  return words === '' ? '' : `${words}.`;
}

/** Why a step was refused: `A recommendation that is implemented cannot be approved.` */
export function refusalWords(
  refusal: 'not-from-here' | 'past' | 'not-snoozed' | 'not-yours',
  step: string,
  status: Recommendation['status'],
): string {
  switch (refusal) {
    case 'past':
      return 'Choose a time in the future to snooze until.';
    case 'not-snoozed':
      return 'It is not snoozed.';
    case 'not-yours':
      return 'Only Headroom takes this step.';
    case 'not-from-here':
      return DONE_BY[step] === status
        ? `It is ${STATUS[status].toLowerCase()} already.`
        : `A recommendation that is ${STATUS[status].toLowerCase()} cannot be ${DONE[step] ?? 'changed that way'}.`;
  }
}

/** Where a step leads to. */
const DONE_BY: Readonly<Record<string, Recommendation['status']>> = {
  review: 'REVIEWED',
  approve: 'APPROVED',
  implement: 'IMPLEMENTED',
  dismiss: 'DISMISSED',
  reopen: 'PENDING',
};

const DONE: Readonly<Record<string, string>> = {
  review: 'marked as reviewed',
  approve: 'approved',
  implement: 'marked as implemented',
  dismiss: 'dismissed',
  snooze: 'snoozed',
  unsnooze: 'woken',
  reopen: 'set back to pending',
};

/** Why an answer to a question was refused, and what to do. */
export const ASKS_NOTHING = {
  message: 'This recommendation asks nothing any more.',
  action: 'Look at the list again.',
} as const;
export const OUT_OF_BOUNDS = {
  message: 'The answer is out of its bounds.',
  action: 'Answer within the bounds that stand beside it.',
} as const;

/** The bounds of a figure that is asked: `Between 0 and 720 hours.` */
export function boundsWords(least: string, most: string, unit: string): string {
  return `Between ${least} and ${most}${unit === '' ? '' : ` ${unit}`}.`;
}
