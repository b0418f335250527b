import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrival, isWorthTrying, keychainArguments } from '../../../scripts/setup/dependencies.mjs';
import { growing } from '../../../scripts/setup/electron-runtime.mjs';
import { inProject } from '../../../scripts/setup/paths.mjs';

describe('the keychain module', () => {
  const [before, after] = ['without headers', 'with headers'];

  it.each([
    ['never tried by the set-up, as after a plain npm ci', { isBuilt: false, tried: null, state: after }, true],
    ['failed before the system packages came', { isBuilt: false, tried: before, state: after }, true],
    ['failed on this very machine', { isBuilt: false, tried: after, state: after }, false],
    ['built', { isBuilt: true, tried: null, state: after }, false],
    ['built after it had failed', { isBuilt: true, tried: before, state: after }, false],
  ])('%s', (_what, known, wanted) => {
    expect(isWorthTrying(known)).toBe(wanted);
  });

  it('is installed in the version of the lock file, and neither file is written', () => {
    const { packages } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
    const { version } = packages['node_modules/keytar'];
    const args = keychainArguments(version);
    expect(args).toEqual(expect.arrayContaining(['install', '--no-save', '--include=optional', `keytar@${version}`]));
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('a download', () => {
  it('is alive while what has arrived grows, in folders below too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-growing-'));
    const alive = growing(folder);
    expect(alive()).toBe(false);
    mkdirSync(join(folder, 'below'));
    writeFileSync(join(folder, 'below', 'part'), '12');
    expect([alive(), alive()]).toEqual([true, false]);
    appendFileSync(join(folder, 'below', 'part'), '3');
    expect([alive(), alive()]).toEqual([true, false]);
    rmSync(folder, { recursive: true });
  });

  it('of npm is told by the name of the file, everything else as it is', () => {
    expect(arrival('npm http fetch GET 200 https://registry.example/a/-/a-1.0.0.tgz 514ms')).toBe('a-1.0.0.tgz');
    expect(arrival('added 3 packages')).toBe('added 3 packages');
  });
});
