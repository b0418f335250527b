import type { AlertSeverity } from '#shared/domain/alert';
import type { DeliveryOutcome, DeliveryReason } from '#shared/domain/delivery';
import type { Instant } from '#shared/domain/instant';

/** The alert that a message is about, in figures, for those who read it by program. */
export interface MessageAlert {
  readonly id: number;
  readonly condition: string;
  readonly service: string;
  readonly metric: string;
  readonly percent: number;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly since: Instant;
}

/** What a person is told, whatever the way. */
export interface Message {
  /** Of this message for ever: each repetition carries the same, so that who gets it twice can tell. */
  readonly key: string;
  readonly kind: 'firing' | 'worse' | 'resolved' | 'notice' | 'summary' | 'digest' | 'report' | 'test';
  readonly title: string;
  readonly body: string;
  /** Null for what is neither, such as that something is over. */
  readonly severity: AlertSeverity | null;
  /** Screen that answers it, such as `/alerts/12`. */
  readonly path: string;
  readonly at: Instant;
  readonly alerts: readonly MessageAlert[];
  /** Files that go with it, where the channel can take them along: mail alone. */
  readonly attachments?: readonly Attachment[];
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What became of a message. */
export interface ChannelOutcome {
  /** `waiting`: another process of Headroom, one with a window, will show it. */
  readonly outcome: DeliveryOutcome;
  readonly why: DeliveryReason | null;
  /** Of a failure: another try may help; `retryAt` when the other side says from when on. */
  readonly again?: boolean;
  readonly retryAt?: Instant;
}

/** A way to tell someone. Never rejects: what went wrong is the outcome's reason. */
export interface DeliveryChannel {
  /** As kept with each delivery: `desktop`, `email-1`. */
  readonly id: string;
  /** True: what is for it waits for another process, one with a window. */
  readonly defers?: true;
  /** Why nothing is told here, which is written down in place of it; left out: nothing is in the way. */
  readonly silent?: DeliveryReason;
  /** Ends by itself, or when `signal` says so. */
  send(message: Message, signal: AbortSignal): Promise<ChannelOutcome>;
}

export const SHOWN: ChannelOutcome = { outcome: 'shown', why: null };

export function failed(why: DeliveryReason, again: boolean, retryAt?: Instant): ChannelOutcome {
  return { outcome: 'failed', why, again, ...(retryAt === undefined ? {} : { retryAt }) };
}

/** Whether a message should stay on the screen until it is seen. */
export function isUrgent({ severity, kind }: Pick<Message, 'severity' | 'kind'>): boolean {
  return severity === 'critical' && kind !== 'resolved';
}
