import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Check
 * @property {string} client Which client does it.
 * @property {string} call What is called, as a reader of the report sees it.
 * @property {string} expect What makes it right.
 * @property {() => Promise<void>} run Throws when the expectation is not met.
 */

/**
 * @typedef {object} CommandResult
 * @property {number} code
 * @property {string} stdout
 * @property {string} stderr
 */

const VERCEL = fileURLToPath(new URL('./node_modules/vercel/dist/vc.js', import.meta.url));
const LONGEST_MILLISECONDS = 90_000;

/** Throws an Error with `message` unless `condition` holds. */
export function ensure(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

/** Throws unless `actual` and `expected` differ by less than a billionth of their size. */
export function ensureClose(actual, expected, what) {
  const size = Math.max(1, Math.abs(expected));
  ensure(Math.abs(actual - expected) < size * 1e-9, `${what}: ${actual} instead of ${expected}`);
}

/** Throws unless `actual` and `expected` differ by less than `part` of their size: counts are whole, so that shares are not. */
export function ensureNear(actual, expected, what, part = 0.002) {
  const size = Math.max(1e-9, Math.abs(expected));
  ensure(Math.abs(actual - expected) <= size * part, `${what}: ${actual} instead of about ${expected}`);
}

/**
 * A function that runs the real Vercel command line against `api`, in an empty home of its own, so
 * that no login of this computer is used.
 * @returns {Promise<(args: string[], token?: string) => Promise<CommandResult>>}
 */
export async function vercelCommand(api) {
  return async (args, token = 'tok_test01') => {
    const home = await mkdtemp(join(tmpdir(), 'headroom-contract-'));
    const flags = ['--api', api, '--token', token, '-Q', home, '--cwd', home];
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [VERCEL, ...args, ...flags],
        {
          env: { PATH: process.env.PATH, HOME: home, VERCEL_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
          timeout: LONGEST_MILLISECONDS,
          maxBuffer: 32 * 1024 * 1024,
        },
        (error, stdout, stderr) => resolve({ code: exitCode(error), stdout, stderr }),
      );
      child.stdin.end();
    });
  };
}

/** 0 without an error; a command that was killed has no code of its own. */
function exitCode(error) {
  if (error === null) {
    return 0;
  }
  return typeof error.code === 'number' ? error.code : 1;
}

/** The JSON on standard output of a command that must have succeeded. */
export function jsonOf(result) {
  ensure(result.code === 0, `exit code ${result.code}: ${lastLines(result.stderr)}`);
  try {
    return JSON.parse(result.stdout);
  } catch {
    throw new Error(`no JSON on standard output: ${lastLines(result.stdout)}`);
  }
}

export function lastLines(text) {
  return text.trim().split('\n').slice(-3).join(' | ').slice(0, 300);
}
