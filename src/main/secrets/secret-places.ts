import { basename, join } from 'node:path';
import type { Clock } from '#main/clock';
import type { SafeStorage } from '#main/ports';
import type { Failure } from '#shared/domain/failure';
import { Keychain } from './keychain';
import { type KeychainLookup, lookUpInKeychain } from './keychain-lookup';
import { createSecretChain, PLAIN_FILE_CHOICE } from './secret-chain';
import { SecretFile } from './secret-file';
import type { SecretPlaces, SecretStore, SecretWhereabouts } from './secret-store';

export interface SecretPlacesOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  /** File of the keychain's own process. */
  readonly keychainChild: string;
  /** Null where Electron does not run. */
  readonly safeStorage: SafeStorage | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Default: the system's keychain. */
  readonly lookUp?: KeychainLookup;
}

/**
 * The places where this computer keeps Headroom's secrets, the same for window and terminal: the keychain,
 * else files in the data folder.
 */
export function secretPlaces(options: SecretPlacesOptions): SecretPlaces {
  const keychain = new Keychain({ clock: options.clock, childFile: options.keychainChild });
  const encryptedFile = new SecretFile(join(options.dataDir, 'secrets.encrypted.json'), options.clock);
  const plainFile = new SecretFile(join(options.dataDir, 'secrets.plain.json'), options.clock);
  const files = [encryptedFile, plainFile];
  const chain = createSecretChain({
    keychain,
    safeStorage: options.safeStorage,
    encryptedFile,
    plainFile,
    isPlainFileAllowed: async () => options.environment[PLAIN_FILE_CHOICE] === '1',
  });
  const { lookUp = process.platform === 'win32' ? askQuietly(keychain) : lookUpInKeychain } = options;
  const seen = new Set<string>();
  return {
    ...rememberingKeychain(chain, encryptedFile, plainFile, seen),
    whereabouts: (id) => whereabouts(id, { encryptedFile, plainFile, lookUp, seen }),
    async troubles() {
      // Looking at a damaged file sets it aside.
      const unreadable = await Promise.all(files.map((file) => file.trouble()));
      const aside = await Promise.all(files.map((file) => file.setAside()));
      return [...unreadable.filter((failure) => failure !== null), ...aside.flat().map(wasSetAside)];
    },
    files: async () => (await Promise.all(files.map((file) => file.companions()))).flat(),
    close: () => keychain.close(),
  };
}

/** Windows never asks a person before it answers. */
function askQuietly(keychain: Keychain): KeychainLookup {
  return async (id) => {
    const found = await keychain.get(id);
    return found.ok ? found.value !== null : null;
  };
}

/** What was read from the keychain or written to it in this run is known to be there, on every system. */
function rememberingKeychain(
  chain: SecretStore,
  encryptedFile: SecretFile,
  plainFile: SecretFile,
  seen: Set<string>,
): SecretStore {
  return {
    async get(id) {
      const found = await chain.get(id);
      const isInFile = (await encryptedFile.get(id)) !== null || (await plainFile.get(id)) !== null;
      if (found.ok && found.value !== null && !isInFile) seen.add(id);
      if (found.ok && found.value === null) seen.delete(id);
      return found;
    },
    async set(id, fields) {
      const kept = await chain.set(id, fields);
      if (kept.ok && kept.value === 'keychain') seen.add(id);
      return kept;
    },
    async delete(id) {
      const removed = await chain.delete(id);
      if (removed.ok) seen.delete(id);
      return removed;
    },
  };
}

interface Places {
  readonly encryptedFile: SecretFile;
  readonly plainFile: SecretFile;
  readonly lookUp: KeychainLookup;
  /** Entries that this run has seen in the keychain. */
  readonly seen: ReadonlySet<string>;
}

async function whereabouts(id: string, { encryptedFile, plainFile, lookUp, seen }: Places): Promise<SecretWhereabouts> {
  const encrypted = await encryptedFile.find(id);
  const plain = await plainFile.find(id);
  const unreadable = [encrypted, plain].find((entry) => !entry.ok);
  if (encrypted.ok && encrypted.value !== null) return inFile('safe-storage', encryptedFile);
  if (plain.ok && plain.value !== null) return inFile('plain-file', plainFile);
  if (unreadable !== undefined && !unreadable.ok) return unknown(unreadable.failure.message);
  const held = await lookUp(id);
  if (held === true || (held === null && seen.has(id))) return { place: 'keychain', file: null, reason: '' };
  return held === false
    ? { place: 'none', file: null, reason: '' }
    : unknown('The system keychain does not say what it holds without being unlocked, or there is none.');
}

function inFile(place: 'safe-storage' | 'plain-file', { file }: SecretFile): SecretWhereabouts {
  return { place, file, reason: '' };
}

function unknown(reason: string): SecretWhereabouts {
  return { place: 'unknown', file: null, reason };
}

function wasSetAside(copy: string): Failure {
  const [original = ''] = basename(copy).split(/\.(?:damaged|replaced)-/);
  return {
    code: 'keychain-unavailable',
    message: `The file with the secrets, ${original}, could not be read in full. It was kept as it was as ${copy}; what could be read goes on.`,
    action: 'Connect the accounts that have lost their key again in Settings, then delete that copy: it may hold keys.',
    retryable: false,
  };
}
