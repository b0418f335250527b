import { isLoopbackAddress, isStorableAddress } from '#main/http/safe-address';
import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Provider, ProviderDescriptor, ProviderEntry } from './monitor';

/** A provider that is asked at another address, since a `HEADROOM_*_URL` of the environment says so. */
export interface BaseUrlOverride {
  /** Id of the provider. */
  readonly provider: string;
  readonly title: string;
  readonly variable: string;
  /** Setting of a connection that holds the address. */
  readonly setting: string;
  readonly url: string;
}

/**
 * The addresses that the environment points elsewhere, to this computer alone. Fails with `invalid-input` for any
 * other: with such a variable a key would go to whoever set it.
 */
export function readBaseUrlOverrides(
  providers: readonly Pick<ProviderEntry, 'descriptor'>[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<readonly BaseUrlOverride[]> {
  const found: BaseUrlOverride[] = [];
  for (const { descriptor } of providers) {
    for (const { variable, setting, title } of variablesOf(descriptor)) {
      const url = environment[variable]?.trim() ?? '';
      if (url === '') {
        continue;
      }
      if (!isLoopbackAddress(url) || !isStorableAddress(url)) {
        return fail(notLoopback(variable));
      }
      found.push({ provider: descriptor.id, title, variable, setting, url });
    }
  }
  return succeed(found);
}

/** The same providers, asked where `overrides` say. Connections as they are kept stay untouched. */
export function withBaseUrls(
  providers: readonly ProviderEntry[],
  overrides: readonly BaseUrlOverride[],
): readonly ProviderEntry[] {
  return providers.map((entry) => {
    const own = overrides.filter(({ provider }) => provider === entry.descriptor.id);
    return own.length === 0 ? entry : { ...entry, load: async () => pointed(await entry.load(), own) };
  });
}

function pointed(provider: Provider, overrides: readonly BaseUrlOverride[]): Provider {
  const urls = Object.fromEntries(overrides.map(({ setting, url }) => [setting, url]));
  const at = <Context extends { readonly connection: Connection }>(context: Context): Context => ({
    ...context,
    connection: { ...context.connection, settings: { ...context.connection.settings, ...urls } },
  });
  return {
    descriptor: provider.descriptor,
    verify: (context) => provider.verify(at(context)),
    monitor: {
      collectMetrics: (context) => provider.monitor.collectMetrics(at(context)),
      getPlanLimits: (plan) => provider.monitor.getPlanLimits(plan),
    },
  };
}

function variablesOf(descriptor: ProviderDescriptor) {
  const own = { variable: descriptor.baseUrlVariable, setting: 'baseUrl', title: descriptor.title };
  return [...(own.variable === '' ? [] : [own]), ...(descriptor.otherBaseUrls ?? [])];
}

/** Why a `HEADROOM_*_URL` is not taken. The value itself is not told: it may hold a password. */
function notLoopback(variable: string): Failure {
  return {
    code: 'invalid-input',
    message: `${variable} must be an http or https address on this computer (127.0.0.1, localhost or [::1]), without a user or password in it.`,
    action: 'Correct or unset it: a key must not travel to another address.',
    retryable: false,
  };
}
