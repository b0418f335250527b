import type { DeliveryReason } from '#shared/domain/alert';

/** What a person is told, whatever the way. */
export interface Message {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'normal' | 'critical';
  /** Screen that answers it, such as `/alerts/12`. */
  readonly path: string;
}

/** `waiting`: another process of Headroom, one with a window, will show it. */
export interface ChannelOutcome {
  readonly outcome: 'shown' | 'failed' | 'waiting';
  /** Null when it was shown. */
  readonly reason: DeliveryReason | null;
}

/** A way to tell someone. Never rejects: what went wrong is the outcome's reason. */
export interface DeliveryChannel {
  /** As kept with each delivery: `desktop`, `email`. */
  readonly id: string;
  send(message: Message): Promise<ChannelOutcome>;
}
