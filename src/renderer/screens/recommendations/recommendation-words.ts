import { isOpen } from '#shared/core/recommendations/life-cycle';
import type { Instant } from '#shared/domain/instant';
import { capitalized } from '#shared/format/capitalized';
import { formatDate, formatWeekday } from '#shared/format/date';
import { formatDays } from '#shared/format/duration';
import { formatMoney, formatPrice, formatProjectedMoney } from '#shared/format/money';
import { formatProbability } from '#shared/format/percent';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { statusWord } from '#shared/words/recommendation-life';
import { boundWords, raisedWords } from '#shared/words/roi';
import { isReached, rangeWords, whenShort } from '#shared/words/standing';
import type { StatProps } from '../../components/stat';
import type { RoiSums } from './roi-sums';

const CONFIDENCE = { high: 'Sure', medium: 'Fairly sure', low: 'Depends on you' } as const;
const TONES = { CRITICAL: 'critical', HIGH: 'warning', MEDIUM: 'plain', LOW: 'plain' } as const;

/** Second line in the list: status, and how long is left, what is open, or what came of it. */
export function listDetail(recommendation: RecommendationView, now: Instant): string {
  const { status, snoozedUntil, standing, question, outcomes, subject } = recommendation;
  const open = isOpen(status);
  const parts = [statusWord(status)];
  if (snoozedUntil !== null && snoozedUntil > now) {
    parts.push(`snoozed to ${formatDate(snoozedUntil)}`);
  } else if (open && !recommendation.calledFor) {
    parts.push('not called for now');
  } else if (open && standing !== null && recommendation.aim === 'risk') {
    parts.push(whenShort(standing, { now }));
  } else if (open && question?.figures.some(({ assumed }) => assumed)) {
    parts.push('one question');
  } else if (open && subject !== '') {
    parts.push(subject);
  } else if (status === 'IMPLEMENTED') {
    parts.push(outcomes.at(-1)?.text ?? 'too early to tell');
  }
  return parts.join(' · ');
}

/** Cost or saving, what it avoids or how sure it is, by when or how much work. */
export function shortStats(recommendation: RecommendationView, sums: RoiSums, now: Instant): readonly StatProps[] {
  return recommendation.aim === 'saving'
    ? [savesStat(recommendation), sureStat(recommendation), workStat(recommendation, sums)]
    : [costStat(recommendation), avoidsStat(recommendation, sums), deadlineStat(recommendation, now)];
}

function savesStat(recommendation: RecommendationView): StatProps {
  const { gain, roi, confidence } = recommendation;
  const caption = confidence === 'low' ? 'It may save' : 'It saves';
  if (gain === null) {
    return { caption, figure: 'Unknown', meaning: roi.notes['upgradeCost'] ?? 'the price is not known' };
  }
  const amount = (value: number) => formatProjectedMoney(value, roi.currency);
  const [low, high] = [amount(gain.low), amount(gain.high)];
  const range = low === high ? `about ${low} whatever comes` : `between ${low} and ${high}`;
  const meaning = isAsked(recommendation) ? 'by what is assumed until you tell' : range;
  return { caption, figure: `${formatMoney(gain.amount, roi.currency)} a month`, meaning };
}

/** Whether a figure of it is assumed as long as nobody tells it. */
function isAsked({ question, status }: RecommendationView): boolean {
  return isOpen(status) && question?.figures.some(({ assumed }) => assumed) === true;
}

function sureStat(recommendation: RecommendationView): StatProps {
  const { gain, confidence } = recommendation;
  const share = gain === null ? '' : `no dearer in ${shareWords(gain.probability)} of what may come`;
  return {
    caption: 'How sure',
    figure: CONFIDENCE[confidence],
    meaning: isAsked(recommendation) ? 'it hangs on the question below' : share,
  };
}

/** A share of drawn months, which never makes a thing certain: `more than 99 %`. */
function shareWords(share: number): string {
  return formatProbability(share).replace('>', 'more than ').replace('<', 'less than ');
}

function workStat({ work }: RecommendationView, sums: RoiSums): StatProps {
  return {
    caption: 'It takes',
    figure: work.split(' of ')[0] ?? work,
    meaning:
      sums.paybackDays === null
        ? `of ${work.split(' of ').slice(1).join(' of ')}`
        : `paid back in ${formatDays(sums.paybackDays)}`,
  };
}

function costStat({ roi, roiInput, recommendedPlanName, change }: RecommendationView): StatProps {
  const caption = 'It costs';
  const price = (amount: number, key: string) => boundWords(formatPrice(round(amount), roi.currency), roi.bounds[key]);
  const now = roi.currentCost === null ? 'present cost unknown' : `now ${price(roi.currentCost, 'currentCost')}`;
  if (roiInput.raisedBy !== null) {
    const figure = capitalized(raisedWords(roiInput.raisedBy, roi.currency));
    return { caption, figure, meaning: 'a month, and only what is then used' };
  }
  if (roi.extraCost === null) {
    return change === 'plan'
      ? {
          caption,
          figure: 'Unknown',
          meaning: roi.notes['upgradeCost'] ?? `no price known for ${recommendedPlanName}`,
        }
      : { caption, figure: 'Nothing', meaning: 'no plan changes' };
  }
  return roi.extraCost < 0
    ? { caption, figure: `${formatPrice(-round(roi.extraCost), roi.currency)} less a month`, meaning: now }
    : { caption, figure: `${capitalized(price(roi.extraCost, 'extraCost'))} more a month`, meaning: now };
}

function avoidsStat({ roi, roiInput, risks }: RecommendationView, sums: RoiSums): StatProps {
  const caption = 'It avoids';
  if (roiInput.stops !== true) {
    return { caption, figure: 'A surprise', meaning: risks[0] ?? '' };
  }
  return sums.revenueImpact === null
    ? { caption, figure: 'Unknown', meaning: 'tell your revenue below' }
    : {
        caption,
        figure: `about ${formatProjectedMoney(sums.revenueImpact, roi.currency)}`,
        meaning: 'lost revenue, estimate',
      };
}

function deadlineStat({ standing, priority, limit }: RecommendationView, now: Instant): StatProps {
  const caption = 'Act before';
  if (standing === null) {
    return {
      caption,
      figure: 'No date',
      meaning: limit === null ? 'no limit is near' : 'the limit is no longer watched',
    };
  }
  const when = whenShort(standing, { now });
  const { expected } = standing;
  if (isReached(standing)) {
    return { caption, figure: 'Now', meaning: when, tone: TONES[priority] };
  }
  if (expected === null || expected.q50 === null) {
    return { caption, figure: 'No date', meaning: when };
  }
  const first = Math.max(now, expected.q10 ?? expected.q50);
  return {
    caption,
    figure: formatWeekday(first),
    meaning: `${when}, ${rangeWords(expected, { now })}`,
    tone: TONES[priority],
  };
}

function round(amount: number): number {
  return Number(amount.toFixed(2));
}
