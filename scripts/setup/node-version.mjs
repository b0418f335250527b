import { SetupFailure } from './setup-failure.mjs';

/**
 * Checks that the Node running this is new enough: 20 on Linux x64, where npm brings a current one along, and 22.12
 * elsewhere, the oldest that the test runner takes.
 *
 * @throws {SetupFailure} with the sentence that says which Node is needed
 */
export function checkNodeVersion(version = process.versions.node, platform = process.platform, arch = process.arch) {
  const bringsItsOwn = platform === 'linux' && arch === 'x64';
  const [neededMajor, neededMinor] = bringsItsOwn ? [20, 0] : [22, 12];
  const [major, minor] = version.split('.').map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  throw new SetupFailure(
    `Headroom needs Node ${neededMajor}.${neededMinor} or newer on ${platform} ${arch}; this is Node ${version}.`,
    'Install a current Node (the LTS release will do) and run the command again.',
  );
}
