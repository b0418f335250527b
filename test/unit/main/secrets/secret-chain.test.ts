import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SafeStorage } from '#main/ports';
import { environmentSecrets, readEnvironment } from '#main/secrets/environment';
import { createSecretChain } from '#main/secrets/secret-chain';
import { SecretFile } from '#main/secrets/secret-file';
import type { SecretFields, SecretStore } from '#main/secrets/secret-store';
import { fail, succeed } from '#shared/domain/failure';

const locked = { code: 'keychain-unavailable', message: 'Locked.', action: 'Unlock it.', retryable: true } as const;

let folder: string;
let kept: Map<string, SecretFields>;
let keychainWorks: boolean;
let isMissing: boolean;
let keychainCalls: number;
let safeStorage: SafeStorage | null;
let plainAllowed: boolean;

/** Reverses the text: enough to see that it was not kept as it is. */
const reversing: SafeStorage = {
  unavailable: async () => null,
  encrypt: async (text) => succeed(Buffer.from([...text].reverse().join(''))),
  decrypt: async (bytes) => succeed([...Buffer.from(bytes).toString()].reverse().join('')),
};

function chain(): SecretStore {
  const whenItWorks = async <T>(value: () => T) => {
    keychainCalls += 1;
    return keychainWorks ? succeed(value()) : fail(locked);
  };
  return createSecretChain({
    keychain: {
      isMissing: () => isMissing,
      get: (id) => whenItWorks(() => kept.get(id) ?? null),
      set: (id, fields) =>
        whenItWorks(() => {
          kept.set(id, fields);
          return 'keychain';
        }),
      delete: (id) =>
        whenItWorks(() => {
          kept.delete(id);
          return null;
        }),
    },
    safeStorage,
    encryptedFile: new SecretFile(join(folder, 'encrypted.json')),
    plainFile: new SecretFile(join(folder, 'plain.json')),
    isPlainFileAllowed: async () => plainAllowed,
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-test-'));
  kept = new Map();
  keychainWorks = true;
  isMissing = false;
  keychainCalls = 0;
  safeStorage = null;
  plainAllowed = false;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createSecretChain', () => {
  it('uses the keychain and leaves no file', async () => {
    expect(await chain().set('a', { token: 'abc' })).toEqual({ ok: true, value: 'keychain' });
    expect(await chain().get('a')).toEqual({ ok: true, value: { token: 'abc' } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses without a keychain, writes nothing, and names the choice', async () => {
    keychainWorks = false;
    const result = await chain().set('a', { token: 'abc' });
    expect(result).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable', message: 'Locked.' } });
    expect(!result.ok && result.failure.action).toContain('HEADROOM_PLAIN_SECRETS=1');
    expect(await readdir(folder)).toEqual([]);
  });

  it('encrypts with the system key where keytar is missing', async () => {
    keychainWorks = false;
    isMissing = true;
    safeStorage = reversing;
    expect(await chain().set('a', { token: 'abc' })).toEqual({ ok: true, value: 'safe-storage' });
    expect(await readFile(join(folder, 'encrypted.json'), 'utf8')).not.toContain('abc');
    expect(await chain().get('a')).toEqual({ ok: true, value: { token: 'abc' } });
    safeStorage = null;
    expect(await chain().get('a')).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
  });

  it('does not ask the system key of a keychain that is locked', async () => {
    keychainWorks = false;
    safeStorage = { ...reversing, encrypt: () => Promise.reject(new Error('would block')) };
    expect((await chain().set('a', { token: 'abc' })).ok).toBe(false);
  });

  it('keeps a plain file for its owner only, once the person chose it', async () => {
    keychainWorks = false;
    plainAllowed = true;
    await writeFile(join(folder, 'plain.json'), '{}', { mode: 0o644 });
    expect(await chain().set('a', { token: 'abc' })).toEqual({ ok: true, value: 'plain-file' });
    expect((await stat(join(folder, 'plain.json'))).mode & 0o777).toBe(0o600);
    keychainCalls = 0;
    expect(await chain().get('a')).toEqual({ ok: true, value: { token: 'abc' } });
    expect(keychainCalls).toBe(0);
    expect(await chain().delete('a')).toEqual({ ok: true, value: null });
    expect(await readFile(join(folder, 'plain.json'), 'utf8')).not.toContain('abc');
  });

  it('moves a secret out of the plain file once the keychain works', async () => {
    keychainWorks = false;
    plainAllowed = true;
    await chain().set('a', { token: 'old' });
    await chain().set('b', { token: 'other' });
    keychainWorks = true;
    expect(await chain().set('a', { token: 'new' })).toEqual({ ok: true, value: 'keychain' });
    expect(await chain().get('a')).toEqual({ ok: true, value: { token: 'new' } });
    expect(await chain().get('b')).toEqual({ ok: true, value: { token: 'other' } });
    expect(await readFile(join(folder, 'plain.json'), 'utf8')).not.toContain('old');
  });
});

describe('SecretFile', () => {
  it('keeps all of many entries that come at once', async () => {
    const file = new SecretFile(join(folder, 'deep', 'plain.json'));
    await Promise.all(Array.from({ length: 20 }, (_entry, at) => file.put(`c-${at}`, `${at}`)));
    const kept = await Promise.all(Array.from({ length: 20 }, (_entry, at) => file.get(`c-${at}`)));
    expect(kept).toEqual(Array.from({ length: 20 }, (_entry, at) => `${at}`));
  });

  it('fails with what to do where it cannot write', async () => {
    await writeFile(join(folder, 'file'), '');
    const file = new SecretFile(join(folder, 'file', 'plain.json'));
    expect(await file.put('a', 'abc')).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
    expect(await file.get('a')).toBeNull();
  });
});

describe('the environment', () => {
  const fields = { token: ['VERCEL_TOKEN', 'VERCEL_API_TOKEN'], team: ['VERCEL_ORG_ID'] };

  it('takes the first variable that has a value', () => {
    expect(readEnvironment(fields, { VERCEL_TOKEN: ' ', VERCEL_API_TOKEN: ' abc\n' })).toEqual({ token: 'abc' });
    expect(readEnvironment(fields, {})).toEqual({});
  });

  it('gives secrets and keeps none', async () => {
    const secrets = environmentSecrets(new Map([['vercel-1', { token: 'abc' }]]));
    expect(await secrets.get('vercel-1')).toEqual({ ok: true, value: { token: 'abc' } });
    expect(await secrets.get('vercel-2')).toEqual({ ok: true, value: null });
    expect(await secrets.set('vercel-1', {})).toMatchObject({ ok: false, failure: { code: 'not-permitted' } });
    expect(await secrets.delete('vercel-1')).toMatchObject({ ok: false, failure: { code: 'not-permitted' } });
  });
});
