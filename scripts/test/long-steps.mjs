import { readdirSync, readFileSync } from 'node:fs';
import { ensureBuilt } from '../build/ensure-built.mjs';
import { inProject } from '../setup/paths.mjs';
import { endToEnd, unitTests } from './runners.mjs';

const KILLS = 200;
const TIMES = 20;

/**
 * What `npm run test:long` runs: tests of `npm test` that can go on for longer, each with the variable that asks it to.
 * `what` says it for the page of the last result.
 *
 * @type {(import('./run-steps.mjs').Step & { what: string })[]}
 */
export const longSteps = [
  suite('sample on rare days', 'the sample account on seven more days of the calendar', {
    files: ['test/integration/collection/sample-any-day.test.ts'],
    extra: { HEADROOM_EVERY_DAY: '1' },
  }),
  suite('hard kills', `a collecting process is killed ${KILLS} times, and nothing that it reported is lost`, {
    files: ['test/integration/store/crash.test.ts'],
    extra: { HEADROOM_KILLS: String(KILLS) },
  }),
  suite('ten days', 'Headroom and the accountant on ten days of every account', {
    files: ['test/accounts/agreement.test.ts'],
    extra: { HEADROOM_TEN_DAYS: '1' },
  }),
  suite('every standing', 'every surface of every account at seven moments gives one answer to each question', {
    files: ['test/accounts/standings.test.ts'],
    extra: { HEADROOM_STANDINGS: 'all' },
  }),
  onBuilt(
    suite('every case', 'faults, clocks, processes and runners of which npm test tries one of each kind', {
      files: filesWith("/support/all-cases'"),
      extra: { HEADROOM_ALL_CASES: '1' },
    }),
  ),
  onBuilt({
    name: 'every size and start',
    what: 'every screen in each theme and size, and reports that were due while the app did not run',
    run: (context) => endToEnd(context, { files: 2, args: ['look', 'report'], extra: { HEADROOM_ALL_CASES: '1' } }),
  }),
  suite('properties', `every property of the tests, with ${TIMES} times as many random cases`, {
    files: filesWith("from 'fast-check'"),
    extra: { HEADROOM_PROPERTY_TIMES: String(TIMES) },
  }),
];

function suite(name, what, { files, extra }) {
  return { name, what, run: (context) => unitTests(context, { files: files.length, args: files, extra }) };
}

/** The same on the built app: what a test would build itself within its own time is there, as in `npm test`. */
function onBuilt(step) {
  return {
    ...step,
    async run(context) {
      await ensureBuilt(context.environment);
      return step.run(context);
    },
  };
}

/** Files of tests, from the project's root, in which `text` stands. */
export function filesWith(text) {
  return readdirSync(inProject('test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes('/node_modules/') && !name.includes('/fixtures/'))
    .filter((name) => readFileSync(inProject(name), 'utf8').includes(text));
}
