import { join } from 'node:path';
import type { Clock } from '#main/clock';
import type { SafeStorage } from '#main/ports';
import { Keychain } from './keychain';
import { createSecretChain, PLAIN_FILE_CHOICE } from './secret-chain';
import { SecretFile } from './secret-file';
import type { SecretStore } from './secret-store';

export interface SecretPlacesOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  /** File of the keychain's own process. */
  readonly keychainChild: string;
  /** Null where Electron does not run. */
  readonly safeStorage: SafeStorage | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The places where this computer keeps Headroom's secrets, the same for window and terminal: the keychain,
 * else files in the data folder.
 */
export function secretPlaces(options: SecretPlacesOptions): SecretStore {
  return createSecretChain({
    keychain: new Keychain({ clock: options.clock, childFile: options.keychainChild }),
    safeStorage: options.safeStorage,
    encryptedFile: new SecretFile(join(options.dataDir, 'secrets.encrypted.json')),
    plainFile: new SecretFile(join(options.dataDir, 'secrets.plain.json')),
    isPlainFileAllowed: async () => options.environment[PLAIN_FILE_CHOICE] === '1',
  });
}
