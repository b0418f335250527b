import type { Instant } from '#shared/domain/instant';
import { OWN_MARK } from '#shared/domain/limit';
import { formatDate } from '#shared/format/date';
import { formatProbability } from '#shared/format/percent';
import { counted } from '#shared/format/plural';
import type { LimitView } from '#shared/ipc/limits';
import type { MetricView } from '#shared/ipc/metric-view';
import { atLimitShort, windowWords } from '#shared/words/standing';
import { outlookWords, timeToLimit } from '../shared/metric-words';

const SOURCES: Readonly<Record<LimitView['source'], string>> = {
  user: 'Yours',
  provider: 'Provider',
  'price-list': 'Price list',
};

/** Who told the limit: `Provider`, `Price list`, `Yours`. */
export function sourceWords(source: LimitView['source']): string {
  return SOURCES[source];
}

/** What happens at the limit, short, and what it is counted over; empty where there is no limit and nothing is stopped. */
export function atLimitWords({ standing }: Pick<MetricView, 'standing'>): {
  readonly what: string;
  readonly window: string;
} {
  return standing === null || (standing.limit === null && standing.enforcing === null)
    ? { what: '', window: '' }
    : { what: atLimitShort(standing), window: standing.limit === null ? '' : windowWords(standing.window) };
}

/** When the limit is expected, in two lines, and how much it matters. */
export interface Expected {
  readonly main: string;
  readonly range: string;
  readonly tone: 'quiet' | 'watch' | 'warning' | 'critical';
}

/** When, in the words of every other surface, and below it between which days or where the window will end. */
export function expectedWords(metric: MetricView, now: Instant): Expected {
  return { main: timeToLimit(metric, now), range: outlookWords(metric, now), tone: toneOf(metric) };
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

/** Color of a row: that of the limit on every other surface. */
export function toneOf({ status, stale }: Pick<MetricView, 'status' | 'stale'>): Expected['tone'] {
  switch (status) {
    case 'warning':
      return 'warning';
    case 'critical':
    case 'over':
      return 'critical';
    case 'watch':
      return stale ? 'quiet' : 'watch';
    default:
      return 'quiet';
  }
}

/**
 * The limits that stand as rows, also what a provider has stopped, of which nobody tells a figure: what has no limit on this
 * account is told in a sentence.
 */
export function hasRow({ metric: { limit, standing }, enabled }: LimitView): boolean {
  return limit !== null || (standing !== null && standing.enforcing !== null) || !enabled;
}

/** How many of the metrics without a limit are named. */
const NAMED = 5;

/** What stands in no row, in one sentence each: what has no limit, and what this account does not have. */
export function restWords(limits: readonly LimitView[]): string {
  const rest = limits.filter((limit) => !hasRow(limit)).map(({ metric }) => metric);
  const measured = rest.filter(({ current }) => current !== null).map(({ title }) => title);
  const absent = rest.length - measured.length;
  const more = measured.length - NAMED;
  const named = `${measured.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    measured.length === 0 ? '' : `Without a limit: ${named}.`,
    absent === 0 ? '' : `${counted(absent, 'limit')} of what this account does not use or its plan does not offer.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Where a limit can be changed: what is not one metric's plan limit, such as a budget, is kept elsewhere. */
export function isEditable({ metric }: LimitView): boolean {
  const { standing } = metric;
  return metric.usageKey === metric.key && (standing === null || standing.limitId === 'plan');
}

/** True for a mark of one's own beside another limit of the same metric. */
export function isMark({ standing, usageKey }: MetricView): boolean {
  return usageKey !== null && standing?.limitId === OWN_MARK;
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
