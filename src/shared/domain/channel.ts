/** Channels that every Headroom has: they need no setting up. */
export const BUILT_IN_CHANNELS = ['window', 'desktop', 'tray'] as const;
export type BuiltInChannel = (typeof BUILT_IN_CHANNELS)[number];

/** Kinds of channels that a person sets up, any number of each. */
export const CHANNEL_KINDS = ['email', 'slack', 'discord', 'teams', 'ntfy', 'telegram', 'webhook', 'command'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** One thing that a kind of channel has to be told. */
export interface ChannelField {
  readonly key: string;
  readonly required: boolean;
  /** Never shown again once it is kept. */
  readonly secret: boolean;
  /** `choice`: one of `choices`; `switch`: `yes` or empty; `lines`: several, one a line. */
  readonly input: 'text' | 'lines' | 'choice' | 'switch';
  readonly choices?: readonly string[];
}

/** A row of `channel`: a way to tell somebody that a person has set up. Where it leads is in the keychain alone. */
export interface Channel {
  /** `email-1`: also its name in the keychain. */
  readonly id: string;
  readonly kind: ChannelKind;
  /** The person's own name for it. */
  readonly title: string;
  /** Whom it tells, as it may be shown: a host, addresses, the name of a program. */
  readonly target: string;
  readonly enabled: boolean;
}

/** The name under which the keychain holds where a channel leads; no connection is called so. */
export function channelSecret(id: string): string {
  return `channel-${id}`;
}
