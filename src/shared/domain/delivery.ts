import type { Instant, Period } from './instant';

/** What a try to tell somebody came to; `waiting`: it is written down and under way, or waits for its time or its place. */
export type DeliveryOutcome = 'waiting' | 'shown' | 'failed' | 'held-back';

/** What went wrong on the way, in codes and figures. `place` is a host or a program: never a whole address. */
export type DeliveryFailure =
  | { readonly code: 'unreachable' | 'timeout' | 'tls' | 'web-page'; readonly place: string }
  /** Another address was given instead of an answer: what is secret is not sent on. */
  | { readonly code: 'redirected'; readonly place: string }
  | { readonly code: 'in-clear'; readonly place: string }
  /** `detail`: what the other side said, in its own words; empty for none. */
  | { readonly code: 'status'; readonly place: string; readonly status: number; readonly detail: string }
  /** `refused`: the mail server will not take it; `later`: it asks for another try; `sign-in`: it knows no such user. */
  | {
      readonly code: 'mail-refused' | 'mail-later' | 'mail-sign-in';
      readonly place: string;
      readonly status: number;
      readonly detail: string;
    }
  | { readonly code: 'exit'; readonly place: string; readonly status: number | null; readonly detail: string }
  | { readonly code: 'no-program'; readonly place: string }
  /** The keychain does not answer, or holds nothing for the channel. */
  | { readonly code: 'locked' | 'not-set-up' }
  | DesktopRefusal;

/** Why the desktop did not show a notice; `refused` in its own words. */
export type DesktopRefusal =
  | { readonly code: 'no-service' | 'not-shown' }
  | { readonly code: 'no-answer'; readonly seconds: number }
  | { readonly code: 'refused'; readonly detail: string };

/** Why a try came to what it came to. */
export type DeliveryReason =
  | { readonly code: 'off' | 'seen' | 'over-before-told' | 'over-before-window' | 'over-long-ago' }
  | { readonly code: 'paused' | 'snoozed' | 'quiet-hours'; readonly until: Instant }
  | { readonly code: 'maintenance'; readonly until: Instant; readonly title: string }
  /** Another message has told meanwhile that it is worse. */
  | { readonly code: 'told-since' }
  /** The window has the focus, and shows it itself. */
  | { readonly code: 'in-focus' }
  | { readonly code: 'needs-window' | 'no-tray' }
  /** The channel was removed or switched off before it was sent. */
  | { readonly code: 'channel-gone' }
  /** Of several addresses these were not taken. */
  | { readonly code: 'in-part'; readonly refused: readonly string[] }
  | DeliveryFailure;

/** What is kept of each try to tell somebody, whatever it was about. */
export interface DeliveryAttempt {
  readonly id: number;
  readonly channel: string;
  /** When it was written down. */
  readonly at: Instant;
  readonly outcome: DeliveryOutcome;
  readonly why: DeliveryReason | null;
  /** The same for all steps that one message tells of, and for each repetition of it; empty for old rows. */
  readonly key: string;
  /** When the other side had taken it; null: it has not, or the row is of a version that did not keep it. */
  readonly sentAt: Instant | null;
  /** Not before this moment; null: at once. */
  readonly nextAt: Instant | null;
  /** In the window's list: when it was read; null: not yet. */
  readonly readAt: Instant | null;
}

/** A row of `delivery`: who was told of which step of an alert, when, over which channel, and whether it arrived. */
export interface Delivery extends DeliveryAttempt {
  readonly alertId: number;
  readonly alertEventId: number;
  /** A sentence of a version that kept them; empty since. */
  readonly reason: string;
}

/** A row of `digest_delivery`: the same of a digest of a week or month. */
export interface DigestDelivery extends DeliveryAttempt {
  readonly period: Period;
}
