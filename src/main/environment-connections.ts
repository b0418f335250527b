import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { isStorableAddress, isWebAddress } from './http/safe-address';
import type { ProviderDescriptor, ProviderEntry } from './providers/monitor';
import { readEnvironment } from './secrets/environment';
import type { SecretFields } from './secrets/secret-store';

export interface EnvironmentConnection {
  readonly connection: Connection;
  readonly secrets: SecretFields;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables whose names begin like this list the watched projects: `VERCEL_PROJECT_ID_TENANT`. */
const PROJECT_PREFIX = 'VERCEL_PROJECT_ID';

/**
 * The accounts that the environment describes, by the variables that the descriptors name. Fails with
 * `invalid-input` for an address that is neither https nor on this computer.
 */
export function environmentConnections(
  registry: readonly ProviderEntry[],
  environment: Environment,
  now: Instant,
): Result<readonly EnvironmentConnection[]> {
  const found: EnvironmentConnection[] = [];
  for (const { descriptor } of registry) {
    const values = readEnvironment(
      Object.fromEntries(descriptor.fields.map((field) => [field.key, field.environment])),
      environment,
    );
    if (!isComplete(descriptor, values)) {
      continue;
    }
    const unsafe = unsafeVariable(descriptor, environment);
    if (unsafe !== null) {
      return fail(refused(unsafe));
    }
    const baseUrl = readBaseUrl(descriptor, environment);
    if (!baseUrl.ok) {
      return baseUrl;
    }
    found.push(connectionOf(descriptor, values, { ...baseUrl.value, ...projectsOf(descriptor, environment) }, now));
  }
  return succeed(found);
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
      id: `${descriptor.id}-env`,
      provider: descriptor.id,
      title: `${descriptor.title} (environment)`,
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

function readBaseUrl(
  descriptor: ProviderDescriptor,
  environment: Environment,
): Result<Readonly<Record<string, string>>> {
  const value = descriptor.baseUrlVariable === '' ? undefined : environment[descriptor.baseUrlVariable]?.trim();
  if (value === undefined || value === '') {
    return succeed({});
  }
  return isStorableAddress(value) ? succeed({ baseUrl: value }) : fail(refused(descriptor.baseUrlVariable));
}

function refused(variable: string): Failure {
  return {
    code: 'invalid-input',
    message: `${variable} must be an https address, or an http address on this computer, without a user or password in it.`,
    action: 'Correct or unset it: a token must not travel in the clear.',
    retryable: false,
  };
}
