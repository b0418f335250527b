/*
 * The process that talks to the system's keychain. Where the keychain is locked and nobody unlocks it, a call
 * never ends and keeps one of the few threads that a process does its file work on; so it happens in here,
 * and whoever started this process ends it when it takes too long.
 */
import { KEYCHAIN_SERVICE } from './keychain-lookup';
import type { KeychainReply, KeychainRequest } from './keychain-protocol';

type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

async function load(): Promise<Keytar | null> {
  try {
    const module = await import('keytar');
    return module.default ?? module;
  } catch {
    return null;
  }
}

const keytar = load();

async function serve(request: KeychainRequest): Promise<KeychainReply> {
  const chain = await keytar;
  if (chain === null) return { id: request.id, ok: false, cause: 'missing' };
  try {
    return { id: request.id, ok: true, text: await ask(chain, request) };
  } catch {
    return { id: request.id, ok: false, cause: 'refused' };
  }
}

async function ask(chain: Keytar, request: KeychainRequest): Promise<string | null> {
  switch (request.verb) {
    case 'get':
      return chain.getPassword(KEYCHAIN_SERVICE, request.account);
    case 'set':
      await chain.setPassword(KEYCHAIN_SERVICE, request.account, request.text);
      return null;
    case 'delete':
      await chain.deletePassword(KEYCHAIN_SERVICE, request.account);
      return null;
  }
}

process.on('message', (request: KeychainRequest) => {
  void serve(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
