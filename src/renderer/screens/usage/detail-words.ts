import { DAY, type Instant } from '#shared/domain/instant';
import { capitalized } from '#shared/format/capitalized';
import { formatWeekday, withPlainDates } from '#shared/format/date';
import { formatDays } from '#shared/format/duration';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import type { UsageChart } from '#shared/ipc/usage';
import { countedOver, isReached, rangeWords, standingSentence } from '#shared/words/standing';
import type { StatProps } from '../../components/stat';
import { growthWords, outlookWords, percentOf, periodWords, timeToLimit } from '../shared/metric-words';

/** The sentence under the metric's name: what changed, and how its limit stands, as every other surface says it. */
export function detailSentence(metric: MetricView, chart: UsageChart | undefined, now: Instant): string {
  const { standing, growthPerDay, unit } = metric;
  const change = chart?.change?.sentence ?? '';
  if (standing !== null) {
    return `${change} ${standingSentence(standing, { now })}`.trim();
  }
  if (metric.current === null || metric.stale) {
    return metric.note;
  }
  if (growthPerDay === null) {
    return withPlainDates(metric.forecastReason);
  }
  return `${change === '' ? growthSentence(growthPerDay, unit) : change} ${withPlainDates(metric.limitReason)}.`;
}

function growthSentence(perDay: number, unit: string): string {
  if (growthWords(perDay, unit) === 'steady') {
    return 'Not growing.';
  }
  return `${perDay > 0 ? 'Growing' : 'Shrinking'} ${formatQuantity(Math.abs(perDay), unit)} a day.`;
}

/** The four stats over the chart. */
export function detailStats(metric: MetricView, chart: UsageChart, now: Instant): readonly StatProps[] {
  return [nowStat(metric), growthStat(metric), criticalStat(metric, chart, now), limitStat(metric, now)].filter(
    (stat) => stat !== null,
  );
}

function nowStat(metric: MetricView): StatProps {
  const { current, limit, unit, standing } = metric;
  const left = current === null || limit === null ? null : limit - current;
  return {
    caption: metric.stale ? 'When last read' : 'Now',
    figure: current === null ? '–' : `${standing?.atLeast === true ? 'At least ' : ''}${formatQuantity(current, unit)}`,
    meaning: nowMeaning(metric, left),
  };
}

/** Over what it was counted, and how much is left. */
function nowMeaning({ standing, window, unit }: MetricView, left: number | null): string {
  const over = standing === null ? periodWords(window) : countedOver(standing.window);
  return [over, left === null ? '' : headroomWords(left, unit)].filter((words) => words !== '').join(', ');
}

function headroomWords(left: number, unit: string): string {
  return left >= 0 ? `${formatQuantity(left, unit)} of headroom` : `${formatQuantity(-left, unit)} over the limit`;
}

function growthStat(metric: MetricView): StatProps {
  const { growthPerDay, growthInterval, unit } = metric;
  if (growthPerDay === null) {
    return { caption: 'Growth', figure: '–', meaning: withPlainDates(metric.forecastReason) };
  }
  const signed = (value: number) => formatNumber(value).replace('-', '−');
  const [low, high] = (growthInterval ?? []).map(signed);
  const between = low === undefined ? '' : `${low === high ? low : `${low} to ${high}`}, 80 % of cases`;
  return { caption: 'Growth', figure: capitalized(growthWords(growthPerDay, unit)), meaning: between };
}

function criticalStat(metric: MetricView, chart: UsageChart, now: Instant): StatProps | null {
  const { limit, percent, criticalPercent, standing, unit } = metric;
  if (limit === null || percent === null || standing === null) {
    return null;
  }
  const threshold = (limit * criticalPercent) / 100;
  const caption = `Critical threshold, ${formatQuantity(threshold, unit)}`;
  if (percent >= criticalPercent) {
    return { caption, figure: 'Passed', meaning: `at ${percentOf(metric)}`, tone: 'critical' };
  }
  if (standing.outlook.state !== 'ready' || chart.path.length === 0) {
    return { caption, figure: '–', meaning: timeToLimit(metric, now) };
  }
  const step = chart.path.find(({ t, q50 }) => t > now && q50 >= threshold);
  if (step === undefined) {
    return { caption, figure: 'Not expected', meaning: outlookWords(metric, now) };
  }
  return { caption, figure: formatWeekday(step.t), meaning: `in ${formatDays((step.t - now) / DAY)}` };
}

function limitStat(metric: MetricView, now: Instant): StatProps {
  const { limit, standing, unit, limitReason } = metric;
  if (limit === null || standing === null) {
    return { caption: 'Limit', figure: 'None', meaning: withPlainDates(limitReason) };
  }
  const { expected } = standing;
  const ahead = expected !== null && expected.q50 !== null && !isReached(standing);
  return {
    caption: `Limit, ${formatQuantity(limit, unit)}`,
    figure: capitalized(timeToLimit(metric, now)),
    meaning: ahead ? rangeWords(expected, { now }) : withPlainDates(limitReason),
    tone: limitTone(metric),
  };
}

function limitTone(metric: MetricView): NonNullable<StatProps['tone']> {
  if (metric.status === 'critical' || metric.status === 'over') {
    return 'critical';
  }
  return metric.status === 'warning' ? 'warning' : 'plain';
}

/** Badge of how the metric stands: `85 %, warning`. */
export function standingBadge(metric: MetricView, now: Instant): string {
  switch (metric.status) {
    case 'unknown':
    case 'no-limit':
      return timeToLimit(metric, now);
    default:
      return `${percentOf(metric)}, ${metric.status}`;
  }
}
