import type { Clock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import type { SecretStore } from '#main/secrets/secret-store';
import type { AccountSession } from './account-session';

/** Where the sample account's model answers. */
export interface SampleModel {
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
}

/** What asking a model needs of whoever looks at the data. */
export interface AssistantGround {
  /** The person's own account, in which it is kept what they chose. */
  readonly own: Pick<AccountSession, 'ask' | 'act'>;
  /** What is looked at: the sample while it is active. */
  readonly current: () => AccountSession;
  /** In the sample account the model that the simulator speaks, null while it does not run; undefined elsewhere. */
  readonly sampleModel: () => SampleModel | null | undefined;
  /** Null: no key is kept, as in the sample account of the terminal. */
  readonly secrets: SecretStore | null;
  readonly http: () => Promise<HttpClient>;
  readonly clock: Clock;
  /** The person's own data file: what was sent and what it cost lies beside it. */
  readonly dataFile: string;
  /** Fires when the session ends: whatever is still asked is given up. */
  readonly ending: AbortSignal;
}
