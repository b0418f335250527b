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

/**
 * The files are looked at first: they answer at once, and hold an entry only when the keychain could not. One that
 * cannot be read keeps nobody from what the keychain holds, but "nothing is kept" is then not known.
 */
async function get(options: SecretChainOptions, id: string): Promise<Result<SecretFields | null>> {
  const encrypted = await options.encryptedFile.find(id);
  if (encrypted.ok && encrypted.value !== null) return decrypt(options.safeStorage, encrypted.value);
  const plain = await options.plainFile.find(id);
  if (plain.ok && plain.value !== null) return readFields(plain.value);
  const unreadable = [encrypted, plain].find((entry) => !entry.ok);
  const inKeychain = await options.keychain.get(id);
  if (unreadable === undefined || unreadable.ok) return inKeychain;
  return inKeychain.ok && inKeychain.value !== null ? inKeychain : unreadable;
}

async function decrypt(safeStorage: SafeStorage | null, encrypted: string): Promise<Result<SecretFields | null>> {
  if (safeStorage === null) return fail(onlyInWindow);
  const text = await safeStorage.decrypt(Buffer.from(encrypted, 'base64'));
  return text.ok ? readFields(text.value) : text;
}

async function set(options: SecretChainOptions, id: string, fields: SecretFields): Promise<Result<SecretPlace>> {
  const ready = await keepUnreadable(options, id);
  if (!ready.ok) return ready;
  const inKeychain = await options.keychain.set(id, fields);
  if (inKeychain.ok) {
    // The files are read first: an old entry there would win over the new one.
    const cleared = await clear([options.encryptedFile, options.plainFile], id);
    return cleared.ok ? inKeychain : cleared;
  }
  const encrypted = await encrypt(options, fields, inKeychain.failure);
  if (encrypted.ok) {
    const kept = await options.encryptedFile.put(id, encrypted.value);
    const cleared = kept.ok ? await clear([options.plainFile], id) : kept;
    return cleared.ok ? succeed('safe-storage') : cleared;
  }
  if (!(await options.isPlainFileAllowed())) return fail(withChoice(encrypted.failure));
  const kept = await options.plainFile.put(id, writeFields(fields));
  const cleared = kept.ok ? await clear([options.encryptedFile], id) : kept;
  return cleared.ok ? succeed('plain-file') : cleared;
}

/** An entry that cannot be decrypted today may be another day: it is copied before a new one takes its place. */
async function keepUnreadable(options: SecretChainOptions, id: string): Promise<Result<null>> {
  const encrypted = await options.encryptedFile.find(id);
  if (!encrypted.ok) return encrypted;
  if (encrypted.value === null || (await decrypt(options.safeStorage, encrypted.value)).ok) return succeed(null);
  return options.encryptedFile.keepCopy();
}

async function clear(files: readonly SecretFile[], id: string): Promise<Result<null>> {
  for (const file of files) {
    const removed = await file.put(id, null);
    if (!removed.ok) return removed;
  }
  return succeed(null);
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
  const held = await Promise.all(files.map((file) => file.find(id)));
  const unreadable = held.find((entry) => !entry.ok);
  if (unreadable !== undefined && !unreadable.ok) return unreadable;
  const cleared = await clear(files, id);
  if (!cleared.ok) return cleared;
  return held.some((entry) => entry.ok && entry.value !== null) ? succeed(null) : options.keychain.delete(id);
}

const onlyInWindow: Failure = {
  code: 'keychain-unavailable',
  message: "This account's secret can be read by the Headroom window only.",
  action: 'Open the Headroom window, or give the secret in the environment.',
  retryable: false,
};
