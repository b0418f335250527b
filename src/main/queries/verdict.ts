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

/** From this age on the verdict itself says that it is old. */
const STALE_AFTER = DAY;

export interface VerdictInput {
  /** Riskiest first. */
  readonly metrics: readonly MetricView[];
  readonly recommendations: readonly RecommendationView[];
  readonly lastCycleAt: Instant | null;
  readonly now: Instant;
}

/** The sentence that answers "am I fine, and what is next?". */
export function verdictOf({ metrics, recommendations, lastCycleAt, now }: VerdictInput): Verdict {
  const limited = metrics.filter((metric) => metric.limit !== null && metric.current !== null);
  if (lastCycleAt === null || metrics.every((metric) => metric.current === null)) {
    return plain('empty', 'Nothing was read yet', 'The first collection fills this page in.');
  }
  const binding = limited.find((metric) => metric.atLimit !== 'inform');
  const pressing = limited.filter((metric) => ['over', 'critical', 'warning', 'watch'].includes(metric.status));
  const first = pressing[0];
  if (now - lastCycleAt > STALE_AFTER && first === undefined) {
    return plain(
      'stale',
      `As of ${formatAge(now - lastCycleAt)}: nothing was read since`,
      'Collect now, or see what failed in the list of sources.',
    );
  }
  if (first === undefined) {
    return clear(binding, limited);
  }
  const recommendation =
    recommendations.find((one) => one.metricKey === first.key && one.status !== 'DISMISSED') ?? null;
  return {
    tone: TONES[first.status] ?? 'warning',
    headline: headlineOf(first),
    sentence: sentenceOf(first, now),
    badge: badgeOf(first, recommendation),
    metricKey: first.key,
    others: pressing.length - 1,
    recommendationId: recommendation?.id ?? null,
    action: recommendation === null ? null : actionOf(recommendation),
  };
}

const TONES: Readonly<Partial<Record<MetricView['status'], Verdict['tone']>>> = {
  over: 'critical',
  critical: 'critical',
  warning: 'warning',
  watch: 'watch',
};

function headlineOf(metric: MetricView): string {
  if (metric.percent !== null && metric.percent >= 100) {
    const over = metric.percent - 100;
    return over === 0
      ? `${metric.title} ${verbFor(metric.title, 'is at its', 'are at their')} limit`
      : `${metric.title} ${verbFor(metric.title, 'is over its', 'are over their')} limit by ${formatPercent(over)}`;
  }
  const days = metric.daysToLimit?.q50 ?? null;
  return days === null
    ? `${metric.title} ${verbFor(metric.title, 'is', 'are')} at ${formatPercent(metric.percent ?? 0)} of ${verbFor(metric.title, 'its', 'their')} limit`
    : `${metric.title} ${verbFor(metric.title, 'reaches its', 'reach their')} limit in ${formatDays(days)}`;
}

function sentenceOf(metric: MetricView, now: Instant): string {
  const plan = metric.planName === null ? '' : ` on the ${metric.planName} plan`;
  const grows =
    (metric.growthPerDay ?? 0) > 0 ? `, growing ${formatGrowth(metric.growthPerDay ?? 0, metric.unit).slice(1)}` : '';
  const used = `${formatQuantityOf(metric.current ?? 0, metric.limit ?? 0, metric.unit)} are used${plan}${grows}.`;
  const when = whenOf(metric, now);
  const consequence = metric.consequence === '' ? '' : capitalized(metric.consequence);
  return [used, when, consequence === '' ? '' : `${consequence}.`].filter((part) => part !== '').join(' ');
}

function whenOf(metric: MetricView, now: Instant): string {
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

function clear(binding: MetricView | undefined, limited: readonly MetricView[]): Verdict {
  const learning = limited.filter((metric) => metric.forecastState === 'too-early');
  if (limited.length > 0 && learning.length === limited.length) {
    return plain('learning', 'Too early to tell', learning[0]?.forecastReason ?? '');
  }
  const next =
    binding === undefined || binding.percent === null
      ? 'No metric has a limit that is known.'
      : `The fullest is ${binding.title}: ${formatQuantityOf(binding.current ?? 0, binding.limit ?? 0, binding.unit)}, ${formatPercent(binding.percent)}.`;
  return plain('clear', 'All clear: nothing reaches a limit in the next 30 days', next);
}

function badgeOf(metric: MetricView, recommendation: RecommendationView | null): string {
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
