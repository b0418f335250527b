import { formatDate } from '#shared/format/date';
import { formatDays, formatDaysRange } from '#shared/format/duration';
import { formatPercent } from '#shared/format/percent';
import { formatGrowth, formatNumber, formatQuantity, formatShortQuantity, unitLabel } from '#shared/format/quantity';
import type { MetricView } from '#shared/ipc/metric-view';
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

/** The time to the limit in a few words, at the right of a card's title. */
export function timeToLimit(metric: MetricView): string {
  if (metric.status === 'unknown') {
    return unknownWords(metric.noteCode);
  }
  if (metric.limit === null || metric.percent === null) {
    return 'no limit';
  }
  if (metric.percent > 100) {
    return `over by ${formatPercent(metric.percent - 100)}`;
  }
  if (metric.percent === 100) {
    return 'full';
  }
  const days = metric.daysToLimit?.q50 ?? null;
  if (days !== null) {
    return days * 24 < 48 ? `${formatDays(days).replace('about ', '')} left` : formatDays(days);
  }
  if (metric.forecastState === 'too-early') {
    return 'too early to tell';
  }
  if (metric.forecastState === 'no-data') {
    return 'learning';
  }
  if (metric.forecastState === 'refused') {
    return 'no forecast';
  }
  return endsLater(metric) ? 'not this period' : 'not in sight';
}

/** True for what is counted over a period longer than a day: a day's limit is looked at day after day. */
export function endsLater({ window, windowEnd }: Pick<MetricView, 'window' | 'windowEnd'>): boolean {
  return windowEnd !== null && window !== 'day';
}

/** What a total is the total of; empty for what is counted over no stretch. */
export function periodWords(window: MetricView['window']): string {
  switch (window) {
    case 'day':
      return 'today';
    case 'billing-cycle':
      return 'in this billing period';
    case 'calendar-month':
      return 'in this month';
    case 'rolling-30-days':
      return 'in the last 30 days';
    case 'contract':
      return 'in this contract period';
    case 'point-in-time':
    case 'per-item':
      return '';
  }
}

/** `25.5` with `of 30 MB` behind it; `unit` is said once, in the limit. */
export function amountOf(metric: MetricView): { readonly figure: string; readonly of: string } {
  const { current, limit, unit } = metric;
  if (current === null) {
    return { figure: '–', of: limit === null ? '' : `of ${formatQuantity(limit, unit)}` };
  }
  if (unit === 'USD') {
    return { figure: formatQuantity(current, unit), of: limit === null ? '' : `of ${formatQuantity(limit, unit)}` };
  }
  if (limit === null) {
    return { figure: formatNumber(current), of: unitLabel(unit) };
  }
  const suffix = metric.window === 'day' ? ' a day' : '';
  return { figure: formatNumber(current), of: `of ${formatShortQuantity(limit, unit)}${suffix}` };
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
  return {
    percent: metric.percent === null ? '–' : formatPercent(metric.percent),
    growth: growthWords(metric.growthPerDay, metric.unit),
  };
}

/** `+0.9 MB a day`, `steady` for what rounds to nothing, empty while unknown. */
export function growthWords(perDay: number | null, unit: string): string {
  if (perDay === null) {
    return '';
  }
  const words = formatGrowth(perDay, unit);
  return /[1-9]/.test(words) ? words : 'steady';
}

/** At the right of a card's foot: the interval, or where the period will end. */
export function outlookWords(metric: MetricView): string {
  if (metric.percent !== null && metric.percent >= 100) {
    return '';
  }
  const range = metric.daysToLimit;
  if (range !== null && range.q50 !== null) {
    return formatDaysRange(range.q10, range.q90);
  }
  if (metric.percentAtReset !== null && metric.windowEnd !== null) {
    return `${formatPercent(metric.percentAtReset)} by ${formatDate(metric.windowEnd - 1, metric.zone)}`;
  }
  return metric.forecastState === 'ready' ? '' : (knownFrom(metric) ?? 'no forecast yet');
}

/** `known from 27 Nov`, where it is too early to tell; null elsewhere. */
export function knownFrom({
  forecastState,
  forecastReason,
}: Pick<MetricView, 'forecastState' | 'forecastReason'>): string | null {
  const day = forecastState === 'too-early' ? /\d{4}-\d\d-\d\d/.exec(forecastReason) : null;
  return day === null ? null : `known from ${formatDate(Date.parse(day[0]) / 1_000, 'UTC')}`;
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
  return metric.window === 'day' ? null : metric.percent + ((metric.growthPerDay * 7) / metric.limit) * 100;
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
