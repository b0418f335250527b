import type { Instant } from './instant';

/** Key of the setting that says where a connection comes from; absent for one that a person made in the window. */
export const ORIGIN_SETTING = 'origin';
/** Value of that setting for an account that variables of the environment describe: only who has them can read it. */
export const FROM_ENVIRONMENT = 'environment';
/** Key of the setting that names variables of the environment that were set, but could not be used, and why. */
export const PASSED_OVER_SETTING = 'passedOver';

/** Key of the setting with which a person paused a connection: cycles leave it alone until it is resumed. */
export const PAUSED_SETTING = 'paused';

export function isPaused({ settings }: Pick<Connection, 'settings'>): boolean {
  return settings[PAUSED_SETTING] !== undefined;
}

/** Id of the one account of a provider that the environment, or the options of a program, describe. */
export function environmentConnectionId(provider: string): string {
  return `${provider}-env`;
}

/**
 * An account or store that Headroom watches. Holds nothing secret: credentials live in the keychain
 * (or the environment) under the connection's id.
 */
export interface Connection {
  /** Stable, such as `vercel-1`. */
  readonly id: string;
  /** The folder under `providers/`: `vercel`, `redis`, … */
  readonly provider: string;
  /** As the person knows it: `acme`, `cache`. */
  readonly title: string;
  /** What is not secret: base URL, team id, chosen projects, the host of a store. */
  readonly settings: Readonly<Record<string, string>>;
  /** Who bills it, for the price list: (`vercel`, `pro`), (`vercel-kv`, `free`). Null while unknown. */
  readonly billing: {
    readonly provider: string;
    readonly plan: string;
    readonly planName: string;
    /** `provider` when detected, `user` when chosen by hand. */
    readonly source: 'provider' | 'user';
  } | null;
  /** Day of the month on which the billing period starts, with its zone; null when unknown. */
  readonly billingAnchor: { readonly day: number; readonly zone: string } | null;
  /** When the credential ends, epoch seconds; null when never or unknown. */
  readonly expiresAt: Instant | null;
  readonly createdAt: Instant;
}
