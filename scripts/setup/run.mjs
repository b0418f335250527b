import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from './paths.mjs';

const KEPT_OUTPUT = 4_000_000;
const KILL_AFTER_MILLISECONDS = 5_000;

/**
 * Runs a command to its end and answers what it said; never throws for a failing command.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutSeconds?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string, timedOut: boolean }>} `output` is stdout and stderr
 *   as they came, without colors; `code` is 127 for a command that does not exist
 */
export function run(command, args, { cwd = projectRoot, env = process.env, timeoutSeconds, onLine } = {}) {
  return new Promise((settle) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup });
    let stdout = '';
    let output = '';
    let timedOut = false;
    const timers = [];
    const stopAll = (signal) => stopTree(child, signal, ownGroup);
    const forward = (signal) => stopAll(signal);
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
      if (onLine) for (const line of chunk.split(/\r?\n|\r/)) if (line.trim()) onLine(line);
    };
    if (timeoutSeconds) {
      timers.push(
        setTimeout(() => {
          timedOut = true;
          stopAll('SIGTERM');
          timers.push(setTimeout(() => stopAll('SIGKILL'), KILL_AFTER_MILLISECONDS));
        }, timeoutSeconds * 1000),
      );
    }
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout = (stdout + chunk).slice(-KEPT_OUTPUT);
      keep(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
    const finish = (code) => {
      for (const timer of timers) clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, forward);
      settle({ code, stdout, output: stripVTControlCharacters(output), timedOut });
    };
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      output += String(error.message);
      finish(error.code === 'ENOENT' ? 127 : 1);
    });
    child.on('close', (code) => finish(timedOut ? 124 : (code ?? 1)));
  });
}

/** The last lines of a command's output, for a failure's message. */
export function tail(output, lines = 15) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

function stopTree(child, signal, ownGroup) {
  try {
    if (ownGroup && child.pid) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
