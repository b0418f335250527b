import { DAY, type Instant } from '#shared/domain/instant';
import type { Advice, AdviceChange, Recommendation, RecommendationEvent } from '#shared/domain/recommendation';
import type { LifeReason } from '#shared/domain/recommendation-life';
import { isOpen, stepRecommendation } from './life-cycle';
import { answerOf, materialChanges } from './material-change';

/** Days after which another answer to a question that was settled is a finding of its own. */
const SETTLED_DAYS = 7;
/** Days without a cause after which an open recommendation expires: one that is called for on workdays only is one finding. */
const EXPIRES_AFTER_DAYS = 3;
/**
 * The same where only use tells that it was done, which takes three whole days that providers tell up to two days late,
 * and for a budget of one's own, about which nothing is said in a month's first days.
 */
const SHOWS_LATE_DAYS = 7;
/** Days that a change needs to show; what is still called for after them was not done. */
const SHOWS_AFTER_DAYS = 30;
/** A plan or a limit that was changed is told by its provider within this. */
const SHOWS_IN_A_DAY = 1;

/** What a finding of this cycle does to a row: the row as it is next, with the event where it takes a step. */
export interface KeptRow {
  readonly next: Recommendation;
  readonly event: Omit<RecommendationEvent, 'id'> | null;
}

/**
 * Whether a finding belongs to a row of the same key: an open one is brought up to date (and approved anew where it
 * is another answer than the one that was approved), one that expired comes back,
 * a dismissed one only where something material changed, an implemented one where it is still called for after
 * `SHOWS_AFTER_DAYS`, or something else after a week; neither is waited for where it became critical since. `new`: it is another finding, with a row of its own. `silent`: nothing is said.
 */
export function keepAdvice(row: Recommendation, advice: Advice, now: Instant): KeptRow | 'silent' | 'new' {
  const next = { ...row, ...advice, statusReason: reasonOf(row), updatedAt: now };
  if (isOpen(row.status)) {
    return keepOpen(row, next, advice, now);
  }
  if (row.status === 'IMPLEMENTED') {
    const days = Math.floor((now - row.updatedAt) / DAY);
    const presses = isPressing(row, advice);
    if (!isSameChange(row.change, advice.change)) {
      return presses || days >= SETTLED_DAYS ? 'new' : 'silent';
    }
    return days >= (presses ? SHOWS_IN_A_DAY : SHOWS_AFTER_DAYS)
      ? returned(next, row, { code: 'still-there', days }, now)
      : 'silent';
  }
  if (row.status === 'EXPIRED') {
    return returned(next, row, { code: 'called-again' }, now);
  }
  const changes = materialChanges(row, advice);
  return changes.length === 0 ? 'silent' : returned(next, row, { code: 'changed', changes }, now);
}

/** An open row is brought up to date; an approved one is asked anew where it is another answer than was approved. */
function keepOpen(row: Recommendation, next: Recommendation, advice: Advice, now: Instant): KeptRow {
  const kept: KeptRow = { next, event: null };
  if (row.status !== 'APPROVED' || isSameChange(row.change, advice.change)) {
    return kept;
  }
  const anew = returned(next, row, { code: 'other-answer', from: answerOf(row), to: answerOf(advice) }, now);
  return anew === 'silent' ? kept : anew;
}

/** Whether something is about to stop that was not, or not so near, when the change was made. */
function isPressing(row: Recommendation, { aim, priority, limit }: Advice): boolean {
  const isSameLimit = row.limit?.standing === limit?.standing && row.limit?.value === limit?.value;
  return aim === 'risk' && priority === 'CRITICAL' && (row.priority !== 'CRITICAL' || !isSameLimit);
}

/**
 * Why an open row ends for which nothing called in this cycle; null while it may come again. `plan`: the account's today;
 * `readAt`: when anything of it was read last, for what nobody read is no sign that the cause is gone.
 */
export function expiryOf(row: Recommendation, plan: string | null, readAt: Instant): LifeReason | null {
  if (!isOpen(row.status)) {
    return null;
  }
  const { change } = row;
  if (change.kind === 'plan' && plan !== null && plan !== change.from && plan !== change.to) {
    return { code: 'plan-changed', from: change.from, to: plan };
  }
  const most = expiresAfter(change);
  return Math.floor((readAt - row.updatedAt) / DAY) >= most ? { code: 'no-cause', days: most } : null;
}

function expiresAfter(change: AdviceChange): number {
  const showsInUse = ['use', 'sleep', 'model', 'region'].includes(change.kind);
  return showsInUse || (change.kind === 'budget' && change.own) ? SHOWS_LATE_DAYS : EXPIRES_AFTER_DAYS;
}

/** An open row that nothing called for in this cycle, which says so while it waits; null where it does already. */
export function uncalled(row: Recommendation): Recommendation | null {
  return isCalledFor(row) ? { ...row, statusReason: { code: 'uncalled', since: row.updatedAt } } : null;
}

/** Why a row is where it is, once it is called for again. */
function reasonOf(row: Recommendation): LifeReason | null {
  return isCalledFor(row) ? row.statusReason : null;
}

/** Whether the last cycle still found what an open recommendation is about. */
export function isCalledFor({ statusReason }: Pick<Recommendation, 'statusReason'>): boolean {
  return statusReason?.code !== 'uncalled';
}

/** Whether two changes are one: from the same on; figures that move with the readings do not tell them apart. */
export function isSameChange(a: AdviceChange, b: AdviceChange): boolean {
  return identityOf(a) === identityOf(b);
}

function identityOf(change: AdviceChange): string {
  switch (change.kind) {
    case 'plan':
      return `plan ${change.provider} ${change.from} ${change.to}`;
    case 'model':
      return `model ${change.from} ${change.to}`;
    case 'use':
      return `use ${change.service} ${change.metric} ${change.project ?? ''}`;
    case 'region':
      return `region ${change.from} ${change.to}`;
    case 'sleep':
      return `sleep ${change.project}`;
    case 'source':
      return `source ${change.capability}`;
    case 'budget':
      return `budget ${change.own} ${change.from ?? ''}`;
    case 'seats':
      return `seats ${change.from}`;
  }
}

function returned(next: Recommendation, row: Recommendation, reason: LifeReason, now: Instant): KeptRow | 'silent' {
  const step = stepRecommendation({ ...next, status: row.status }, { step: 'return', reason }, 'app', now);
  return step.ok ? { next: step.next, event: step.event } : 'silent';
}
