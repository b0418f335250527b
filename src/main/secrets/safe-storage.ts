import { safeStorage } from 'electron';
import type { Clock } from '#main/clock';
import type { SafeStorage } from '#main/ports';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';

const LIMIT_MS = 10_000;

/** What newer runtimes offer: calls that do not hold up the main process. */
type AsyncCalls = Pick<typeof safeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;

const asyncCalls: AsyncCalls | null =
  typeof Reflect.get(safeStorage, 'encryptStringAsync') === 'function' ? safeStorage : null;

/**
 * Encryption with a key of the system, through Electron. Runtimes before the asynchronous calls hold up the
 * main process until a locked keyring answers, which the time limit cannot end.
 */
export function electronSafeStorage(clock: Clock): SafeStorage {
  return {
    async unavailable() {
      if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
        return 'This session has no keyring to keep a key in.';
      }
      const available = await withinLimit(
        clock,
        asyncCalls?.isAsyncEncryptionAvailable() ?? Promise.resolve(safeStorage.isEncryptionAvailable()),
      );
      return available.ok && available.value ? null : 'The system keeps no key for Headroom.';
    },
    encrypt: (text) =>
      withinLimit<Uint8Array>(
        clock,
        asyncCalls?.encryptStringAsync(text) ?? Promise.resolve().then(() => safeStorage.encryptString(text)),
      ),
    decrypt(bytes) {
      const buffer = Buffer.from(bytes);
      const text = asyncCalls
        ? asyncCalls.decryptStringAsync(buffer).then((answer) => answer.result)
        : Promise.resolve().then(() => safeStorage.decryptString(buffer));
      return withinLimit(clock, text);
    },
  };
}

async function withinLimit<T>(clock: Clock, work: Promise<T>): Promise<Result<T>> {
  return new Promise((resolve) => {
    const limit = clock.after(LIMIT_MS, () => resolve(fail(unavailable)));
    work.then(
      (value) => resolve(succeed(value)),
      () => resolve(fail(unavailable)),
    );
    void work.finally(() => limit.cancel()).catch(() => undefined);
  });
}

const unavailable: Failure = {
  code: 'keychain-unavailable',
  message: "The system's key for Headroom's secrets could not be used.",
  action: 'Unlock the keyring and try again, or enter the credential again.',
  retryable: true,
};
