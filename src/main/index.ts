import { join } from 'node:path';
import { app } from 'electron';
import type { Failure } from '#shared/domain/failure';
import { systemClock } from './clock';
import { type Config, namesDataFolder, readConfig } from './config';
import { profileFolder } from './desktop/data-folder';
import { declarePageScheme } from './desktop/page-protocol';
import { builtFiles, Shell } from './desktop/shell';
import { createLogger } from './log';
import { electronSafeStorage } from './secrets/safe-storage';
import { secretPlaces } from './secrets/secret-places';
import { type StartClock, startClock, startSentence } from './session/start-clock';

/** Milliseconds that the parts get to end by themselves. */
const STOP_LIMIT_MS = 5000;

/** Electron's life cycle. Nothing here waits at the top level: a packaged app would never get ready. */
function main(given: Config, { clock, start, offsetSeconds, dataDir }: StartClock): void {
  const config = { ...given, dataDir };
  const profileDir = profileFolder(config.dataDir);
  app.setPath('userData', profileDir);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Headroom is already running with this data folder; its window was brought to the front.\n');
    app.exit(config.captureFile === null ? 0 : 1);
    return;
  }
  declarePageScheme();
  const shell = new Shell({
    config,
    clock,
    clockStart: start === null ? null : { at: start, offsetSeconds },
    environment: process.env,
    logger: createLogger('warn'),
    profileDir,
    ...builtFiles(import.meta.dirname),
    migrationsDir: join(app.getAppPath(), 'drizzle'),
    workerFile: join(import.meta.dirname, 'worker.js'),
    developmentServer: process.env['ELECTRON_RENDERER_URL'] ?? null,
    secrets: secretPlaces({
      dataDir: config.dataDir,
      clock,
      keychainChild: join(import.meta.dirname, 'keychain-child.js'),
      safeStorage: electronSafeStorage(clock),
      environment: process.env,
    }),
    loadCompose: async () => (await import('./compose')).compose,
  });
  app.on('second-instance', (_event, argv) => void (argv.includes('--sample') ? shell.openSample() : shell.open(null)));
  app.on('activate', () => shell.open(null));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  stopBeforeQuit(shell);
  void app.whenReady().then(() => shell.run());
}

/** Prints the page that a terminal left in `folder`, and ends: no data is opened, and no window is seen. */
function pressOnly(folder: string): void {
  app.setPath('userData', join(folder, 'profile'));
  app.disableHardwareAcceleration();
  app.dock?.hide();
  // The hidden window closes before its result is written.
  app.on('window-all-closed', () => undefined);
  const press = async () => {
    const [{ desktopPress }, { doPressJob }] = await Promise.all([import('./desktop/press'), import('./press-job')]);
    await doPressJob(folder, desktopPress(systemClock));
  };
  void app
    .whenReady()
    .then(press)
    .then(
      () => app.exit(0),
      () => app.exit(1),
    );
}

/** Holds the end of the process up until the parts have stopped, at most five seconds. */
function stopBeforeQuit(shell: Shell): void {
  app.on('before-quit', () => shell.prepareToQuit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    const exit = () => app.exit(Number(process.exitCode ?? 0));
    void Promise.race([shell.stop(), systemClock.sleep(STOP_LIMIT_MS)]).then(exit, exit);
  });
}

/** A wrong command line or environment ends the process with 2 before there is a window. */
function begin(): void {
  const argv = process.argv.slice(1);
  const config = readConfig(argv, { dataDir: app.getPath('userData'), workingDir: process.cwd() });
  if (!config.ok) {
    refuse(config.failure);
    return;
  }
  if (config.value.pressFolder !== null) {
    pressOnly(config.value.pressFolder);
    return;
  }
  const clock = startClock(process.env, {
    dataDir: config.value.dataDir,
    isNamed: namesDataFolder(argv),
    sample: config.value.mode === 'sample',
  });
  if (!clock.ok) {
    refuse(clock.failure);
    return;
  }
  const said = startSentence(clock.value);
  if (said !== null) {
    process.stderr.write(`${said}\n`);
  }
  main(config.value, clock.value);
}

function refuse({ message, action }: Failure): void {
  process.stderr.write(`${message} ${action}\n`);
  app.exit(2);
}

begin();
