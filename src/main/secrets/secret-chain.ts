import type { SafeStorage } from '#main/ports';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { readFields, writeFields } from './secret-fields';
import type { SecretFile } from './secret-file';
import type { SecretFields, SecretPlace, SecretStore } from './secret-store';

/** Environment variable with which a person chooses the plain file. */
export const PLAIN_FILE_CHOICE = 'HEADROOM_PLAIN_SECRETS';

export interface SecretChainOptions {
  /** `isMissing` is known after the first call. */
  readonly keychain: SecretStore & { isMissing(): boolean };
  /** Null where there is none, as in the terminal. */
  readonly safeStorage: SafeStorage | null;
  /** What `safeStorage` encrypted, in base 64. */
  readonly encryptedFile: SecretFile;
  readonly plainFile: SecretFile;
  /** True only when the person chose, after being told, to keep secrets in a plain file. */
  readonly isPlainFileAllowed: () => Promise<boolean>;
}

/**
 * Keeps secrets in the first place that works: keychain, a file encrypted with the system's key, and only
 * where the person chose it a plain file that nobody else may read. Otherwise it refuses with
 * `keychain-unavailable`, and nothing is written anywhere.
 */
export function createSecretChain(options: SecretChainOptions): SecretStore {
  return {
    get: (id) => get(options, id),
    set: (id, fields) => set(options, id, fields),
    delete: (id) => remove(options, id),
  };
}

/** The files are looked at first: they answer at once, and hold an entry only when the keychain could not. */
async function get(options: SecretChainOptions, id: string): Promise<Result<SecretFields | null>> {
  const encrypted = await options.encryptedFile.get(id);
  if (encrypted !== null) return decrypt(options.safeStorage, encrypted);
  const plain = await options.plainFile.get(id);
  if (plain !== null) return succeed(readFields(plain));
  return options.keychain.get(id);
}

async function decrypt(safeStorage: SafeStorage | null, encrypted: string): Promise<Result<SecretFields | null>> {
  if (safeStorage === null) return fail(onlyInWindow);
  const text = await safeStorage.decrypt(Buffer.from(encrypted, 'base64'));
  return text.ok ? succeed(readFields(text.value)) : text;
}

async function set(options: SecretChainOptions, id: string, fields: SecretFields): Promise<Result<SecretPlace>> {
  const inKeychain = await options.keychain.set(id, fields);
  if (inKeychain.ok) {
    await options.encryptedFile.put(id, null);
    await options.plainFile.put(id, null);
    return inKeychain;
  }
  const encrypted = await encrypt(options, fields, inKeychain.failure);
  if (encrypted.ok) {
    const kept = await options.encryptedFile.put(id, encrypted.value);
    if (!kept.ok) return kept;
    await options.plainFile.put(id, null);
    return succeed('safe-storage');
  }
  if (!(await options.isPlainFileAllowed())) return fail(withChoice(encrypted.failure));
  const kept = await options.plainFile.put(id, writeFields(fields));
  return kept.ok ? succeed('plain-file') : kept;
}

/**
 * Encrypts where only the keychain's library is missing: a keychain that refuses or is locked keeps the
 * key of `safeStorage` too. Fails with `otherwise`, which says best what to do.
 */
async function encrypt(options: SecretChainOptions, fields: SecretFields, otherwise: Failure): Promise<Result<string>> {
  const { safeStorage } = options;
  if (safeStorage === null || !options.keychain.isMissing()) return fail(otherwise);
  if ((await safeStorage.unavailable()) !== null) return fail(otherwise);
  const bytes = await safeStorage.encrypt(writeFields(fields));
  return bytes.ok ? succeed(Buffer.from(bytes.value).toString('base64')) : fail(otherwise);
}

/** The way out that only the person may choose. */
function withChoice(failure: Failure): Failure {
  return {
    ...failure,
    action: `${failure.action} Or start Headroom with ${PLAIN_FILE_CHOICE}=1: it then keeps secrets unencrypted, in a file that only you can read.`,
  };
}

/** An entry of the files is gone at once; the keychain is asked only when it may hold one. */
async function remove(options: SecretChainOptions, id: string): Promise<Result<null>> {
  const files = [options.encryptedFile, options.plainFile];
  const held = (await Promise.all(files.map((file) => file.get(id)))).some((text) => text !== null);
  for (const file of files) {
    const removed = await file.put(id, null);
    if (!removed.ok) return removed;
  }
  return held ? succeed(null) : options.keychain.delete(id);
}

const onlyInWindow: Failure = {
  code: 'keychain-unavailable',
  message: "This account's secret can be read by the Headroom window only.",
  action: 'Open the Headroom window, or give the secret in the environment.',
  retryable: false,
};
