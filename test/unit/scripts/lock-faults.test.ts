import { describe, expect, it } from 'vitest';
import { lockFaults } from '../../../scripts/test/lock-faults.mjs';

const entry = { version: '1.0.0', integrity: 'sha512-x' };
const manifest = { dependencies: { app: '1.0.0' } };
const faults = (packages: Parameters<typeof lockFaults>[1]['packages']) => lockFaults(manifest, { packages });

describe('what is wrong with a lock file', () => {
  it.each([
    ['one hoisted', 'node_modules/os-x64'],
    ['its own', 'node_modules/app/node_modules/native/node_modules/os-x64'],
    ['one in between', 'node_modules/app/node_modules/os-x64'],
  ])('an optional package is found as Node finds it: %s', (_where, path) => {
    const asking = {
      'node_modules/app/node_modules/native': { ...entry, optionalDependencies: { 'os-x64': '1.0.0' } },
    };
    const all = { 'node_modules/app': entry, ...asking };
    expect(faults({ ...all, [path]: { ...entry } })).toEqual([]);
    expect(faults({ ...all, 'node_modules/other/node_modules/os-x64': entry })).toHaveLength(1);
  });

  it('an address to download from, nothing to prove it by, a package that is not there, a manifest that names none', () => {
    expect(faults({ 'node_modules/app': { ...entry, resolved: 'https://registry.example/app.tgz' } })[0]).toContain(
      'names its download address',
    );
    expect(faults({ 'node_modules/app': { version: '1.0.0' } })).toEqual(['node_modules/app has no integrity']);
    expect(faults({})).toEqual(['app is in package.json and not in the lock file: npm install']);
    expect(lockFaults({}, { packages: { 'node_modules/app': entry } })[0]).toContain('names no package');
  });

  it('a link is right where it leads to a folder of the project', () => {
    const link = { resolved: 'folder', link: true };
    expect(faults({ 'node_modules/app': link, folder: { version: '0.0.0' } })).toEqual([]);
    expect(faults({ 'node_modules/app': link })).toHaveLength(1);
  });
});
