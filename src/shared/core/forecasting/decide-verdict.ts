import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import type { AtLimit } from '#shared/domain/plan';
import { type MetricStatus, onlyTells } from '../usage/metric-status';
import { type LimitCandidate, limitQueue } from './queue';
import { type PriorVerdict, type Verdict as QueueVerdict, verdictOf as verdictOfQueue } from './verdict';

/** From this age on the verdict itself says that it is old. */
const STALE_AFTER = DAY;

/** What the queue of limits looks at. */
export interface QueuedMetric {
  readonly key: string;
  readonly title: string;
  /** Null: none, or one that is switched off. */
  readonly limit: number | null;
  readonly current: number | null;
  readonly atLimit: AtLimit;
  readonly daysToLimit: LimitForecast['daysToLimit'];
  readonly within7: number | null;
  readonly within14: number | null;
  readonly within30: number | null;
}

/** What the verdict looks at besides. */
export interface JudgedMetric extends QueuedMetric {
  readonly status: MetricStatus;
  readonly forecastState: LimitForecast['state'];
}

/** A status that calls for something, the worst first. */
export const PRESSING = ['over', 'critical', 'warning', 'watch'] as const satisfies readonly MetricStatus[];
export type PressingStatus = (typeof PRESSING)[number];

/** What the first sentence of the window is about, before it has words. */
export type VerdictDecision<Metric extends JudgedMetric> =
  | { readonly kind: 'unread' }
  /** Nothing was read for so long that nothing can be said. */
  | { readonly kind: 'stale'; readonly age: number }
  | {
      readonly kind: 'pressing';
      readonly metric: Metric;
      readonly status: PressingStatus;
      /** Days that the sentence may speak of; null where it speaks of the level. */
      readonly days: number | null;
      /** How many others press. */
      readonly others: number;
      /** The queue, where the metric is its first; null where the metric goes before it. */
      readonly queue: QueueVerdict | null;
    }
  | { readonly kind: 'no-limit' }
  /** No limit has a forecast yet. */
  | { readonly kind: 'learning'; readonly learning: readonly Metric[] }
  | {
      readonly kind: 'clear';
      /** The fullest limit at which something happens; null where all only tell. */
      readonly fullest: Metric | null;
      readonly learning: number;
      readonly limits: number;
    };

/**
 * All limits as one queue, and what is first in it. A limit that only tells is not in it: nothing
 * happens there. `before` keeps two limits side by side, and days at a rounding edge, from flipping.
 */
export function queueVerdict(metrics: readonly QueuedMetric[], before: PriorVerdict | null): QueueVerdict {
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
 * Decides "am I fine, and what is next?" from metrics in the order of risk, the riskiest first.
 *
 * The first limit in the queue speaks, by the median of its days. A limit that stands worse by its level
 * (over, or past its critical mark) goes before it, and without either the worst status does. `before` is
 * what the last cycle said of the queue.
 */
export function decideVerdict<Metric extends JudgedMetric>(
  metrics: readonly Metric[],
  {
    lastCycleAt,
    now,
    before,
  }: {
    readonly lastCycleAt: Instant | null;
    readonly now: Instant;
    readonly before: PriorVerdict | null;
  },
): VerdictDecision<Metric> {
  if (lastCycleAt === null || metrics.every((metric) => metric.current === null)) {
    return { kind: 'unread' };
  }
  const limited = metrics.filter((metric) => metric.limit !== null && metric.current !== null);
  const pressing = limited.filter(isPressing);
  if (now - lastCycleAt > STALE_AFTER && pressing.length === 0) {
    return { kind: 'stale', age: now - lastCycleAt };
  }
  const queue = queueVerdict(limited, before);
  const metric = firstOf(pressing, queue);
  if (metric === undefined) {
    return quiet(limited);
  }
  const isFirst = queue.id === metric.key;
  return {
    kind: 'pressing',
    metric,
    status: metric.status,
    days: isFirst ? queue.days : (metric.daysToLimit?.q50 ?? null),
    others: pressing.length - 1,
    queue: isFirst ? queue : null,
  };
}

type Pressing<Metric> = Metric & { readonly status: PressingStatus };

function isPressing<Metric extends JudgedMetric>(metric: Metric): metric is Pressing<Metric> {
  return (PRESSING as readonly MetricStatus[]).includes(metric.status);
}

function firstOf<Metric extends JudgedMetric>(
  pressing: readonly Pressing<Metric>[],
  queue: QueueVerdict,
): Pressing<Metric> | undefined {
  const worst = pressing[0];
  const queued = pressing.find(({ key }) => key === queue.id);
  if (queued === undefined || worst === undefined) {
    return worst;
  }
  const isWorse = PRESSING.indexOf(worst.status) < PRESSING.indexOf(queued.status);
  const levelPresses = worst.status === 'over' || worst.status === 'critical' || queue.state === 'possible';
  return isWorse && levelPresses ? worst : queued;
}

function quiet<Metric extends JudgedMetric>(limited: readonly Metric[]): VerdictDecision<Metric> {
  if (limited.length === 0) {
    return { kind: 'no-limit' };
  }
  const learning = limited.filter((metric) => metric.forecastState === 'too-early');
  return learning.length === limited.length
    ? { kind: 'learning', learning }
    : {
        kind: 'clear',
        fullest: limited.find(({ atLimit }) => !onlyTells(atLimit)) ?? null,
        learning: learning.length,
        limits: limited.length,
      };
}
