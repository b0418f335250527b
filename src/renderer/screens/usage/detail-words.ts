import { DAY } from '#shared/domain/instant';
import { capitalized } from '#shared/format/capitalized';
import { formatDate, formatWeekday, withPlainDates } from '#shared/format/date';
import { formatDays } from '#shared/format/duration';
import { formatPercent } from '#shared/format/percent';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import type { UsageChart } from '#shared/ipc/usage';
import type { StatProps } from '../../components/stat';
import { endsLater, growthWords, outlookWords, periodWords, timeToLimit } from '../shared/metric-words';

/** The sentence under the metric's name: what it does and where that leads. */
export function detailSentence(metric: MetricView, chart: UsageChart | undefined): string {
  if (metric.current === null) {
    return metric.note;
  }
  if (metric.stale) {
    return metric.note;
  }
  if (metric.growthPerDay === null) {
    return withPlainDates(metric.forecastReason);
  }
  const reachAt = chart?.reach?.at ?? null;
  const growth = chart?.change?.sentence ?? growthSentence(metric.growthPerDay, metric.unit);
  if (reachAt !== null) {
    const then = metric.consequence === '' ? '' : ` ${capitalized(metric.consequence)}.`;
    return `${growth} Full on about ${formatDate(reachAt)} at this rate.${then}`;
  }
  if (metric.percentAtReset !== null && metric.windowEnd !== null) {
    return `${growth} About ${formatPercent(metric.percentAtReset)} of the limit by ${formatDate(metric.windowEnd - 1, metric.zone)}.`;
  }
  return metric.limit === null
    ? `${growth} ${withPlainDates(metric.limitReason)}.`
    : `${growth} The limit is not in sight.`;
}

function growthSentence(perDay: number, unit: string): string {
  if (growthWords(perDay, unit) === 'steady') {
    return 'Not growing.';
  }
  return `${perDay > 0 ? 'Growing' : 'Shrinking'} ${formatQuantity(Math.abs(perDay), unit)} a day.`;
}

/** The four stats over the chart. */
export function detailStats(metric: MetricView, chart: UsageChart | undefined): readonly StatProps[] {
  return [nowStat(metric), growthStat(metric), criticalStat(metric, chart), limitStat(metric, chart)].filter(
    (stat) => stat !== null,
  );
}

function nowStat(metric: MetricView): StatProps {
  const { current, limit, unit } = metric;
  const left = current === null || limit === null ? null : limit - current;
  return {
    caption: metric.stale ? 'When last read' : 'Now',
    figure: current === null ? '–' : formatQuantity(current, unit),
    meaning: left === null ? periodWords(metric.window) : headroomWords(left, unit),
  };
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
  const between =
    growthInterval === null ? '' : `${signed(growthInterval[0])} to ${signed(growthInterval[1])}, 80 % of cases`;
  return { caption: 'Growth', figure: capitalized(growthWords(growthPerDay, unit)), meaning: between };
}

function criticalStat(metric: MetricView, chart: UsageChart | undefined): StatProps | null {
  if (metric.limit === null || metric.percent === null) {
    return null;
  }
  const threshold = (metric.limit * metric.criticalPercent) / 100;
  const caption = `Critical threshold, ${formatQuantity(threshold, metric.unit)}`;
  if (metric.percent >= metric.criticalPercent) {
    return { caption, figure: 'Passed', meaning: `at ${formatPercent(metric.percent)}`, tone: 'critical' };
  }
  const step = chart?.path.find(({ q50 }) => q50 >= threshold);
  if (chart === undefined || step === undefined) {
    const figure = endsLater(metric) ? 'Not this period' : 'Not in sight';
    return { caption, figure, meaning: outlookWords(metric) };
  }
  return {
    caption,
    figure: formatWeekday(step.t),
    meaning: `in ${formatDays((step.t - chart.now) / DAY)}`,
  };
}

function limitStat(metric: MetricView, chart: UsageChart | undefined): StatProps {
  if (metric.limit === null) {
    return { caption: 'Limit', figure: 'None', meaning: withPlainDates(metric.limitReason) };
  }
  const caption = `Limit, ${formatQuantity(metric.limit, metric.unit)}`;
  const reach = chart?.reach ?? null;
  if (reach === null) {
    const meaning = withPlainDates(metric.limitReason);
    return { caption, figure: capitalized(timeToLimit(metric)), meaning, tone: limitTone(metric) };
  }
  const between =
    reach.from === null || reach.to === null
      ? `at the earliest ${formatDate(reach.from ?? reach.at)}`
      : `between ${formatDate(reach.from)} and ${formatDate(reach.to)}`;
  return { caption, figure: formatWeekday(reach.at), meaning: between, tone: limitTone(metric) };
}

function limitTone(metric: MetricView): NonNullable<StatProps['tone']> {
  if (metric.status === 'critical' || metric.status === 'over') {
    return 'critical';
  }
  return metric.status === 'warning' ? 'warning' : 'plain';
}

/** Badge of the metric's standing: `85 %, warning`. */
export function standing(metric: MetricView): string {
  const percent = metric.percent === null ? '' : `${formatPercent(metric.percent)}, `;
  switch (metric.status) {
    case 'unknown':
      return timeToLimit(metric);
    case 'no-limit':
      return 'no limit';
    default:
      return `${percent}${metric.status}`;
  }
}
