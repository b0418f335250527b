import { rm } from 'node:fs/promises';
import { OWN_SERIES } from '#main/queries/import-target';
import type { SecretPlaces } from '#main/secrets/secret-store';
import { FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';

/** What of a connection tells whether Headroom keeps a key for it. */
export interface KeyOwner {
  readonly id: string;
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The ids of those connections for which Headroom keeps a key: not those of the environment, nor imported series. */
export function keysOf(connections: readonly KeyOwner[]): readonly string[] {
  return connections
    .filter(
      ({ provider, settings }) => provider !== OWN_SERIES.provider && settings[ORIGIN_SETTING] !== FROM_ENVIRONMENT,
    )
    .map(({ id }) => id);
}

/** What went: the entries of the keychain by connection, and files. */
export interface ErasedSecrets {
  readonly entries: readonly string[];
  readonly files: readonly string[];
}

/**
 * Removes the keys of these connections from the keychain, then the files that hold keys with every copy of them.
 * Fails with `keychain-unavailable` and removes no file where the keychain does not let one go.
 */
export async function eraseSecrets(secrets: SecretPlaces, ids: readonly string[]): Promise<Result<ErasedSecrets>> {
  const entries: string[] = [];
  for (const id of ids) {
    const { place } = await secrets.whereabouts(id);
    if (place === 'keychain' || place === 'unknown') {
      const removed = await secrets.delete(id);
      if (!removed.ok) {
        return removed;
      }
      entries.push(id);
    }
  }
  const files = await secrets.files();
  try {
    await Promise.all(files.map((file) => rm(file, { force: true })));
  } catch {
    return fail(notRemoved(files));
  }
  return succeed({ entries, files });
}

function notRemoved(files: readonly string[]): Failure {
  return {
    code: 'keychain-unavailable',
    message: `The files that hold keys could not be removed: ${files.join(', ')}.`,
    action: 'Give your user the right to remove them, and try again.',
    retryable: true,
  };
}
