import type { Changes } from '#main/changes';
import type { HttpClient } from '#main/http/http-client';
import type { Credentials, ProviderEntry } from '#main/providers/monitor';
import type { Logger } from '#main/log';
import type { ReadParts } from '#main/queries/read-parts';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { Connection } from '#shared/domain/connection';
import type { Result } from '#shared/domain/failure';
import type { PriceList } from '#shared/domain/price-list';

/** Where the secrets of a connection come from: the keychain, the environment, or the sample account. */
export interface CredentialSource {
  read(connection: Connection): Promise<Result<Credentials>>;
}

/** Tells people about a step in an alert's life. */
export interface AlertTeller {
  tell(alert: Alert, event: AlertEvent): Promise<void>;
}

/** What decisions rest on besides the store. */
export interface DecisionParts extends ReadParts {
  /** The price list, loaded when it is first needed. */
  prices(): Promise<PriceList>;
}

/** Everything that a monitoring cycle works with. */
export interface CycleParts extends DecisionParts {
  readonly providers: readonly ProviderEntry[];
  /** The client, made when it is first needed. */
  http(): Promise<HttpClient>;
  readonly credentials: CredentialSource;
  readonly changes: Changes;
  readonly logger: Logger;
  /** Null: nobody is told, as while history is filled in. */
  readonly teller: AlertTeller | null;
  /** Which process this is, for the lease: only one runs cycles on a file. */
  readonly owner: string;
}
