import type { Failure, Result } from '#shared/domain/failure';

/** The secrets of one connection by field key: `{ token: '…' }`. */
export type SecretFields = Readonly<Record<string, string>>;

/** Where a connection's secrets lie, in falling order of safety. */
export type SecretPlace = 'keychain' | 'safe-storage' | 'plain-file' | 'environment';

/** Where they lie as far as it can be seen without unlocking anything; `reason` is empty unless it is not known. */
export interface SecretWhereabouts {
  readonly place: SecretPlace | 'none' | 'unknown';
  /** The file, where it is one. */
  readonly file: string | null;
  readonly reason: string;
}

/**
 * Keeps the secrets of connections. Nothing of it goes to SQLite, logs or messages. Every call ends
 * within a time limit: a place that does not answer is `keychain-unavailable`, with what to do.
 */
export interface SecretStore {
  /** Null when nothing is kept for the connection. */
  get(connectionId: string): Promise<Result<SecretFields | null>>;
  /** Keeps or replaces, and says where. */
  set(connectionId: string, fields: SecretFields): Promise<Result<SecretPlace>>;
  /** Harmless when there is nothing. */
  delete(connectionId: string): Promise<Result<null>>;
}

/** A store that tells about itself: where it keeps what, and what is wrong with its files. */
export interface SecretPlaces extends SecretStore {
  /** Reads no secret, asks no person to unlock anything, and ends within two seconds. */
  whereabouts(connectionId: string): Promise<SecretWhereabouts>;
  /** Files that cannot be read, and damaged ones that were set aside, each with what to do. Asks no keychain. */
  troubles(): Promise<readonly Failure[]>;
  /** The secret files that exist, with the copies that were set aside. */
  files(): Promise<readonly string[]>;
  /** Ends what runs for it, so that a process may end. */
  close(): void;
}
