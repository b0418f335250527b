import type { Alert, AlertBasis, AlertEvent, AlertFinding, AlertSeverity } from '#shared/domain/alert';
import { formatDays, formatSpan } from '#shared/format/duration';
import { formatPercent } from '#shared/format/percent';
import { verbFor } from '#shared/format/plural';
import { formatQuantityOf } from '#shared/format/quantity';
import { type FindingSubject, findingWords } from '#shared/words/alert-finding';
import { alertReason } from '#shared/words/alert-reason';

export interface AlertWords {
  readonly metricTitle: string;
  readonly severity: AlertSeverity;
  readonly basis: AlertBasis;
  /** At which the limit may be reached at the earliest (10th percentile); null where that is not known. */
  readonly earliestDays: number | null;
  readonly percent: number;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly threshold: number;
}

/** `Redis storage above 75 %`, `Redis storage is at the limit`, `Redis storage may reach its limit in about 4 days`. */
export function alertTitle(
  words: Pick<AlertWords, 'metricTitle' | 'basis' | 'earliestDays' | 'percent' | 'threshold'>,
): string {
  if (words.basis === 'forecast') {
    const { earliestDays } = words;
    return `${mayReach(words.metricTitle)} ${earliestDays === null ? 'soon' : `in ${formatDays(earliestDays)}`}`;
  }
  if (words.percent > 100) {
    return `${words.metricTitle} ${be(words.metricTitle)} over the limit by ${formatPercent(words.percent - 100)}`;
  }
  return words.percent === 100
    ? `${words.metricTitle} ${be(words.metricTitle)} at the limit`
    : `${words.metricTitle} above ${words.threshold} %`;
}

/** `25.5 of 30 MB, 85 %.` with what the forecast adds. */
export function alertSentence(words: AlertWords, outlook: string): string {
  const level = `${formatQuantityOf(words.value, words.limit, words.unit)}, ${formatPercent(words.percent)}.`;
  return outlook === '' ? level : `${level} ${outlook}`;
}

/**
 * The line of the history for one step of an alert's life. `threshold` is the one of today; a step that was not over it
 * was over an earlier one, whose figure its reason tells.
 */
export function eventTitle(
  { kind, basis, severity, percent }: Pick<AlertEvent, 'kind' | 'basis' | 'severity' | 'percent'>,
  metricTitle: string,
  threshold: number,
): string {
  const above =
    percent < threshold
      ? `above ${verbFor(metricTitle, 'its', 'their')} ${severity} threshold`
      : `above ${threshold} %`;
  const foreseen = basis === 'forecast';
  switch (kind) {
    case 'pending':
      return foreseen ? `${mayReach(metricTitle)} soon, waiting` : `${metricTitle} passed ${threshold} %, waiting`;
    case 'firing':
      return foreseen ? `${mayReach(metricTitle)} soon` : `${metricTitle} ${above}`;
    case 'worse':
      return `${metricTitle} ${above}, worse than before`;
    case 'better':
      return `${metricTitle} back below ${threshold} %`;
    case 'resolved':
      return foreseen
        ? `${metricTitle}: the limit is no longer near`
        : `${metricTitle} ${be(metricTitle)} back to normal`;
    case 'notice':
      return metricTitle;
    case 'acknowledged':
      return `${metricTitle}: seen`;
    case 'snoozed':
      return `${metricTitle}: snoozed`;
    case 'unsnoozed':
      return `${metricTitle}: snooze ended`;
  }
}

/** The sentence of the history for one step: figures, reason, and how long it lasted when it is over. */
export function eventSentence(
  event: AlertEvent,
  { name, unit }: { readonly name: string; readonly unit: string },
  lastedSeconds: number | null,
): string {
  const about = { name, unit };
  const level = `${formatQuantityOf(event.value, event.limit, unit)}, ${formatPercent(event.percent)}.`;
  if (event.kind !== 'resolved') {
    return `${level} ${alertReason(event, about)}`.trim();
  }
  // The level is the last one of the alert: where a new period began, it is not the level of now.
  const over = lastedSeconds === null ? '' : ` Over after ${formatSpan(lastedSeconds)}.`;
  return `${alertReason(event, about)} Last at ${level}${over}`.trim();
}

function mayReach(title: string): string {
  return `${title} may reach ${verbFor(title, 'its', 'their')} limit`;
}

function be(title: string): string {
  return verbFor(title, 'is', 'are');
}

/** The line of the history for one step of an alert whose words are those of what was found. */
export function findingEventTitle(finding: AlertFinding, subject: FindingSubject, kind: AlertEvent['kind']): string {
  const { title } = findingWords(finding, subject);
  switch (kind) {
    case 'pending':
      return `${title}, waiting`;
    case 'worse':
      return `${title}, worse than before`;
    case 'better':
      return `${title}, better than before`;
    case 'resolved':
      return `${title}: over`;
    case 'acknowledged':
      return `${title}: seen`;
    case 'snoozed':
      return `${title}: snoozed`;
    case 'unsnoozed':
      return `${title}: snooze ended`;
    default:
      return title;
  }
}

/** What a condition has found, where the alert itself speaks and not the limit that it is about; else null. */
export function findingOf({ condition, reason }: Pick<Alert, 'condition' | 'reason'>): AlertFinding | null {
  return condition === 'limit' || condition === 'budget' || condition === 'stop'
    ? null
    : (reason as AlertFinding | null);
}
