import { randomUUID } from 'node:crypto';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { AlertTeller } from './actions/decision-parts';
import type { Changes } from './changes';
import type { Clock } from './clock';
import { type Account, createAccount } from './collection/account';
import { lazyHttp, loadPrices } from './collection/monitoring-parts';
import { type ForecastModel, forecastModelFrom } from './forecast-model/forecast-model';
import type { ProxyResolver } from './http/proxy';
import type { Logger } from './log';
import { createCatalog } from './providers/catalog';
import { registry } from './providers/index';
import { pricesInUse } from './queries/prices-in-use';
import { readSettings } from './queries/settings';
import type { SecretFields } from './secrets/secret-store';
import type { Store } from './store/store';

export interface OwnAccountOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly logger: Logger;
  readonly version: string;
  readonly teller: AlertTeller;
  readonly backfills: boolean;
  /** Default: the environment's proxy variables. */
  readonly proxy?: ProxyResolver;
  /** A model of the user's; default: the one that the environment names. */
  readonly model?: ForecastModel | null;
  readonly afterCycle?: () => Promise<void>;
  /** Null: nothing is kept for the connection. */
  readonly secrets: (connectionId: string) => Promise<Result<SecretFields | null>>;
}

/** The user's own accounts with all registered providers, for window and terminal alike. */
export async function ownAccount(options: OwnAccountOptions): Promise<Account> {
  const { store, clock, changes, logger, teller } = options;
  // Before anything is shown: a clock that came back left rows of a future behind. The next cycle looks again.
  await store.setAside.recognise(clock.now()).catch(() => 0);
  return createAccount({
    backfills: options.backfills,
    intervalMinutes: (await readSettings(store)).intervalMinutes,
    afterCycle: options.afterCycle,
    parts: {
      store,
      clock,
      catalog: createCatalog(registry),
      providers: registry,
      http: lazyHttp(clock, `Headroom/${options.version}`, options.proxy),
      prices: pricesInUse(store, loadPrices),
      credentials: {
        async read(connection) {
          const secrets = await options.secrets(connection.id);
          if (!secrets.ok) {
            return secrets;
          }
          return secrets.value === null ? fail(noCredential(connection.title)) : succeed(secrets.value);
        },
      },
      changes,
      logger,
      teller,
      owner: randomUUID(),
      model: options.model ?? forecastModelFrom(process.env),
    },
  });
}

function noCredential(title: string): Failure {
  return {
    code: 'not-configured',
    message: `There is no key for ${title}, neither in the keychain nor in the environment.`,
    action: 'Connect the account again in Settings, or set its variables. What was read before is kept.',
    retryable: false,
  };
}
