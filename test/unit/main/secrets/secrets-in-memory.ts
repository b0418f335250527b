import type { SecretFields, SecretStore } from '#main/secrets/secret-store';
import { succeed } from '#shared/domain/failure';

/** A place for secrets that forgets them with the test. */
export function secretsInMemory(
  kept: Map<string, SecretFields> = new Map(),
): SecretStore & { readonly kept: Map<string, SecretFields> } {
  return {
    kept,
    get: async (id) => succeed(kept.get(id) ?? null),
    async set(id, fields) {
      kept.set(id, fields);
      return succeed('keychain');
    },
    async delete(id) {
      kept.delete(id);
      return succeed(null);
    },
  };
}
