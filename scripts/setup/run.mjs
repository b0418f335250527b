import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from './paths.mjs';

const KEPT_OUTPUT = 16_000_000;
const KILL_AFTER_MILLISECONDS = 5_000;
const LISTEN_MILLISECONDS = 250;
/** What ends this process, and with it the command. */
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * How a command ended that did not end by itself: it outlived its limit, nothing was heard of it for too long, or
 * somebody stopped this process.
 *
 * @typedef {'limit' | 'silence' | 'stopped' | null} CutOff
 */

/**
 * Runs a command to its end and answers what it said; never throws for a failing command.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.timeoutSeconds] ends it after so long whatever it does: for questions that are answered at once
 * @param {number} [options.silenceSeconds] ends it when nothing was heard of it for so long, however long it took
 * @param {() => boolean} [options.isAlive] what counts as heard, asked again and again, in place of its output
 * @param {(line: string) => void} [options.onLine]
 * @returns {Promise<{ code: number, stdout: string, output: string, cutOff: CutOff }>} `output` is stdout and stderr
 *   as they came, without colors; `code` is 127 for a command that does not exist, 124 for one that was ended here
 */
export function run(command, args, options = {}) {
  const { cwd = projectRoot, env = process.env, timeoutSeconds, silenceSeconds, isAlive, onLine } = options;
  return new Promise((settle) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup });
    let stdout = '';
    let output = '';
    /** @type {CutOff} */
    let cutOff = null;
    let heard = performance.now();
    let code = 1;
    const timers = [];
    const stopAll = (signal) => stopTree(child, signal, ownGroup);
    const endHard = () => {
      stopAll('SIGKILL');
      // One that left the group may hold the output open for ever: what is to be read came by now.
      timers.push(setTimeout(finish, KILL_AFTER_MILLISECONDS));
    };
    const cut = (why, signal = 'SIGTERM') => {
      if (cutOff !== null) return endHard();
      cutOff = why;
      stopAll(signal);
      timers.push(setTimeout(endHard, KILL_AFTER_MILLISECONDS));
    };
    const forward = (signal) => cut('stopped', signal);
    const keep = (chunk) => {
      if (!isAlive) heard = performance.now();
      output = (output + chunk).slice(-KEPT_OUTPUT);
      if (onLine) for (const line of chunk.split(/\r?\n|\r/)) if (line.trim()) onLine(line);
    };
    if (timeoutSeconds) timers.push(setTimeout(() => cut('limit'), timeoutSeconds * 1000));
    if (silenceSeconds || isAlive) {
      const listen = setInterval(() => {
        if (isAlive?.()) heard = performance.now();
        if (cutOff === null && silenceSeconds && performance.now() - heard > silenceSeconds * 1000) cut('silence');
      }, LISTEN_MILLISECONDS);
      timers.push(listen);
    }
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout = (stdout + chunk).slice(-KEPT_OUTPUT);
      keep(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    for (const signal of STOPPING) process.on(signal, forward);
    const finish = () => {
      for (const timer of timers) clearTimeout(timer);
      for (const signal of STOPPING) process.off(signal, forward);
      child.stdout.destroy();
      child.stderr.destroy();
      settle({ code: cutOff === null ? code : 124, stdout, output: stripVTControlCharacters(output), cutOff });
    };
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      output += String(error.message);
      code = error.code === 'ENOENT' ? 127 : 1;
      finish();
    });
    child.on('exit', (status) => {
      code = status ?? 1;
      // Its output stays open for as long as a process that it started and left behind.
      timers.push(setTimeout(endHard, KILL_AFTER_MILLISECONDS));
    });
    child.on('close', finish);
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
