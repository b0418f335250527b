import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { NO_DISPLAY, NO_RUNTIME } from '#shared/words/press';
import { besideApp } from '../place';

/** A command line that starts the app's runtime on this computer. */
export interface RuntimeCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Root cannot use Chromium's own sandbox. */
  readonly isRoot: boolean;
  /** The folder of the built app, with its package.json. */
  readonly appFolder: string;
  /** Where this process runs, when it is the runtime itself: a packaged app that was started as Node. */
  readonly ownRuntime: string | null;
}

/** Where this terminal runs. */
export function surroundings(): Surroundings {
  return {
    environment: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    appFolder: dirname(besideApp('package.json')),
    ownRuntime: process.versions['electron'] === undefined ? null : process.execPath,
  };
}

/**
 * How the app's runtime is started with `switches`: on the display that is there, else under Xvfb. Fails with
 * `not-configured` where there is no runtime, or no display and no xvfb-run.
 */
export function runtimeCommand(switches: readonly string[], around: Surroundings): Result<RuntimeCommand> {
  const executable = findRuntime(around);
  if (executable === null) return fail(NO_RUNTIME);
  const args = [...(around.isRoot ? ['--no-sandbox'] : []), around.appFolder, ...switches];
  if (hasDisplay(around)) return succeed({ command: executable, args });
  const xvfb = onPath('xvfb-run', around.environment);
  return xvfb === null
    ? fail(NO_DISPLAY)
    : succeed({ command: xvfb, args: ['-a', '-s', '-screen 0 1600x1400x24', executable, ...args] });
}

/** The executable that Electron's own loader would find, which downloads nothing here. */
function findRuntime({ environment, platform, appFolder, ownRuntime }: Surroundings): string | null {
  if (ownRuntime !== null) return ownRuntime;
  const named = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const installed = join(appFolder, 'node_modules', 'electron');
  const record = join(installed, 'path.txt');
  const candidates = [
    ...(named ? [join(named, executableName(platform))] : []),
    ...(existsSync(record) ? [join(installed, 'dist', readFileSync(record, 'utf8').trim())] : []),
  ];
  return candidates.find((path) => existsSync(path)) ?? null;
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Everywhere but on a Linux with neither X11 nor Wayland in reach. */
function hasDisplay({ environment, platform }: Surroundings): boolean {
  return platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

function onPath(program: string, { PATH }: Surroundings['environment']): string | null {
  const places = (PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return places.map((folder) => join(folder, program)).find((file) => existsSync(file)) ?? null;
}
