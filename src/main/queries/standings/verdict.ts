import { decideVerdict, type PressingStatus, type VerdictDecision } from '#shared/core/forecasting/decide-verdict';
import type { PriorVerdict, Verdict as QueueVerdict } from '#shared/core/forecasting/verdict';
import { DAY, type Instant } from '#shared/domain/instant';
import { capitalized } from '#shared/format/capitalized';
import { formatWeekday } from '#shared/format/date';
import { formatAge, formatDays } from '#shared/format/duration';
import { formatPrice } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { verbFor } from '#shared/format/plural';
import { formatGrowth, formatQuantityOf } from '#shared/format/quantity';
import type { Verdict } from '#shared/ipc/overview';
import type { RecommendationView } from '#shared/ipc/recommendations';
import type { MetricFigures } from './metric-view';

export interface VerdictInput {
  /** Riskiest first. */
  readonly metrics: readonly MetricFigures[];
  readonly recommendations: readonly RecommendationView[];
  readonly lastCycleAt: Instant | null;
  readonly now: Instant;
  /** What the last cycle said of the queue of limits; the same data then never say something else. */
  readonly before: PriorVerdict | null;
}

/** The sentence that answers "am I fine, and what is next?": the words of what `decideVerdict` decides. */
export function verdictOf({ metrics, recommendations, lastCycleAt, now, before }: VerdictInput): Verdict {
  const decision = decideVerdict(metrics, { lastCycleAt, now, before });
  switch (decision.kind) {
    case 'unread':
      return plain('empty', 'Nothing was read yet', 'The first collection fills this page in.');
    case 'stale':
      return plain(
        'stale',
        `As of ${formatAge(decision.age)}: nothing was read since`,
        'Collect now, or see what failed in the list of sources.',
      );
    case 'no-limit':
      return plain(
        'empty',
        'No limit is known',
        'Set one on the page of limits, and you read here when it is reached.',
      );
    case 'learning':
      return plain('learning', 'Too early to tell', knowsFrom(decision.learning));
    case 'clear':
      return clear(decision);
    case 'pressing':
      return pressing(decision, recommendations, now);
  }
}

type Decided<Kind> = Extract<VerdictDecision<MetricFigures>, { readonly kind: Kind }>;

function pressing(
  { metric, status, days, others, queue }: Decided<'pressing'>,
  recommendations: readonly RecommendationView[],
  now: Instant,
): Verdict {
  const recommendation =
    recommendations.find((one) => one.metricKey === metric.key && one.status !== 'DISMISSED') ?? null;
  return {
    tone: TONES[status],
    headline: headlineOf(metric, days, queue),
    sentence: sentenceOf(metric, now, others > 0 ? (queue?.detail ?? null) : null),
    badge: badgeOf(status, recommendation),
    metricKey: metric.key,
    others,
    recommendationId: recommendation?.id ?? null,
    action: recommendation === null ? null : actionOf(recommendation),
  };
}

const TONES: Readonly<Record<PressingStatus, Verdict['tone']>> = {
  over: 'critical',
  critical: 'critical',
  warning: 'warning',
  watch: 'watch',
};

function headlineOf(metric: MetricFigures, days: number | null, queue: QueueVerdict | null): string {
  if (metric.percent !== null && metric.percent >= 100) {
    const over = metric.percent - 100;
    return over === 0
      ? `${metric.title} ${verbFor(metric.title, 'is at its', 'are at their')} limit`
      : `${metric.title} ${verbFor(metric.title, 'is over its', 'are over their')} limit by ${formatPercent(over)}`;
  }
  if (days !== null) {
    return `${metric.title} ${verbFor(metric.title, 'reaches its', 'reach their')} limit in ${formatDays(days)}`;
  }
  return queue?.state === 'possible'
    ? queue.sentence
    : `${metric.title} ${verbFor(metric.title, 'is', 'are')} at ${formatPercent(metric.percent ?? 0)} of ${verbFor(metric.title, 'its', 'their')} limit`;
}

function sentenceOf(metric: MetricFigures, now: Instant, detail: string | null): string {
  const plan = metric.planName === null ? '' : ` on the ${metric.planName} plan`;
  const grows =
    (metric.growthPerDay ?? 0) > 0 ? `, growing ${formatGrowth(metric.growthPerDay ?? 0, metric.unit).slice(1)}` : '';
  const used = `${formatQuantityOf(metric.current ?? 0, metric.limit ?? 0, metric.unit)} are used${plan}${grows}.`;
  const consequence = metric.consequence === '' ? '' : `${capitalized(metric.consequence)}.`;
  // With nothing behind it in the queue the detail only repeats what the days say.
  const queued = detail?.includes('; ') ? `${detail}.` : '';
  return [used, whenOf(metric, now), consequence, queued].filter((part) => part !== '').join(' ');
}

function whenOf(metric: MetricFigures, now: Instant): string {
  const days = metric.daysToLimit;
  if (days?.q50 == null) {
    return '';
  }
  const early = days.q10 ?? days.q50;
  const from = formatWeekday(now + early * DAY);
  if (days.q90 === null) {
    return `Full on ${from} at the earliest.`;
  }
  const to = formatWeekday(now + days.q90 * DAY);
  return from === to ? `Full on ${from}.` : `Full between ${from} and ${to}.`;
}

function clear({ fullest, learning, limits }: Decided<'clear'>): Verdict {
  const most =
    fullest === null || fullest.percent === null
      ? 'The limits that are known only tell: nothing stops there, and nothing costs more.'
      : `The fullest is ${fullest.title}: ${formatQuantityOf(fullest.current ?? 0, fullest.limit ?? 0, fullest.unit)}, ${formatPercent(fullest.percent)}.`;
  const some = learning === 0 ? '' : ` ${learning} of ${limits} limits are too new to forecast.`;
  return plain('clear', 'All clear: nothing reaches a limit in the next 30 days', `${most}${some}`);
}

/** When the first of those that are still learning will know: `Known from 2026-11-27 on.` */
function knowsFrom(learning: readonly MetricFigures[]): string {
  const reasons = learning.map(({ forecastReason }) => forecastReason.replace(/^Too early to tell: /, '')).sort();
  return capitalized(reasons[0] ?? '');
}

function badgeOf(status: PressingStatus, recommendation: RecommendationView | null): string {
  const urgency = {
    over: 'act now',
    critical: 'act now',
    warning: 'act this week',
    watch: 'keep an eye on it',
  } as const;
  const word =
    recommendation === null
      ? { over: 'Over', critical: 'Critical', warning: 'Warning', watch: 'Watch' }[status]
      : capitalized(recommendation.priority.toLowerCase());
  return `${word} · ${urgency[status]}`;
}

function actionOf(recommendation: RecommendationView): string {
  const { upgradeCost, currency } = recommendation.roi;
  const price = upgradeCost === null ? '' : ` for ${formatPrice(upgradeCost, currency)} a month`;
  return `${recommendation.title.replace(/^Upgrade .* to/, 'Upgrade to')}${price}`;
}

function plain(tone: Verdict['tone'], headline: string, sentence: string): Verdict {
  return { tone, headline, sentence, badge: '', metricKey: null, others: 0, recommendationId: null, action: null };
}
