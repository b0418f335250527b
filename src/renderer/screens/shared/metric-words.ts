import type { Instant } from '#shared/domain/instant';
import { formatDate } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import { formatGrowth, formatNumber, formatQuantity, formatShortQuantity, unitLabel } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
import { isDaily, isReached, percentWords, rangeShort, whenShort } from '#shared/words/standing';
import { levelTone } from '../../components/level-tone';
import type { Tone } from '../../components/status-icon';

/** Shape beside the words; null below the warning threshold. */
export function statusTone(metric: Pick<MetricView, 'status' | 'noteCode'>): Tone | null {
  if (metric.status === 'unknown') {
    return isPermission(metric.noteCode) ? 'locked' : 'unknown';
  }
  const tone = levelTone(metric);
  return tone === 'calm' ? null : tone;
}

/** Shape beside a figure in a list, where its age has no room: what is old is told by its shape. */
export function listTone(metric: Pick<MetricView, 'status' | 'noteCode' | 'stale' | 'current'>): Tone | null {
  return metric.stale && metric.current !== null ? 'unknown' : statusTone(metric);
}

/** Codes that a token's rights or a plan explain. */
function isPermission(code: MetricView['noteCode']): boolean {
  return code === 'not-permitted' || code === 'not-on-plan';
}

/** When, in a few words, at the right of a card's title: those of every other surface. */
export function timeToLimit(metric: MetricView, now: Instant): string {
  const { standing, current } = metric;
  if (standing !== null) {
    return whenShort(standing, { now });
  }
  return metric.status === 'unknown' || current === null ? unknownWords(metric.noteCode) : 'no limit';
}

/** What a total is the total of; empty for what is counted over no stretch. */
export function periodWords(window: MetricView['window']): string {
  switch (window) {
    case 'day':
      return 'today';
    case 'week':
      return 'in this week';
    case 'billing-cycle':
      return 'in this billing period';
    case 'calendar-month':
      return 'in this month';
    case 'rolling-30-days':
      return 'in the last 30 days';
    case 'rolling-7-days':
      return 'in the last 7 days';
    case 'rolling-24-hours':
      return 'in the last 24 hours';
    case 'contract':
      return 'in this contract period';
    case 'point-in-time':
    case 'per-item':
      return '';
  }
}

/** `25.5` with `of 30 MB` behind it; `unit` is said once, in the limit. A lower bound says so. */
export function amountOf(metric: MetricView): { readonly figure: string; readonly of: string } {
  const { current, limit, unit, standing } = metric;
  if (current === null) {
    return { figure: '–', of: limit === null ? '' : `of ${formatQuantity(limit, unit)}` };
  }
  const least = standing?.atLeast === true ? 'at least ' : '';
  if (unit === 'USD') {
    const of = limit === null ? '' : `of ${formatQuantity(limit, unit)}`;
    return { figure: `${least}${formatQuantity(current, unit)}`, of };
  }
  if (limit === null) {
    return { figure: formatNumber(current), of: unitLabel(unit) };
  }
  const suffix = standing !== null && isDaily(standing.window) ? ' a day' : '';
  return { figure: `${least}${formatNumber(current)}`, of: `of ${formatShortQuantity(limit, unit)}${suffix}` };
}

/** Units too long for a narrow list, as they are shortened there; the metric's name says of what. */
const LIST_UNITS: Readonly<Record<string, string>> = {
  'CPU-minutes': 'min',
  'CPU-hours': 'h',
  'CU-hours': 'h',
  'GB-hours': 'GB-h',
};
/** Longest unit that has room in a list. */
const LIST_UNIT = 4;

/** A quantity in a narrow list: a unit that is too long is left to the page of the metric. */
export function listQuantity(value: number, unit: string): string {
  const short = LIST_UNITS[unit] ?? unit;
  return unitLabel(short).length > LIST_UNIT ? formatNumber(value) : formatQuantity(value, short);
}

/** `85 % · +0.9 MB a day`, in two parts. */
export function levelWords(metric: MetricView): { readonly percent: string; readonly growth: string } {
  return { percent: percentOf(metric) || '–', growth: growthWords(metric.growthPerDay, metric.unit) };
}

/** How full, as every surface tells it; empty where it is not known. */
export function percentOf({ standing, percent }: Pick<MetricView, 'standing' | 'percent'>): string {
  if (standing !== null) {
    return percentWords(standing);
  }
  return percent === null ? '' : formatPercent(percent);
}

/** `+0.9 MB a day`, `steady` for what rounds to nothing, empty while unknown. */
export function growthWords(perDay: number | null, unit: string): string {
  if (perDay === null) {
    return '';
  }
  const words = formatGrowth(perDay, unit);
  return /[1-9]/.test(words) ? words : 'steady';
}

/** At the right of a card's foot: between which days, what the whole day is expected to hold, or where the period ends. */
export function outlookWords(metric: MetricView, now: Instant): string {
  const { standing, percentAtReset, windowEnd, zone, limit } = metric;
  if (standing === null || isReached(standing)) {
    return '';
  }
  const { expected, day, outlook } = standing;
  if (expected !== null && expected.q50 !== null) {
    return rangeShort(expected, { now });
  }
  if (day?.expected != null && limit !== null && limit > 0) {
    return `about ${formatPercent((day.expected.q50 / limit) * 100)} by midnight`;
  }
  return outlook.state === 'ready' && percentAtReset !== null && windowEnd !== null
    ? `${formatPercent(percentAtReset)} by ${formatDate(windowEnd - 1, zone)}`
    : '';
}

/**
 * Percent that the meter hatches up to: the level expected at the window's reset, or in seven days where
 * there is no window. Null where nothing is expected.
 */
export function projectedPercent(metric: MetricView): number | null {
  if (metric.percentAtReset !== null) {
    return metric.percentAtReset;
  }
  if (metric.percent === null || metric.limit === null || metric.limit <= 0 || metric.growthPerDay === null) {
    return null;
  }
  const isDay = metric.standing !== null && isDaily(metric.standing.window);
  return isDay ? dayPercent(metric) : metric.percent + ((metric.growthPerDay * 7) / metric.limit) * 100;
}

/** For a daily limit: what the whole day is expected to hold; null where that is not known. */
function dayPercent({ standing, limit }: MetricView): number | null {
  const expected = standing?.day?.expected ?? null;
  return expected === null || limit === null || limit <= 0 ? null : (expected.q50 / limit) * 100;
}

/** For assistive technology: `25.5 of 30 MB, 85 percent, warning from 75`. */
export function meterWords(metric: MetricView): string {
  const { figure, of } = amountOf(metric);
  const percent = metric.percent === null ? 'unknown' : `${Math.round(metric.percent)} percent`;
  return `${figure} ${of}, ${percent}, warning from ${metric.warningPercent}, critical from ${metric.criticalPercent}`;
}

/** One word for the reason that a value is missing. */
function unknownWords(code: MetricView['noteCode']): string {
  switch (code) {
    case 'not-permitted':
      return 'no permission';
    case 'not-on-plan':
      return 'not on this plan';
    case 'asleep':
      return 'asleep';
    case 'unreachable':
    case 'timeout':
      return 'not reached';
    default:
      return 'not available';
  }
}
