import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './launch';

/** The providers' clouds on loopback, served by the terminal's own command. */
export async function startSimulator(
  scenario = 'sample',
  more: readonly string[] = [],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { HEADROOM_SQLITE_BINDING: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'out/main/cli.js'), 'simulator', '--scenario', scenario, ...more],
    {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error('The simulator ended before it listened.')));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
