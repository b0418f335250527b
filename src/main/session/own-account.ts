import type { Changes } from '#main/changes';
import type { Clock } from '#main/clock';
import type { CredentialSource } from '#main/collection/cycle-parts';
import { cycleParts, lazyHttp } from '#main/collection/monitoring-parts';
import { type ForecastModel, forecastModelFrom } from '#main/forecast-model/forecast-model';
import type { ProxyResolver } from '#main/http/proxy';
import type { Logger } from '#main/log';
import { type BaseUrlOverride, withBaseUrls } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { readSettings } from '#main/queries/home/settings';
import type { SecretFields } from '#main/secrets/secret-store';
import type { Store } from '#main/store/store';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type AccountSessionOptions, createAccountSession, type OpenAccountSession } from './account-session';

export interface OwnAccountOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly logger: Logger;
  readonly version: string;
  readonly notifier: AccountSessionOptions['notifier'];
  readonly backfills: boolean;
  readonly tellPatienceMs: number;
  /** The built entry of the threads; null: forecasts are worked out on this one. */
  readonly workerFile: string | null;
  /** Providers that are asked at another address. */
  readonly baseUrls: readonly BaseUrlOverride[];
  /** Default: the environment's proxy variables. */
  readonly proxy?: ProxyResolver;
  /** A model of the user's; default: the one that the environment names. */
  readonly model?: ForecastModel | null;
  readonly afterCycle?: () => Promise<void>;
  /** Null: nothing is kept for the connection. */
  readonly secrets: (connectionId: string) => Promise<Result<SecretFields | null>>;
}

/** The user's own accounts with all registered providers, for window and terminal alike. */
export async function ownAccount(options: OwnAccountOptions): Promise<OpenAccountSession> {
  const { store, clock, changes, logger } = options;
  const providers = withBaseUrls(registry, options.baseUrls);
  // Before anything is shown: a clock that came back left rows of a future behind. The next cycle looks again.
  await store.setAside.recognise(clock.now()).catch(() => 0);
  return createAccountSession({
    backfills: options.backfills,
    // A model that was handed over is known here alone.
    workerFile: options.model ? null : options.workerFile,
    intervalMinutes: (await readSettings(store)).intervalMinutes,
    afterCycle: options.afterCycle,
    tellPatienceMs: options.tellPatienceMs,
    notifier: options.notifier,
    parts: cycleParts(store, {
      clock,
      providers,
      http: lazyHttp(clock, `Headroom/${options.version}`, options.proxy),
      credentials: credentialsFrom(options.secrets),
      changes,
      logger,
      model: options.model ?? forecastModelFrom(process.env),
    }),
  });
}

/** Credentials as the secrets of a connection hold them. */
export function credentialsFrom(secrets: OwnAccountOptions['secrets']): CredentialSource {
  return {
    async read(connection) {
      const found = await secrets(connection.id);
      if (!found.ok) {
        return found;
      }
      return found.value === null ? fail(noCredential(connection.title)) : succeed(found.value);
    },
  };
}

function noCredential(title: string): Failure {
  return {
    code: 'not-configured',
    message: `There is no key for ${title}, neither in the keychain nor in the environment.`,
    action: 'Connect the account again in Settings, or set its variables. What was read before is kept.',
    retryable: false,
  };
}
