import { fail, type Result, succeed } from '#shared/domain/failure';
import type { SecretFields, SecretPlace, SecretStore } from './secret-store';

/** Variables of each field, first found wins, as the descriptors of the providers name them. */
export type EnvironmentFields = Readonly<Record<string, readonly string[]>>;

/** The values of fields that are set in the environment; empty ones count as not set. */
export function readEnvironment(
  fields: EnvironmentFields,
  environment: Readonly<Record<string, string | undefined>>,
): SecretFields {
  const found: Record<string, string> = {};
  for (const [field, variables] of Object.entries(fields)) {
    const variable = variables.find((name) => environment[name]?.trim());
    const value = variable === undefined ? undefined : environment[variable];
    if (value !== undefined) found[field] = value.trim();
  }
  return found;
}

/** Secrets of the connections that the terminal was given in its environment. Nothing can be kept in it. */
export function environmentSecrets(byConnection: ReadonlyMap<string, SecretFields>): SecretStore {
  const readOnly = (): Promise<Result<never>> =>
    Promise.resolve(
      fail({
        code: 'not-permitted',
        message: 'This account comes from the environment.',
        action: 'Change or unset its variables.',
        retryable: false,
      }),
    );
  return {
    get: (connectionId) => Promise.resolve(succeed(byConnection.get(connectionId) ?? null)),
    set: (): Promise<Result<SecretPlace>> => readOnly(),
    delete: (): Promise<Result<null>> => readOnly(),
  };
}
