import type { AlertNotifier } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import type { Changes } from '#main/changes';
import type { HttpClient } from '#main/http/http-client';
import type { Logger } from '#main/log';
import type { Credentials, ProviderEntry } from '#main/providers/monitor';
import type { Connection } from '#shared/domain/connection';
import type { Result } from '#shared/domain/failure';

/** Where the secrets of a connection come from: the keychain, the environment, or the sample account. */
export interface CredentialSource {
  read(connection: Connection): Promise<Result<Credentials>>;
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
  readonly notifier: AlertNotifier | null;
  /** Which process this is, for the lease: only one runs cycles on a file. */
  readonly owner: string;
}
