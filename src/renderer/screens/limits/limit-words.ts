import { onlyTells as tellsOnly } from '#shared/core/usage/metric-status';
import { DAY, type Instant } from '#shared/domain/instant';
import { capitalized } from '#shared/format/capitalized';
import { formatDate, formatDateRange } from '#shared/format/date';
import { formatPercent, formatProbability } from '#shared/format/percent';
import { counted } from '#shared/format/plural';
import type { LimitView } from '#shared/ipc/limits';
import type { MetricView } from '#shared/ipc/metric-view';
import { knownFrom, timeToLimit } from '../shared/metric-words';

/** How far ahead the sentence of the screen looks, in days. */
const AHEAD = 30;

const WINDOWS: Readonly<Record<MetricView['window'], string>> = {
  'point-in-time': 'point in time',
  day: 'per day',
  week: 'per week',
  'billing-cycle': 'billing cycle',
  'calendar-month': 'calendar month',
  'rolling-30-days': 'rolling 30 days',
  'rolling-7-days': 'rolling 7 days',
  'per-item': 'per item',
  contract: 'by contract',
};

const SOURCES: Readonly<Record<LimitView['source'], string>> = {
  user: 'Yours',
  provider: 'Provider',
  'price-list': 'Price list',
};

/** What the limit is counted over. */
export function windowWords(window: MetricView['window']): string {
  return WINDOWS[window];
}

/** Who told the limit: `Provider`, `Price list`, `Yours`. */
export function sourceWords(source: LimitView['source']): string {
  return SOURCES[source];
}

/** A limit that stops or costs nothing: it only tells, whatever its chance. */
export function onlyTells({ atLimit }: Pick<MetricView, 'atLimit'>): boolean {
  return tellsOnly(atLimit);
}

/** What happens at the limit, short: `Refuses writes`, `Charged on demand`, `Only told`, `Nothing stops`. */
export function consequenceWords(metric: Pick<MetricView, 'atLimit' | 'consequence'>): string {
  if (onlyTells(metric)) {
    return metric.atLimit === 'none' ? 'Nothing stops' : 'Only told';
  }
  const clause = metric.consequence.replace(/^.*? then /, '').split(/, | until /)[0] ?? '';
  return clause === '' ? 'Not told by the source' : capitalized(clause);
}

/** When the limit is expected, in two lines, and how much it matters. */
export interface Expected {
  readonly main: string;
  readonly range: string;
  readonly tone: 'quiet' | 'watch' | 'warning' | 'critical';
}

/** The expected day and its range, or where the window will end. `now` in epoch seconds. */
export function expectedWords(metric: MetricView, now: Instant): Expected {
  const tone = toneOf(metric);
  const { daysToLimit, percent, percentAtReset, windowEnd, zone } = metric;
  if (percent !== null && percent >= 100) {
    return { main: timeToLimit(metric), range: '', tone };
  }
  const days = daysToLimit?.q50 ?? null;
  if (daysToLimit !== null && days !== null) {
    return {
      main: formatDate(now + days * DAY),
      range: rangeWords(daysToLimit.q10, daysToLimit.q90, now),
      tone,
    };
  }
  const atEnd =
    percentAtReset !== null && windowEnd !== null
      ? `${formatPercent(percentAtReset)} by ${formatDate(windowEnd - 1, zone)}`
      : (knownFrom(metric) ?? '');
  return { main: timeToLimit(metric), range: atEnd, tone: tone === 'watch' ? 'quiet' : tone };
}

/** `Chance before the reset on 1 Dec: 7 %.`; empty for a limit that never resets, or without a forecast. */
export function resetWords({ metric, beforeReset }: LimitView): string {
  if (beforeReset === null || metric.windowEnd === null) {
    return '';
  }
  const reset =
    metric.window === 'day' ? 'the day is over' : `the reset on ${formatDate(metric.windowEnd, metric.zone)}`;
  return `Chance before ${reset}: ${formatProbability(beforeReset)}.`;
}

/** Color of a row: amber and red only for what stops or costs. */
export function toneOf(metric: MetricView): Expected['tone'] {
  const days = metric.daysToLimit?.q50 ?? null;
  switch (metric.status) {
    case 'warning':
      return onlyTells(metric) ? 'watch' : 'warning';
    case 'critical':
    case 'over':
      return onlyTells(metric) ? 'watch' : 'critical';
    default:
      return days !== null && days <= AHEAD ? 'watch' : 'quiet';
  }
}

/** The limits that stand as rows: what has no limit is told in a sentence. */
export function hasRow({ metric, enabled }: LimitView): boolean {
  return metric.limit !== null || !enabled;
}

/** The sentence of the screen: which limit binds first, and what comes after it. */
export function queueWords(
  limits: readonly LimitView[],
  now: Instant,
): { readonly title: string; readonly text: string } {
  const rows = limits.filter((limit) => limit.enabled && hasRow(limit)).map(({ metric }) => metric);
  const reached = rows.find((metric) => (metric.percent ?? 0) >= 100 && !onlyTells(metric));
  if (reached) {
    return { title: `${reached.title} is at its limit`, text: sentence(reached.consequence) };
  }
  const ahead = rows.filter(
    ({ atLimit, daysToLimit }) => atLimit !== 'none' && (daysToLimit?.q50 ?? Number.POSITIVE_INFINITY) <= AHEAD,
  );
  const [first, second] = ahead;
  const open = rows.filter(({ forecastState }) => forecastState !== 'ready').length;
  const unforeseen = open === 0 ? '' : ` ${counted(open, 'limit')} cannot be forecast yet.`;
  if (first === undefined) {
    return nothingAhead(rows, open === rows.length, unforeseen);
  }
  const day = formatDate(now + (first.daysToLimit?.q50 ?? 0) * DAY);
  const what = onlyTells(first) ? 'you are told' : lowerFirst(consequenceWords(first));
  const next =
    second === undefined
      ? `No other limit is likely within ${AHEAD} days.${unforeseen}`
      : `The next one is ${second.title}, ${timeToLimit(second)}.`;
  return { title: `${first.title} binds first: ${what} on about ${day}`, text: next };
}

/** What cannot be forecast is not taken for what will not happen. */
function nothingAhead(rows: readonly MetricView[], isBlind: boolean, unforeseen: string) {
  if (rows.length === 0) {
    return { title: 'No limit is watched', text: '' };
  }
  const tightest = [...rows].sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1))[0];
  const text =
    tightest?.percent == null ? '' : `The tightest is ${tightest.title}, at ${formatPercent(tightest.percent)}.`;
  return isBlind
    ? { title: 'No limit can be forecast yet', text }
    : { title: `No limit is likely to be reached in the next ${AHEAD} days`, text: `${text}${unforeseen}`.trim() };
}

/** The service and metric of a limit, as the channel asks for them. */
export function limitKey({ key, connectionId }: Pick<MetricView, 'key' | 'connectionId'>): {
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
} {
  const [metric = '', service = ''] = key.split('/').reverse();
  return { connectionId, service, metric };
}

function rangeWords(from: number | null, to: number | null, now: Instant): string {
  if (from === null) {
    return '';
  }
  const start = now + from * DAY;
  return to === null ? `from ${formatDate(start)}` : formatDateRange(start, now + to * DAY);
}

function sentence(words: string): string {
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
