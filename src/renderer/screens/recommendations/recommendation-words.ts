import type { Instant } from '#shared/domain/instant';
import { capitalized } from '#shared/format/capitalized';
import { formatDate, formatDateTime, formatWeekday } from '#shared/format/date';
import { formatPrice, formatProjectedMoney } from '#shared/format/money';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { isReached, rangeWords, whenShort } from '#shared/words/standing';
import type { StatProps } from '../../components/stat';

const STATUS: Readonly<Record<RecommendationView['status'], string>> = {
  PENDING: 'Pending',
  REVIEWED: 'Reviewed',
  APPROVED: 'Approved',
  IMPLEMENTED: 'Implemented',
  DISMISSED: 'Dismissed',
  EXPIRED: 'Expired',
};

/** The steps of an ordinary life. */
export const LIFE = ['Pending', 'Reviewed', 'Approved', 'Implemented'] as const;

/** `Pending`. */
export function statusWord(status: RecommendationView['status']): string {
  return STATUS[status];
}

/** A plan's key as a name: `free` is `Free`. */
export function planTitle(plan: string): string {
  return capitalized(plan);
}

/** Cost in a list: `$1 / mo`, `same fee` (use may still be charged), or `price unknown`. */
export function effectWords(recommendation: RecommendationView): string {
  const { upgradeCost, currency } = recommendation.roi;
  if (upgradeCost === null) {
    return 'price unknown';
  }
  return upgradeCost === 0 ? 'same fee' : `${formatPrice(upgradeCost, currency)} / mo`;
}

/** Second line in the list: status, and how long is left. */
export function listDetail(recommendation: RecommendationView, now: Instant): string {
  const { status, snoozedUntil, standing } = recommendation;
  const parts = [statusWord(status)];
  if (snoozedUntil !== null && snoozedUntil > now) {
    parts.push(`snoozed to ${formatDate(snoozedUntil)}`);
  } else if (standing !== null && (status === 'PENDING' || status === 'REVIEWED' || status === 'APPROVED')) {
    parts.push(whenShort(standing, { now }));
  }
  return parts.join(' · ');
}

/** Cost, what it avoids, by when. */
export function shortStats(
  recommendation: RecommendationView,
  revenueImpact: number | null,
  now: Instant,
): readonly StatProps[] {
  return [costStat(recommendation), avoidsStat(recommendation, revenueImpact), deadlineStat(recommendation, now)];
}

function costStat({ roi, recommendedPlan }: RecommendationView): StatProps {
  const now = roi.currentCost === null ? 'present cost unknown' : `now ${formatPrice(roi.currentCost, roi.currency)}`;
  return roi.upgradeCost === null
    ? {
        caption: 'It costs',
        figure: 'Unknown',
        meaning: roi.unknown['upgradeCost'] ?? `no price known for ${recommendedPlan}`,
      }
    : { caption: 'It costs', figure: `${formatPrice(roi.upgradeCost, roi.currency)} more a month`, meaning: now };
}

function avoidsStat({ roi }: RecommendationView, revenueImpact: number | null): StatProps {
  return revenueImpact === null
    ? { caption: 'It avoids', figure: 'Unknown', meaning: 'tell your revenue below' }
    : {
        caption: 'It avoids',
        figure: `about ${formatProjectedMoney(revenueImpact, roi.currency)}`,
        meaning: 'lost revenue, estimate',
      };
}

function deadlineStat({ standing, priority }: RecommendationView, now: Instant): StatProps {
  const caption = 'Act before';
  if (standing === null) {
    return { caption, figure: 'No date', meaning: 'the limit is no longer watched' };
  }
  const urgent = { CRITICAL: 'critical', HIGH: 'warning', MEDIUM: 'plain', LOW: 'plain' } as const;
  const when = whenShort(standing, { now });
  const { expected } = standing;
  if (isReached(standing)) {
    return { caption, figure: 'Now', meaning: when, tone: urgent[priority] };
  }
  if (expected === null || expected.q50 === null) {
    return { caption, figure: 'No date', meaning: when };
  }
  const first = Math.max(now, expected.q10 ?? expected.q50);
  return {
    caption,
    figure: formatWeekday(first),
    meaning: `${when}, ${rangeWords(expected, { now })}`,
    tone: urgent[priority],
  };
}

/** What was decided and why; empty while nothing was. */
export function statusNote(recommendation: RecommendationView, now: Instant): string {
  const { status, statusReason, snoozedUntil, updatedAt } = recommendation;
  if (snoozedUntil !== null && snoozedUntil > now) {
    return `Snoozed until ${formatDateTime(snoozedUntil)}.`;
  }
  if (status === 'DISMISSED' || status === 'EXPIRED' || status === 'IMPLEMENTED') {
    const reason = statusReason === null ? '' : `: ${statusReason}`;
    return `${statusWord(status)} on ${formatDate(updatedAt)}${reason}.`;
  }
  return '';
}
