import { describe, expect, it } from 'vitest';
import { checkNodeVersion } from '../../../scripts/setup/node-version.mjs';

describe('checkNodeVersion', () => {
  it.each([
    ['20.0.0', 'linux', 'x64'],
    ['22.12.0', 'win32', 'x64'],
    ['24.0.0', 'darwin', 'arm64'],
  ])('takes %s on %s %s', (version, platform, arch) => {
    expect(() => checkNodeVersion(version, platform as NodeJS.Platform, arch as NodeJS.Architecture)).not.toThrow();
  });

  it.each([
    ['18.20.1', 'linux', 'x64', '20.0'],
    ['22.11.9', 'darwin', 'arm64', '22.12'],
    ['20.19.0', 'linux', 'arm64', '22.12'],
  ])('refuses %s on %s %s and names %s', (version, platform, arch, needed) => {
    const check = () => checkNodeVersion(version, platform as NodeJS.Platform, arch as NodeJS.Architecture);
    expect(check).toThrow(`Headroom needs Node ${needed} or newer`);
  });
});
