import { dirname } from 'node:path';
import { systemClock } from '#main/clock';
import type { CycleParts } from '#main/collection/cycle-parts';
import { orThrow } from '#main/collection/monitoring-error';
import { lazyHttp } from '#main/collection/monitoring-parts';
import { createTerminalLogger } from '#main/log';
import { readBaseUrlOverrides, withBaseUrls } from '#main/providers/base-url-overrides';
import { registry } from '#main/providers/index';
import { secretPlaces } from '#main/secrets/secret-places';
import { environmentConnections, keepConnections, secretsBeside } from '#main/session/environment-connections';
import { credentialsFrom } from '#main/session/own-account';
import { IN_MEMORY } from '#main/store/database/sqlite';
import type { Store } from '#main/store/store';
import { environmentConnectionId } from '#shared/domain/connection';
import { succeed } from '#shared/domain/failure';
import { builtBeside } from './open-store';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the terminal would work with on the same file: the accounts and addresses that the environment describes, and the
 * keys that the window kept for its own. Of what comes with the options, the environment's is left alone: the account,
 * since it is most likely the same, and the address.
 */
export async function environmentParts(
  store: Store,
  environment: Environment,
  options: { readonly hasVercel: boolean; readonly addresses: readonly string[] },
): Promise<Partial<CycleParts>> {
  const clock = systemClock;
  const overrides = orThrow(readBaseUrlOverrides(registry, environment)).filter(
    ({ provider, setting }) => setting !== 'baseUrl' || !options.addresses.includes(provider),
  );
  const described = orThrow(environmentConnections(registry, environment, clock.now()));
  const found = described.filter(({ connection }) => !(options.hasVercel && connection.provider === 'vercel'));
  await keepConnections(store, found);
  const kept =
    store.file === IN_MEMORY
      ? { get: async () => succeed(null) }
      : secretPlaces({
          dataDir: dirname(store.file),
          clock,
          keychainChild: builtBeside('keychain-child.js'),
          safeStorage: null,
          environment,
        });
  return {
    clock,
    providers: withBaseUrls(registry, overrides),
    credentials: credentialsFrom(secretsBeside(found, kept)),
    http: lazyHttp(clock, `Headroom/${__APP_VERSION__}`),
    logger: createTerminalLogger(environment),
  };
}

/** The account of one provider that the environment describes, with what points it elsewhere; null when it describes none. */
export function environmentAccount(
  provider: string,
  environment: Environment,
): { readonly settings: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, string>> } | null {
  const overrides = orThrow(readBaseUrlOverrides(registry, environment));
  const found = orThrow(environmentConnections(registry, environment, systemClock.now()));
  const one = found.find(({ connection }) => connection.id === environmentConnectionId(provider));
  if (one === undefined) {
    return null;
  }
  const addresses = overrides.filter((override) => override.provider === provider);
  const settings = { ...one.connection.settings, ...Object.fromEntries(addresses.map((o) => [o.setting, o.url])) };
  return { settings, secrets: one.secrets };
}
