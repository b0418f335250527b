import { type LimitCandidate, limitQueue } from '#shared/core/forecasting/queue';
import { type Verdict as QueueVerdict, verdictOf as verdictOfQueue } from '#shared/core/forecasting/verdict';
import { onlyTells } from '#shared/core/usage/metric-status';
import { DAY, type Instant } from '#shared/domain/instant';
import { formatWeekday } from '#shared/format/date';
import { formatAge, formatDays } from '#shared/format/duration';
import { formatPrice } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { verbFor } from '#shared/format/plural';
import { formatGrowth, formatQuantityOf } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import type { Verdict } from '#shared/ipc/overview';
import type { RecommendationView } from '#shared/ipc/recommendations';
import type { MetricFigures } from './metric-view';

/** From this age on the verdict itself says that it is old. */
const STALE_AFTER = DAY;

export interface VerdictInput {
  /** Riskiest first. */
  readonly metrics: readonly MetricFigures[];
  readonly recommendations: readonly RecommendationView[];
  readonly lastCycleAt: Instant | null;
  readonly now: Instant;
  /** What the last cycle said of the queue of limits; the same data then never say something else. */
  readonly before: QueueVerdict | null;
}

/** What the queue of limits looks at. */
export type QueuedMetric = Pick<
  MetricView,
  'key' | 'title' | 'limit' | 'current' | 'atLimit' | 'daysToLimit' | 'within7' | 'within14' | 'within30'
>;

/**
 * All limits as one queue, and what is first in it. A limit that only tells is not in it: nothing
 * happens there. `before` keeps two limits side by side, and days at a rounding edge, from flipping.
 */
export function queueVerdict(metrics: readonly QueuedMetric[], before: QueueVerdict | null): QueueVerdict {
  const watched = metrics.filter(
    ({ limit, current, atLimit }) => limit !== null && current !== null && !onlyTells(atLimit),
  );
  const candidates = watched.map((metric) => ({ id: metric.key, title: metric.title, forecast: asForecast(metric) }));
  return verdictOfQueue(limitQueue(candidates), watched.length, before ?? undefined);
}

/** A place in the queue depends on days and probabilities alone. */
function asForecast({ daysToLimit, within7, within14, within30 }: QueuedMetric): LimitCandidate['forecast'] {
  const isKnown = within7 !== null && within14 !== null && within30 !== null;
  return { daysToLimit, probability: isKnown ? { within7, within14, within30 } : null };
}

/**
 * The sentence that answers "am I fine, and what is next?".
 *
 * The first limit in the queue speaks, by the median of its days. A limit that stands worse by its level
 * (over, or past its critical mark) goes before it, and without either the worst status does.
 */
export function verdictOf({ metrics, recommendations, lastCycleAt, now, before }: VerdictInput): Verdict {
  const limited = metrics.filter((metric) => metric.limit !== null && metric.current !== null);
  if (lastCycleAt === null || metrics.every((metric) => metric.current === null)) {
    return plain('empty', 'Nothing was read yet', 'The first collection fills this page in.');
  }
  const pressing = limited.filter((metric) => PRESSING.includes(metric.status));
  if (now - lastCycleAt > STALE_AFTER && pressing.length === 0) {
    return plain(
      'stale',
      `As of ${formatAge(now - lastCycleAt)}: nothing was read since`,
      'Collect now, or see what failed in the list of sources.',
    );
  }
  const queue = queueVerdict(limited, before);
  const first = firstOf(pressing, queue);
  if (first === undefined) {
    return clear(limited);
  }
  const recommendation =
    recommendations.find((one) => one.metricKey === first.key && one.status !== 'DISMISSED') ?? null;
  const others = pressing.filter((metric) => metric !== first).length;
  return {
    tone: TONES[first.status] ?? 'watch',
    headline: headlineOf(first, queue),
    sentence: sentenceOf(first, now, others > 0 && queue.id === first.key ? queue.detail : null),
    badge: badgeOf(first, recommendation),
    metricKey: first.key,
    others,
    recommendationId: recommendation?.id ?? null,
    action: recommendation === null ? null : actionOf(recommendation),
  };
}

const PRESSING: readonly MetricView['status'][] = ['over', 'critical', 'warning', 'watch'];

function firstOf(pressing: readonly MetricFigures[], queue: QueueVerdict): MetricFigures | undefined {
  const worst = pressing[0];
  const queued = pressing.find(({ key }) => key === queue.id);
  if (queued === undefined || worst === undefined) {
    return worst;
  }
  const isWorse = PRESSING.indexOf(worst.status) < PRESSING.indexOf(queued.status);
  const levelPresses = worst.status === 'over' || worst.status === 'critical' || queue.state === 'possible';
  return isWorse && levelPresses ? worst : queued;
}

const TONES: Readonly<Partial<Record<MetricView['status'], Verdict['tone']>>> = {
  over: 'critical',
  critical: 'critical',
  warning: 'warning',
  watch: 'watch',
};

function headlineOf(metric: MetricFigures, queue: QueueVerdict): string {
  if (metric.percent !== null && metric.percent >= 100) {
    const over = metric.percent - 100;
    return over === 0
      ? `${metric.title} ${verbFor(metric.title, 'is at its', 'are at their')} limit`
      : `${metric.title} ${verbFor(metric.title, 'is over its', 'are over their')} limit by ${formatPercent(over)}`;
  }
  const isFirst = queue.id === metric.key;
  const days = isFirst ? queue.days : (metric.daysToLimit?.q50 ?? null);
  if (days !== null) {
    return `${metric.title} ${verbFor(metric.title, 'reaches its', 'reach their')} limit in ${formatDays(days)}`;
  }
  return isFirst && queue.state === 'possible'
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

function clear(limited: readonly MetricFigures[]): Verdict {
  if (limited.length === 0) {
    return plain('empty', 'No limit is known', 'Set one on the page of limits, and you read here when it is reached.');
  }
  const learning = limited.filter((metric) => metric.forecastState === 'too-early');
  if (limited.length > 0 && learning.length === limited.length) {
    return plain('learning', 'Too early to tell', knowsFrom(learning));
  }
  const binding = limited.find(({ atLimit }) => !onlyTells(atLimit));
  const fullest =
    binding === undefined || binding.percent === null
      ? 'The limits that are known only tell: nothing stops there, and nothing costs more.'
      : `The fullest is ${binding.title}: ${formatQuantityOf(binding.current ?? 0, binding.limit ?? 0, binding.unit)}, ${formatPercent(binding.percent)}.`;
  const some = learning.length === 0 ? '' : ` ${learning.length} of ${limited.length} limits are too new to forecast.`;
  return plain('clear', 'All clear: nothing reaches a limit in the next 30 days', `${fullest}${some}`);
}

/** When the first of those that are still learning will know: `Known from 2026-11-27 on.` */
function knowsFrom(learning: readonly MetricFigures[]): string {
  const reasons = learning.map(({ forecastReason }) => forecastReason.replace(/^Too early to tell: /, '')).sort();
  return capitalized(reasons[0] ?? '');
}

function badgeOf(metric: MetricFigures, recommendation: RecommendationView | null): string {
  const urgency = {
    over: 'act now',
    critical: 'act now',
    warning: 'act this week',
    watch: 'keep an eye on it',
  } as const;
  const status = metric.status as keyof typeof urgency;
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

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
