import { execFile } from 'node:child_process';

/** The name under which the keychain's own program lists the entries; keytar writes it as `service`. */
export const KEYCHAIN_SERVICE = 'Headroom';

/** Milliseconds for one question. */
const LIMIT_MS = 2_000;

/** Whether the keychain holds an entry; null where that cannot be seen without unlocking it. */
export type KeychainLookup = (connectionId: string) => Promise<boolean | null>;

/**
 * Asks the keychain for the name of an entry, never for what is in it, so that nobody is asked to unlock anything:
 * `SearchItems` of the Secret Service on Linux, which answers locked items too, and `security` without `-w` or `-g` on
 * macOS. Null elsewhere, and when there is no answer in two seconds.
 */
export const lookUpInKeychain: KeychainLookup = (connectionId) => {
  switch (process.platform) {
    case 'linux':
      return askSecretService(connectionId);
    case 'darwin':
      return askSecurity(connectionId);
    default:
      return Promise.resolve(null);
  }
};

async function askSecretService(account: string): Promise<boolean | null> {
  // The words of one dictionary are parted by commas.
  if (account.includes(',')) return null;
  const answer = await run('dbus-send', [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.SearchItems',
    `dict:string:string:service,${KEYCHAIN_SERVICE},account,${account}`,
  ]);
  return answer.code === 0 ? answer.output.includes('object path') : null;
}

/** What `security` ends with when there is no such item. */
const NO_ITEM = 44;

async function askSecurity(account: string): Promise<boolean | null> {
  const { code } = await run('security', ['find-generic-password', '-s', KEYCHAIN_SERVICE, '-a', account]);
  return code === 0 || code === NO_ITEM ? code === 0 : null;
}

function run(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(command, [...args], { timeout: LIMIT_MS, killSignal: 'SIGKILL', encoding: 'utf8' }, (error, output) => {
      const code = error === null ? 0 : error.code;
      resolve({ code: typeof code === 'number' ? code : null, output });
    });
  });
}
