import { isDeepStrictEqual } from 'node:util';
import { MODEL_VARIABLE } from '#main/forecast-model/forecast-model';
import { isStorableAddress, isWebAddress } from '#main/http/safe-address';
import type { ProviderDescriptor, ProviderEntry } from '#main/providers/monitor';
import { environmentSecrets, passedOver, readEnvironment } from '#main/secrets/environment';
import type { SecretFields, SecretStore } from '#main/secrets/secret-store';
import type { Store } from '#main/store/store';
import {
  type Connection,
  environmentConnectionId,
  FROM_ENVIRONMENT,
  ORIGIN_SETTING,
  PASSED_OVER_SETTING,
  PAUSED_SETTING,
} from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { environmentTitle } from '#shared/words/connection';
import type { AccountVariables } from './kept-summary';

export interface EnvironmentConnection {
  readonly connection: Connection;
  readonly secrets: SecretFields;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables whose names begin like this list the watched projects: `VERCEL_PROJECT_ID_TENANT`. */
const PROJECT_PREFIX = 'VERCEL_PROJECT_ID';
/** They move the clock and the days. */
const OTHERS = ['HEADROOM_NOW', 'TZ'];

/**
 * The accounts that the environment describes, by the variables that the descriptors name. Fails with
 * `invalid-input` for the address of a store that is neither https nor on this computer. Where a provider is asked
 * is no part of them: see `readBaseUrlOverrides`.
 */
export function environmentConnections(
  registry: readonly ProviderEntry[],
  environment: Environment,
  now: Instant,
): Result<readonly EnvironmentConnection[]> {
  const found: EnvironmentConnection[] = [];
  for (const { descriptor } of registry) {
    const fields = Object.fromEntries(descriptor.fields.map((field) => [field.key, field.environment]));
    const checks = Object.fromEntries(descriptor.fields.map((field) => [field.key, field.check]));
    const values = readEnvironment(fields, environment, checks);
    if (!isComplete(descriptor, values)) {
      continue;
    }
    const unsafe = unsafeVariable(descriptor, environment);
    if (unsafe !== null) {
      return fail(refused(unsafe));
    }
    const left = passedOver(fields, environment, checks).join(' ');
    const settings = {
      ...projectsOf(descriptor, environment),
      ...(left === '' ? {} : { [PASSED_OVER_SETTING]: left }),
    };
    found.push(connectionOf(descriptor, values, settings, now));
  }
  return succeed(found);
}

/** The variables that `environmentConnections` and `readBaseUrlOverrides` read, and the ones that say how it is worked out. */
export function accountVariables(registry: readonly ProviderEntry[]): AccountVariables {
  const descriptors = registry.map(({ descriptor }) => descriptor);
  const namesOf = (secret: boolean) =>
    descriptors.flatMap(({ fields }) =>
      fields.filter((field) => field.secret === secret).flatMap(({ environment }) => environment),
    );
  const open = namesOf(false);
  const addresses = descriptors.flatMap(({ baseUrlVariable, otherBaseUrls = [] }) => [
    baseUrlVariable,
    ...otherBaseUrls.map(({ variable }) => variable),
  ]);
  return {
    open: [...open.filter((name) => !name.endsWith('*')), ...addresses.filter((name) => name !== ''), ...OTHERS],
    secret: [...namesOf(true), MODEL_VARIABLE],
    prefixes: [PROJECT_PREFIX, ...open.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1))],
  };
}

/** Keeps the accounts of the environment as connections like any other; what is known of them stays. */
export async function keepConnections(store: Store, found: readonly EnvironmentConnection[]): Promise<void> {
  for (const { connection } of found) {
    const known = await store.connections.find(connection.id);
    // What the environment says stands; that a person paused it is nothing that it can say.
    const paused = known?.settings[PAUSED_SETTING];
    const settings = { ...connection.settings, ...(paused === undefined ? {} : { [PAUSED_SETTING]: paused }) };
    // Reading is no change: what was worked out from the file stays good.
    if (known !== null && isDeepStrictEqual(known.settings, settings)) continue;
    await store.connections.save({ ...(known ?? connection), settings });
  }
}

/** The secrets of a connection: those of the environment, else what `kept` holds. */
export function secretsBeside(
  found: readonly EnvironmentConnection[],
  kept: Pick<SecretStore, 'get'>,
): (connectionId: string) => Promise<Result<SecretFields | null>> {
  const fromEnvironment = environmentSecrets(new Map(found.map((one) => [one.connection.id, one.secrets])));
  return async (connectionId) => {
    const given = await fromEnvironment.get(connectionId);
    return given.ok && given.value !== null ? given : kept.get(connectionId);
  };
}

/** Every required field is there, and at least one secret. */
function isComplete(descriptor: ProviderDescriptor, values: SecretFields): boolean {
  const required = descriptor.fields.filter((field) => field.required);
  const secrets = descriptor.fields.filter((field) => field.secret && values[field.key] !== undefined);
  return secrets.length > 0 && required.every((field) => values[field.key] !== undefined);
}

function connectionOf(
  descriptor: ProviderDescriptor,
  values: SecretFields,
  settings: Readonly<Record<string, string>>,
  now: Instant,
): EnvironmentConnection {
  const secretKeys = new Set(descriptor.fields.filter((field) => field.secret).map((field) => field.key));
  const open = Object.entries(values).filter(([key]) => !secretKeys.has(key));
  const secret = Object.entries(values).filter(([key]) => secretKeys.has(key));
  return {
    secrets: Object.fromEntries(secret),
    connection: {
      id: environmentConnectionId(descriptor.id),
      provider: descriptor.id,
      title: environmentTitle(descriptor.title),
      settings: { ...Object.fromEntries(open), ...settings, [ORIGIN_SETTING]: FROM_ENVIRONMENT },
      billing: null,
      billingAnchor: null,
      expiresAt: null,
      createdAt: now,
    },
  };
}

function projectsOf(descriptor: ProviderDescriptor, environment: Environment): Readonly<Record<string, string>> {
  if (descriptor.id !== 'vercel') {
    return {};
  }
  const ids = Object.entries(environment)
    .filter(([name, value]) => name.startsWith(PROJECT_PREFIX) && value)
    .map(([, value]) => value);
  return ids.length === 0 ? {} : { projectIds: ids.join(',') };
}

/** The variable of a field whose web address no secret may go to; null when there is none. */
function unsafeVariable(descriptor: ProviderDescriptor, environment: Environment): string | null {
  const variables = descriptor.fields.flatMap((field) => field.environment);
  const isUnsafe = (value: string) => isWebAddress(value) && !isStorableAddress(value);
  return variables.find((name) => isUnsafe(environment[name]?.trim() ?? '')) ?? null;
}

function refused(variable: string): Failure {
  return {
    code: 'invalid-input',
    message: `${variable} must be an https address, or an http address on this computer, without a user or password in it.`,
    action: 'Correct or unset it: a token must not travel in the clear.',
    retryable: false,
  };
}
