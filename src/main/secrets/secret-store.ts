import type { Result } from '#shared/domain/failure';

/** The secrets of one connection by field key: `{ token: '…' }`. */
export type SecretFields = Readonly<Record<string, string>>;

/** Where a connection's secrets lie, in falling order of safety. */
export type SecretPlace = 'keychain' | 'safe-storage' | 'plain-file' | 'environment';

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
