import type { AlertEvent, AlertReason } from '#shared/domain/alert';
import type { FoundStore } from '#shared/domain/project';
import { capitalized } from '#shared/format/capitalized';
import { formatDateTime } from '#shared/format/date';
import { formatDays } from '#shared/format/duration';
import { findingWords } from './alert-finding';

/** A step in the life of an alert, as far as its reason is told. */
type ReasonedStep = Pick<AlertEvent, 'at' | 'kind' | 'severity' | 'basis' | 'percent' | 'value' | 'limit' | 'reason'>;

/**
 * Why a step in the life of an alert was taken: `Over the critical threshold of 90 %. Worse than before.` `about` is what
 * the alert is about, as a person reads it, with the unit of its figures.
 */
export function alertReason(event: ReasonedStep, about: { readonly name: string; readonly unit: string }): string {
  const { kind, basis, reason } = event;
  switch (reason.code) {
    case 'over-threshold':
      return crossed(`Over the ${event.severity} threshold of ${reason.threshold} %`, kind, reason.held);
    case 'expected':
      return crossed(expected(reason), kind, reason.held);
    case 'below-threshold': {
      const still = basis === 'level' ? `, still over ${reason.still} %` : ', but the limit is still expected soon';
      return `Back below the ${reason.severity} threshold of ${reason.threshold} %${kind === 'better' ? still : ''}.`;
    }
    case 'no-longer-expected':
      return 'The limit is no longer expected to be reached soon.';
    case 'new-period':
      return 'A new period began.';
    case 'limit-gone':
      return 'The limit was switched off or removed, or is no harm to reach.';
    case 'seen':
      return reason.note === undefined ? 'Seen by you.' : `Seen by you: ${reason.note}`;
    case 'snoozed':
      return `Snoozed until ${formatDateTime(reason.until)}.`;
    case 'unsnoozed':
      return 'Snooze ended by you.';
    case 'account-paused':
    case 'over-quota':
      return `${stopTitle(reason)}.`;
    case 'account-resumed':
      return `${reason.provider} says that the account ${reason.account} is no longer paused.`;
    case 'paused-otherwise':
      return `${reason.provider} now gives another reason for the pause.`;
    case 'within-quota':
      return `The store ${reason.name} is within its quota again.`;
    case 'store-gone':
      return 'The store is no longer on the account.';
    case 'usual-again':
      return 'As usual again.';
    case 'answers-again':
      return 'It answers again.';
    case 'token-good':
      return 'The token is good again.';
    case 'none-again':
      return 'No use any more.';
    case 'use-again':
      return 'It is used again.';
    case 'told':
      return reason.text;
    default:
      return findingWords(reason, { ...event, ...about, activeAt: event.at }).sentence;
  }
}

/** What a provider has stopped. */
export type StopReason = Extract<AlertReason, { readonly code: 'account-paused' | 'over-quota' }>;

/** Without a period: `Vercel has paused the account acme: unpaid invoice`, `The Redis store cache has exceeded its quota`. */
export function stopTitle(reason: StopReason): string {
  if (reason.code === 'over-quota') {
    return `The ${KINDS[reason.kind]} ${reason.name} has exceeded its quota${reason.suspended ? ' and is suspended' : ''}`;
  }
  const resource = reason.resource === null ? '' : ` (${resourceWords(reason.resource)})`;
  return `${reason.provider} has paused the account ${reason.account}: ${reasonWords(reason.reason)}${resource}`;
}

/** What is stopped: `Account acme`, `Redis store cache`. */
export function stopName(reason: StopReason): string {
  return reason.code === 'over-quota'
    ? `${capitalized(KINDS[reason.kind])} ${reason.name}`
    : `Account ${reason.account}`;
}

function crossed(what: string, kind: AlertEvent['kind'], held: boolean): string {
  const since = held ? ', and has been since it was first seen' : '';
  return `${what}${since}.${kind === 'worse' ? ' Worse than before.' : ''}`;
}

function expected({ q10, q50 }: Extract<AlertReason, { readonly code: 'expected' }>): string {
  const [soonest, middle] = [q10, q50].map((days) => (days === null ? null : formatDays(days)));
  // A narrow range reads the same twice.
  const earliest = soonest === null || soonest === middle ? '' : `, the earliest in ${soonest}`;
  return middle === null ? 'The limit is expected soon' : `The limit is expected in ${middle}${earliest}`;
}

const KINDS: Readonly<Record<FoundStore['kind'], string>> = {
  redis: 'Redis store',
  postgres: 'Postgres database',
  blob: 'Blob store',
  'edge-config': 'Edge Config',
  other: 'store',
};

/** `FAIR_USE_LIMITS_EXCEEDED` → `fair use limits exceeded`. */
function reasonWords(reason: string): string {
  return reason.toLowerCase().replaceAll('_', ' ');
}

/** `functionInvocation` → `function invocations`, `bandwidth` as it is. */
function resourceWords(resource: string): string {
  const words = resource.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return COUNTED.test(words) ? `${words}s` : words;
}

const COUNTED = /(?:invocation|request|event|metric|read|write|transformation)$/;
