import { basename } from 'node:path';
import type { CredentialField } from '#main/providers/monitor';
import { chosenVariable } from '#main/secrets/environment';
import type { SecretPlaces, SecretWhereabouts } from '#main/secrets/secret-store';
import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import type { SecretPlaceView } from '#shared/ipc/app';
import type { ReadParts } from '../read-parts';

export interface SecretQuestion {
  readonly secrets: SecretPlaces;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether this process uses the secrets of the environment: the terminal does, the window does not. */
  readonly readsEnvironment: boolean;
  /** The sample account's credentials are made up and kept nowhere. */
  readonly inSample: boolean;
}

/**
 * Where the secret of each connection is, in a sentence. Looks at names only: no secret is read, nobody is asked to
 * unlock a keychain, and what cannot be seen without that is said not to be known.
 */
export async function readSecretPlaces(
  parts: Pick<ReadParts, 'store' | 'catalog'>,
  question: SecretQuestion,
): Promise<SecretPlaceView[]> {
  const connections = await parts.store.connections.list();
  return Promise.all(
    connections.map(async (connection) => ({
      connectionId: connection.id,
      ...(await placeOf(parts.catalog, connection, question)),
    })),
  );
}

type Place = Omit<SecretPlaceView, 'connectionId'>;

async function placeOf(
  catalog: ReadParts['catalog'],
  connection: Connection,
  question: SecretQuestion,
): Promise<Place> {
  if (question.inSample) {
    return { place: 'sample', text: 'Sample account: its key is made up and kept nowhere.' };
  }
  const secretFields = (catalog.descriptor(connection.provider)?.fields ?? []).filter(({ secret }) => secret);
  if (connection.settings[ORIGIN_SETTING] === FROM_ENVIRONMENT) {
    return inEnvironment(secretFields, question);
  }
  if (secretFields.length === 0) {
    return { place: 'none', text: 'Has no key.' };
  }
  return inWords(await question.secrets.whereabouts(connection.id));
}

function inEnvironment(
  fields: readonly Pick<CredentialField, 'environment' | 'check'>[],
  { environment, readsEnvironment }: SecretQuestion,
): Place {
  const set = fields
    .map((field) => chosenVariable(field.environment, environment, field.check))
    .filter((name) => name !== null);
  const possible = fields.map((field) => field.environment.join(' or ')).join(', ');
  if (!readsEnvironment) {
    const names = set.length > 0 ? set.join(', ') : possible;
    return {
      place: 'environment',
      text: `Key in an environment variable of the terminal: ${names}. This window does not read it.`,
    };
  }
  return set.length > 0
    ? { place: 'environment', text: `Key in the environment variable ${set.join(', ')}.` }
    : { place: 'none', text: `Key not found: it was in the environment, where none is set now of ${possible}.` };
}

function inWords({ place, file, reason }: SecretWhereabouts): Place {
  const name = basename(file ?? '');
  switch (place) {
    case 'keychain':
      return { place, text: 'Key in the system keychain.' };
    case 'safe-storage':
      return { place, text: `Key in the file ${name}, encrypted with a key of this system.` };
    case 'plain-file':
      return { place, text: `Key in the plain file ${name}: not encrypted.` };
    case 'environment':
      return { place, text: 'Key in the environment.' };
    case 'none':
      return { place, text: 'Key not found, neither in the system keychain nor in a file. Connect the account again.' };
    case 'unknown':
      return { place, text: `Where the key is cannot be seen. ${reason}` };
  }
}
