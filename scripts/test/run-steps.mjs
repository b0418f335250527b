import { availableParallelism, constants } from 'node:os';
import { say, step } from '../setup/progress.mjs';
import { SetupFailure } from '../setup/setup-failure.mjs';

const FAILURE_LINES = 60;
const LOOK_MILLISECONDS = 500;
/** Who started this process, as long as it lives. */
const parent = process.ppid;

/**
 * A step of a test run. `environment` is what to start tools in, `note` says what the step is doing right now. Neighbours
 * that are `besideOthers` keep one core busy each, and run as many at a time as there are cores.
 *
 * @typedef {{ environment: NodeJS.ProcessEnv, note: (text: string) => void }} Context
 * @typedef {{ name: string, besideOthers?: boolean, run: (context: Context) => Promise<import('./totals.mjs').Totals> }} Step
 * @typedef {{ name: string, totals: import('./totals.mjs').Totals, seconds: number }} Outcome
 */

/**
 * The steps whose names contain one of some words; all where there are none.
 *
 * @template {Step} S
 * @param {S[]} steps
 * @param {string[]} wanted
 * @returns {S[]}
 * @throws {SetupFailure} where no step is named like that
 */
export function chosenSteps(steps, wanted) {
  const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length > 0) return chosen;
  throw new SetupFailure(`No step is named like that. The steps: ${steps.map(({ name }) => name).join(', ')}.`);
}

/**
 * Runs steps in their order, each whatever came before it, shows how each ended, and closes with the true totals.
 * A signal that stops this process stops the step under way and leaves out the others; what was counted until then is
 * told all the same.
 *
 * @param {Step[]} steps
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ code: number, outcomes: Outcome[] }>} `code` is what to end with: 0 only where something passed and
 *   nothing failed, 128 and the signal's number where one came
 */
export async function runSteps(steps, environment) {
  /** @type {Outcome[]} */
  const outcomes = [];
  const stop = listenForStop();
  const waiting = [...steps];
  /** @param {Step} next */
  const runOne = async ({ name, run }) => {
    waiting.shift();
    const began = performance.now();
    const totals = await step(name, (note) => run({ environment, note }), { quiet: true }).catch(brokenStep);
    outcomes.push({ name, totals, seconds: (performance.now() - began) / 1000 });
    show(outcomes[outcomes.length - 1]);
  };
  const runNeighbours = async () => {
    while (stop.signal === null && waiting[0]?.besideOthers) await runOne(waiting[0]);
  };
  while (stop.signal === null && waiting[0] !== undefined) {
    if (waiting[0].besideOthers) await Promise.all(Array.from({ length: availableParallelism() }, runNeighbours));
    else await runOne(waiting[0]);
  }
  const left = waiting.map(({ name }) => name);
  if (stop.signal !== null) say(`Stopped by ${stop.signal}.${left.length > 0 ? ` Not run: ${left.join(', ')}.` : ''}`);
  const sum = (key) => outcomes.reduce((total, { totals }) => total + totals[key], 0);
  // What was stopped between two steps is no run that passed.
  const failed = sum('failed') + (stop.signal !== null && sum('failed') === 0 ? 1 : 0);
  if (sum('skipped') > 0) say(`Skipped tests: ${sum('skipped')}`);
  process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`);
  stop.end();
  if (stop.signal !== null) return { code: 128 + constants.signals[stop.signal], outcomes };
  return { code: failed === 0 && sum('passed') > 0 ? 0 : 1, outcomes };
}

/** A mistake in one step loses nothing of the others. */
function brokenStep(error) {
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  };
}

/**
 * The step under way hears of the signal by itself: `run` hands it on. A signal to npm ends npm and the shell between it
 * and this process, and never comes here; that the shell is gone is the signal then.
 */
function listenForStop() {
  const stop = {
    /** @type {'SIGINT' | 'SIGTERM' | 'SIGHUP' | null} */
    signal: null,
    end() {
      clearInterval(look);
      for (const name of names) process.off(name, listener);
    },
  };
  const names = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const listener = (name) => {
    stop.signal ??= name;
  };
  for (const name of names) process.on(name, listener);
  const look = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent || stop.signal !== null) return;
    process.emit('SIGTERM', 'SIGTERM');
  }, LOOK_MILLISECONDS);
  look.unref();
  return stop;
}

/** @param {Outcome} outcome */
function show({ name, totals: { passed, failed, failures }, seconds }) {
  const count = passed + failed > 1 ? `: ${passed} of ${passed + failed}` : '';
  say(`${failed === 0 ? '✓' : '✗'} ${name}${count} (${seconds.toFixed(1)} s)`);
  for (const failure of failures) {
    const lines = failure.split('\n');
    for (const line of lines.slice(0, FAILURE_LINES)) say(`    │ ${line}`);
    if (lines.length > FAILURE_LINES) say(`    │ … ${lines.length - FAILURE_LINES} more lines`);
    say('');
  }
}
