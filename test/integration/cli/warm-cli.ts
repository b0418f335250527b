import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ended } from './built-cli';

interface Answer extends Ended {
  /** What broke the command off, where something did. */
  readonly problem: string | null;
}

const HOST = join(import.meta.dirname, 'warm-host.mjs');
let host: ChildProcess | null = null;
let isBusy = false;

/** Whether a command can be run by the process that ran others before: one at a time. */
export function isFree(): boolean {
  return !isBusy;
}

/** Runs a command line by `cli` in a process that has loaded before what commands load. */
export async function runWarm(
  cli: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  host ??= startHost(cli, environment);
  const child = host;
  isBusy = true;
  try {
    const { problem, ...told } = await new Promise<Answer>((resolve, reject) => {
      const died = (code: number | null) => reject(new Error(`headroom ${args.join(' ')} ended its process: ${code}.`));
      child.once('exit', died);
      child.once('message', (answer: Answer) => {
        child.off('exit', died);
        resolve(answer);
      });
      child.send({ args, environment, umask: process.umask() });
    });
    if (problem !== null) {
      throw new Error(`headroom ${args.join(' ')} broke off: ${problem}`);
    }
    return told;
  } finally {
    isBusy = false;
  }
}

function startHost(cli: string, env: Readonly<Record<string, string>>): ChildProcess {
  const child = fork(HOST, [cli], { env, cwd: tmpdir(), stdio: ['pipe', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  child.once('exit', () => {
    host = null;
  });
  // The tests may end while it waits for the next command.
  child.unref();
  child.channel?.unref();
  return child;
}
