import { overrideSentence } from '#main/queries/connections/base-url-notes';
import { type StartClock, startClock, startSentence } from '#main/session/start-clock';
import type { TerminalSession } from '#main/session/terminal-session';
import type { Result } from '#shared/domain/failure';
import { EXIT, type ExitCode } from './exit-codes';
import { tell, tellFailure } from './output';
import { appVersion, besideApp, type DataOptions, namedDataDir } from './place';

/** Opens the data, runs `work`, and closes the data whatever happens. */
export async function withSession(
  options: DataOptions,
  work: (session: TerminalSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const started = startOf(options);
  if (started === null) {
    return EXIT.wrongUse;
  }
  const { clock, dataDir } = started;
  // Loaded here, so that help, a wrong option and a command without data answer at once.
  const { openTerminalSession } = await import('#main/session/terminal-session');
  let told = '';
  const opened = await openTerminalSession({
    dataDir,
    migrationsDir: besideApp('drizzle'),
    workerFile: besideApp('worker.js'),
    keychainChild: besideApp('keychain-child.js'),
    sample: options.sample ?? false,
    clock,
    version: appVersion(),
    environment: process.env,
    onProgress({ label, done, total }) {
      // Once for each step, and once for each tenth of a long one.
      const step = `${label} ${Math.floor((10 * done) / Math.max(1, total))}`;
      if (step !== told) {
        told = step;
        tell(`${label} (${done} of ${total})`);
      }
    },
  });
  if (!opened.ok) {
    tellFailure(opened.failure);
    return EXIT.failure;
  }
  for (const said of [...opened.value.baseUrls.map(overrideSentence), ...opened.value.notices]) {
    tell(said);
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.account.stop();
  }
}

/** A command that opens its data twice says once that its clock is another. */
let toldStart = false;

/** The clock and the data folder of a command; null, after it was told why, when they do not go together. */
export function startOf(options: DataOptions): StartClock | null {
  const started = readStart(options);
  if (!started.ok) {
    tellFailure(started.failure);
    return null;
  }
  const said = startSentence(started.value);
  if (said !== null && !toldStart) {
    toldStart = true;
    tell(said);
  }
  return started.value;
}

/** The data folder that a command is about. */
export function dataDirOf(options: DataOptions): string {
  const started = readStart(options);
  return started.ok ? started.value.dataDir : namedDataDir(options);
}

function readStart(options: DataOptions): Result<StartClock> {
  return startClock(process.env, {
    dataDir: namedDataDir(options),
    isNamed: options.dataDir !== undefined,
    sample: options.sample ?? false,
  });
}
