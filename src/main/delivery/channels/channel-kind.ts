import type { Clock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import type { ChannelField, ChannelKind } from '#shared/domain/channel';
import type { ChannelOutcome, Message } from '../channel';

/** What a channel is set up with, by the keys of its kind's fields, blanks cut off. All of it lies in the keychain. */
export type Destination = Readonly<Record<string, string>>;

/** What channels send with. */
export interface ChannelTools {
  readonly clock: Clock;
  /** Loaded when first asked for. */
  http(): Promise<HttpClient>;
  /** Milliseconds that the other side may be silent. Default: what suits the kind, below a minute. */
  readonly patienceMs?: number;
}

/** A kind of channel that a person can set up, any number of times. */
export interface ChannelKindEntry {
  readonly id: ChannelKind;
  readonly fields: readonly ChannelField[];
  /** What a person has to correct, as a sentence; null when it can be used. Required fields are filled. */
  complaint(destination: Destination): string | null;
  /** Whom it tells, as it may be shown and kept anywhere: a host, addresses, the name of a program. Never a secret. */
  target(destination: Destination): string;
  /** Never rejects; ends by itself within a minute. */
  send(message: Message, destination: Destination, tools: ChannelTools, signal: AbortSignal): Promise<ChannelOutcome>;
}

/** Lines or comma-separated parts of a field, blanks and empty ones left out. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
