import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#main/clock';
import { Keychain } from '#main/secrets/keychain';
import { type BundledEntry, bundleEntry } from '../store/bundled-entry';

let child: BundledEntry;
let childFile: string;
let keychain: Keychain;
beforeAll(async () => {
  child = await bundleEntry('src/main/secrets/keychain-child.ts');
  childFile = child.file;
  keychain = new Keychain({ clock: systemClock, childFile });
});
afterAll(() => child.remove());
afterEach(() => {
  vi.unstubAllEnvs();
  keychain.close();
});

describe('the system keychain', () => {
  it.runIf(process.env['HEADROOM_DESKTOP_SESSION'] === '1')(
    'keeps a secret across processes until it is deleted',
    async () => {
      const id = `test-${randomUUID()}`;
      expect(await keychain.set(id, { token: 'abc' })).toEqual({ ok: true, value: 'keychain' });
      keychain.close();
      const later = new Keychain({ clock: systemClock, childFile });
      expect(await later.get(id)).toEqual({ ok: true, value: { token: 'abc' } });
      expect(await later.delete(id)).toEqual({ ok: true, value: null });
      expect(await later.get(id)).toEqual({ ok: true, value: null });
      later.close();
    },
  );

  it.runIf(process.platform === 'linux')('does not hang where nobody unlocks it, and shows no secret', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'headroom-test-'));
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [address] = await once(createInterface({ input: bus.stdout }), 'line');
      vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', String(address));
      vi.stubEnv('DISPLAY', '');
      vi.stubEnv('XDG_DATA_HOME', folder);
      const locked = new Keychain({ clock: systemClock, childFile, limitMs: 1500 });
      const before = performance.now();
      const answer = await locked.set('locked', { token: 'abc' });
      const took = performance.now() - before;
      // A child that could not even start would be refused at once.
      expect(took).toBeGreaterThan(1_000);
      expect(took).toBeLessThan(10_000);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'keychain-unavailable' } });
      expect(JSON.stringify(answer)).not.toContain('abc');
      locked.close();
    } finally {
      bus.kill();
      await once(bus, 'exit');
      await rm(folder, { recursive: true, force: true });
    }
  });
});
