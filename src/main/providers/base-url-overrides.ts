import { isLoopbackAddress, isStorableAddress } from '#main/http/safe-address';
import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Provider, ProviderDescriptor, ProviderEntry } from './monitor';
import { withStatusPageAt } from './status-pages';

/** A provider that is asked at another address, since a `HEADROOM_*_URL` of the environment, or a program, says so. */
export interface BaseUrlOverride {
  /** Id of the provider. */
  readonly provider: string;
  readonly title: string;
  /** Who says so: the variable, or the option of a program. */
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
  return pointedElsewhere(
    providers.flatMap(({ descriptor }) =>
      variablesOf(descriptor).map((one) => ({ ...one, provider: descriptor.id, url: environment[one.variable] })),
    ),
  );
}

/**
 * The same for addresses that a program hands over by the id of the provider (`{ vercel: 'http://127.0.0.1:4010' }`);
 * `undefined` leaves a provider where it is. Fails with `invalid-input` for an id that no provider with an address
 * has, too.
 */
export function baseUrlsOf(
  providers: readonly Pick<ProviderEntry, 'descriptor'>[],
  addresses: Readonly<Record<string, string | undefined>>,
): Result<readonly BaseUrlOverride[]> {
  const addressed = providers.filter(({ descriptor }) => descriptor.baseUrlVariable !== '');
  const unknown = Object.keys(addresses).find((id) => !addressed.some(({ descriptor }) => descriptor.id === id));
  if (unknown !== undefined) {
    return fail(
      noSuchProvider(
        unknown,
        addressed.map(({ descriptor }) => descriptor.id),
      ),
    );
  }
  return pointedElsewhere(
    addressed.map(({ descriptor: { id, title } }) => ({
      provider: id,
      title,
      variable: `baseUrls.${id}`,
      setting: 'baseUrl',
      url: addresses[id],
    })),
  );
}

function pointedElsewhere(
  asked: readonly (Omit<BaseUrlOverride, 'url'> & { readonly url: string | undefined })[],
): Result<readonly BaseUrlOverride[]> {
  const found: BaseUrlOverride[] = [];
  for (const { provider, title, variable, setting, url: text } of asked) {
    const url = text?.trim() ?? '';
    if (url === '') {
      continue;
    }
    if (!isLoopbackAddress(url) || !isStorableAddress(url)) {
      return fail(notLoopback(variable));
    }
    found.push({ provider, title, variable, setting, url });
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
    const [first] = own;
    if (first === undefined) return entry;
    const descriptor = withStatusPageAt(entry.descriptor, first.url);
    return { ...entry, descriptor, load: async () => pointed(await entry.load(), own) };
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

function noSuchProvider(id: string, known: readonly string[]): Failure {
  return {
    code: 'invalid-input',
    message: `baseUrls names no provider with an address of its own: ${id}.`,
    action: `Name one of ${known.join(', ')}.`,
    retryable: false,
  };
}

/** Why such an address is not taken. The value itself is not told: it may hold a password. */
function notLoopback(variable: string): Failure {
  return {
    code: 'invalid-input',
    message: `${variable} must be an http or https address on this computer (127.0.0.1, localhost or [::1]), without a user or password in it.`,
    action: 'Correct or unset it: a key must not travel to another address.',
    retryable: false,
  };
}
