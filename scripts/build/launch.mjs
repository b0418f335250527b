import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectRoot } from '../setup/paths.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground: same input and output, signals handed on, and its exit code as the answer.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string }} options
 * @returns {Promise<number>} the exit code, 128 plus the signal's number for a program ended by a signal
 */
export function runInForeground(command, args, { env, cwd = process.cwd() }) {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { env, cwd, stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    for (const signal of forwarded) process.on(signal, forward);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      for (const name of forwarded) process.off(name, forward);
      settle(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** The arguments that start the built app in an Electron runtime; root cannot use Chromium's sandbox. */
export function appArguments(args) {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), projectRoot, ...args];
}
