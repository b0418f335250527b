import { DAY, type Instant, type Zone } from '#shared/domain/instant';
import type { Recommendation, RecommendationEvent } from '#shared/domain/recommendation';
import { OUTCOME_DAYS, type OutcomeDays, type RecommendationOutcome } from '#shared/domain/recommendation-outcome';
import { addDays, dayOf, dayStart } from '../calendar/calendar';

/** Providers tell some costs two days late. */
const TOLD_LATE_DAYS = 2;
/** So long it is tried again to tell what could not be told. */
const TRIED_DAYS = 7;

/** The first whole day after an implemented recommendation was done: as it was seen, else when somebody marked it. */
export function changedAtOf(
  row: Pick<Recommendation, 'updatedAt'>,
  events: readonly RecommendationEvent[],
  zone: Zone,
): Instant {
  const last = events.findLast(({ to, from }) => to === 'IMPLEMENTED' && from !== to);
  const at = last?.reason?.code === 'seen' ? last.reason.at : (last?.at ?? row.updatedAt);
  return dayStart(addDays(dayOf(at, zone), 1), zone);
}

/** When a change is looked at after so many whole days, and until when it is tried. */
export function lookAt(changedAt: Instant, days: OutcomeDays): { readonly from: Instant; readonly until: Instant } {
  const from = changedAt + (days + TOLD_LATE_DAYS) * DAY;
  return { from, until: from + TRIED_DAYS * DAY };
}

/** When the next look is that has not been taken; null where none is ahead. */
export function nextLookAt(
  changedAt: Instant,
  outcomes: readonly Pick<RecommendationOutcome, 'changedAt' | 'days'>[],
): Instant | null {
  const taken = outcomes.filter((one) => one.changedAt === changedAt).map(({ days }) => days);
  const next = OUTCOME_DAYS.find((days) => !taken.includes(days));
  return next === undefined ? null : lookAt(changedAt, next).from;
}
