import { fail, type Result, succeed } from '#shared/domain/failure';
import type { SecretFields, SecretPlace, SecretStore } from './secret-store';

/** Variables of each field, first readable wins, as the descriptors of the providers name them. */
export type EnvironmentFields = Readonly<Record<string, readonly string[]>>;
/** By field: a sentence that says what is wrong with a value, or null. The sentence never holds the value. */
export type FieldChecks = Readonly<Record<string, ((value: string) => string | null) | undefined>>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The values of fields that are set in the environment; empty ones count as not set. Of several variables the first
 * one wins whose value the field's check has nothing against; where there is none, the first one.
 */
export function readEnvironment(
  fields: EnvironmentFields,
  environment: Environment,
  checks: FieldChecks = {},
): SecretFields {
  const found: Record<string, string> = {};
  for (const [field, variables] of Object.entries(fields)) {
    const chosen = chosenOf(variables, environment, checks[field]);
    if (chosen !== undefined) found[field] = chosen.value;
  }
  return found;
}

/** A sentence for each variable before the one that was taken: which, and why not. Holds no value. */
export function passedOver(
  fields: EnvironmentFields,
  environment: Environment,
  checks: FieldChecks,
): readonly string[] {
  return Object.entries(fields).flatMap(([field, variables]) => {
    const set = valuesOf(variables, environment).map(({ name, value }) => ({
      name,
      complaint: checks[field]?.(value) ?? null,
    }));
    const taken = set.findIndex(({ complaint }) => complaint === null);
    return set.slice(0, Math.max(0, taken)).map(({ name, complaint }) => `${name} is not used: ${complaint}`);
  });
}

/** The variable that a field is read from; null where none is set. */
export function chosenVariable(
  variables: readonly string[],
  environment: Environment,
  check: FieldChecks[string],
): string | null {
  return chosenOf(variables, environment, check)?.name ?? null;
}

function chosenOf(variables: readonly string[], environment: Environment, check: FieldChecks[string]) {
  const set = valuesOf(variables, environment);
  return set.find(({ value }) => !check?.(value)) ?? set[0];
}

function valuesOf(variables: readonly string[], environment: Environment) {
  return variables.flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [{ name, value }] : [];
  });
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
