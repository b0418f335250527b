import type { AssistantSettings } from '#shared/domain/assistant';
import type { AskedAccount } from './asked-account';
import type { Endpoint } from './model/endpoint';
import type { WireParts } from './model/wire';

/** What one run of a model works with. */
export interface RunParts {
  readonly account: AskedAccount;
  readonly endpoint: Endpoint;
  readonly wire: WireParts;
  readonly settings: Pick<AssistantSettings, 'maskNames'>;
}
