import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { appArguments, runInForeground } from './build/launch.mjs';
import { inProject, projectNode } from './setup/paths.mjs';
import { say, step } from './setup/progress.mjs';
import { run, tail } from './setup/run.mjs';

const CAPTURE_LIMIT_SECONDS = 120;

/**
 * Does the app's job where there is no display: the terminal prints what the window would say and writes the report, and
 * the real app, on a virtual display, writes a picture of its Overview.
 *
 * @param {{ args: string[], environment: NodeJS.ProcessEnv, runtime: { executable: string } }} options
 * @returns {Promise<number>} 0 when every part worked
 */
export async function runHeadless({ args, environment, runtime }) {
  const folder = outputFolder();
  say(
    `There is no display here, so the window cannot open. The same job is done in this terminal; files go to ${folder}`,
  );
  const failed = [];

  const tour = [inProject('out', 'main', 'cli.js'), 'tour', '--output', folder, ...args];
  const told = await runInForeground(projectNode(), tour, { env: withoutBinding(environment) });
  if (told !== 0) failed.push(`the collection and the report (exit code ${told})`);

  const picture = join(folder, 'overview.png');
  const failure = await capture(picture, args, environment, runtime);
  if (failure) failed.push(`the picture of the window (${failure})`);

  for (const part of failed) say(`✗ Failed: ${part}`);
  say(`${failed.length === 0 ? 'Report and picture of the window' : 'What could be written'}: ${folder}`);
  return failed.length === 0 ? 0 : 1;
}

async function capture(picture, args, environment, runtime) {
  rmSync(picture, { force: true });
  const display = ['-a', '-s', '-screen 0 1600x1200x24', runtime.executable];
  const command = [...display, ...appArguments([`--capture=${picture}`, ...args])];
  const options = { env: environment, timeoutSeconds: CAPTURE_LIMIT_SECONDS };
  const result = await step('Taking a picture of the window', () => run('xvfb-run', command, options), { quiet: true });
  if (result.cutOff === 'limit') return `not done within ${CAPTURE_LIMIT_SECONDS} s`;
  if (result.code !== 0) return `exit code ${result.code}\n${tail(result.output, 8)}`;
  const size = statSync(picture, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'no picture was written';
  return size === 0 ? 'the picture is empty' : null;
}

/** The terminal runs in Node, which loads the prebuilt SQLite; the other binding is for the Electron runtime alone. */
function withoutBinding(environment) {
  const { HEADROOM_SQLITE_BINDING: _, ...rest } = environment;
  return rest;
}

function outputFolder() {
  const preferred = join(homedir(), 'Headroom');
  try {
    mkdirSync(preferred, { recursive: true });
    accessSync(preferred, constants.W_OK);
    return preferred;
  } catch {
    return mkdtempSync(join(tmpdir(), 'headroom-'));
  }
}
