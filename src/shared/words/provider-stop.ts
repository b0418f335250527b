import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';
import type { FoundStore } from '#shared/domain/project';
import type { AccountBlock } from '#shared/domain/spend';
import { formatDateTime } from '#shared/format/date';
import { type StopReason, stopTitle } from './alert-reason';

const ACCOUNT = 'ACCOUNT';
const STORE = 'STORE';

/** Something that the provider itself has stopped. It is critical at once, whatever the figures say. */
export interface ProviderStop {
  /** Of its alert: `connection/ACCOUNT/BLOCK@REASON`, `connection/STORE/QUOTA@store`. */
  readonly key: string;
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  readonly reason: StopReason;
  /** When it began; null: not told. */
  readonly since: Instant | null;
  /** What has happened, without a period at its end. */
  readonly title: string;
  /** What to do, and when it ends by itself. */
  readonly sentence: string;
}

/** The provider has paused the account: `Vercel has paused the account acme: unpaid invoice`. */
export function accountStop({ id, title }: Connection, providerTitle: string, block: AccountBlock): ProviderStop {
  const remedy = REMEDIES.find(({ reason }) => reason.test(block.reason))?.action ?? UNKNOWN_REMEDY;
  const end =
    block.until === null
      ? `${providerTitle} does not say when the pause ends.`
      : `The pause ends by itself on ${formatDateTime(block.until)}.`;
  const { reason: word, resource } = block;
  const reason = { code: 'account-paused', provider: providerTitle, account: title, reason: word, resource } as const;
  return {
    key: `${id}/${ACCOUNT}/BLOCK@${block.reason}`,
    connectionId: id,
    service: ACCOUNT,
    metric: 'BLOCK',
    reason,
    since: block.since,
    title: stopTitle(reason),
    sentence: `${remedy(providerTitle)} ${end}`,
  };
}

/** A store is over the quota of its plan: `The Redis store cache has exceeded its quota`. */
export function storeStop(store: FoundStore): ProviderStop {
  const suspended = store.status?.startsWith('limits-exceeded-suspended') === true;
  const reason = { code: 'over-quota', kind: store.kind, name: store.name, suspended } as const;
  return {
    key: `${store.connectionId}/${STORE}/QUOTA@${store.storeId}`,
    connectionId: store.connectionId,
    service: STORE,
    metric: 'QUOTA',
    reason,
    since: null,
    title: stopTitle(reason),
    sentence: `Delete what it no longer needs, or move it to a larger plan${store.plan === null ? '' : ` than ${store.plan}`}.`,
  };
}

/** Whether a store is one that its provider holds to be over its quota. */
export function isOverQuota({ quotaExceeded, status }: Pick<FoundStore, 'quotaExceeded' | 'status'>): boolean {
  return quotaExceeded || status?.startsWith('limits-exceeded-suspended') === true;
}

/** True for an alert on what a provider has stopped, which has no measure. */
export function isStop({ service }: Pick<Alert, 'service'>): boolean {
  return service === ACCOUNT || service === STORE;
}

/** True for a whole account, on which everything depends, and not just one of its stores. */
export function isAccountStop({ service }: Pick<ProviderStop, 'service'>): boolean {
  return service === ACCOUNT;
}

/** The heading of one step in the life of such an alert; the step's own reason names whom it is about. */
export function stopEventTitle({ service }: Pick<Alert, 'service'>, kind: AlertEvent['kind']): string {
  const { on, over } = service === ACCOUNT ? ACCOUNT_WORDS : STORE_WORDS;
  switch (kind) {
    case 'resolved':
      return over;
    case 'acknowledged':
      return `${on}: seen`;
    case 'snoozed':
      return `${on}: snoozed`;
    case 'unsnoozed':
      return `${on}: snooze ended`;
    default:
      return on;
  }
}

const ACCOUNT_WORDS = { on: 'Account paused', over: 'Account no longer paused' };
const STORE_WORDS = { on: 'Store over its quota', over: 'Store no longer over its quota' };

/** By the provider's own word for the reason; Vercel's are listed with `softBlock` of `GET /v2/user`. */
const REMEDIES: readonly { readonly reason: RegExp; readonly action: (provider: string) => string }[] = [
  { reason: /INVOICE/, action: (provider) => `Pay the open invoice at ${provider}.` },
  {
    reason: /SPEND_LIMIT/,
    action: (provider) => `Raise the spend limit of the organization at ${provider}, or wait for its next month.`,
  },
  { reason: /LIMIT|CAP/, action: (provider) => `Move to a larger plan at ${provider}, or wait and use less.` },
  { reason: /SUBSCRIPTION|TRIAL/, action: (provider) => `Choose a plan at ${provider}.` },
];
const UNKNOWN_REMEDY = (provider: string) => `Read the notice in the dashboard of ${provider}, or ask its support.`;
