import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build/ensure-built.mjs';
import { inProject, projectNode } from '../setup/paths.mjs';
import { run, tail } from '../setup/run.mjs';
import {
  countFiles,
  filesOfBoundaries,
  filesOfLint,
  filesOfTypes,
  havingLooked,
  withoutListedFiles,
} from './looked-at.mjs';
import { totalsOfCheck, totalsOfPlaywright, totalsOfVitest } from './totals.mjs';

const CHECK_LIMIT_SECONDS = 300;
const RUNNER_LIMIT_SECONDS = 1200;

const tools = {
  tsc: ['typescript', 'bin', 'tsc'],
  biome: ['@biomejs', 'biome', 'bin', 'biome'],
  depcruise: ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
  vitest: ['vitest', 'vitest.mjs'],
  playwright: ['@playwright', 'test', 'cli.js'],
};
const TYPESCRIPT = /\.tsx?$/;
const SCRIPTS = /\.([cm]js|tsx?)$/;
/** What the app cannot start without. */
const BUILT = ['main/index.js', 'main/cli.js', 'main/worker.js', 'preload/index.cjs', 'renderer/index.html'];

const tool = (name) => inProject('node_modules', ...tools[name]);
const script = (...path) => inProject('scripts', ...path);

/**
 * Everything that `npm test` runs, in order. Each step is tried whatever came before it.
 *
 * @typedef {{ environment: NodeJS.ProcessEnv, note: (text: string) => void }} Context
 * @type {{ name: string, run: (context: Context) => Promise<import('./totals.mjs').Totals> }[]}
 */
export const steps = [
  types('shared', 'tsconfig.core.json', () => countFiles(['src/shared'], TYPESCRIPT)),
  types('main', 'tsconfig.main.json', () => countFiles(['src/main', 'src/shared'], TYPESCRIPT)),
  types('window', 'tsconfig.renderer.json', () =>
    countFiles(['src/renderer', 'src/preload', 'src/shared'], TYPESCRIPT),
  ),
  types('tests', 'tsconfig.json', () => countFiles(['src', 'test'], TYPESCRIPT, ['test/fixtures/provider-example'])),
  types('scripts', 'tsconfig.scripts.json', () => countFiles(['scripts'], /\.mjs$/, ['scripts/setup/default-app'])),
  check('lint and format', () => [tool('biome'), 'check', '.', '--error-on-warnings', '--max-diagnostics=50'], {
    seen: filesOfLint,
    wanted: () => countFiles(['src', 'test', 'scripts'], SCRIPTS, ['test/fixtures']),
  }),
  check('import boundaries', () => [tool('depcruise'), 'src', '--config', '.dependency-cruiser.cjs'], {
    seen: filesOfBoundaries,
    wanted: () => countFiles(['src'], TYPESCRIPT),
  }),
  check('architecture drawing', () => [script('draw-architecture.mjs'), '--check']),
  check('lock file', () => [script('test', 'check-lock-file.mjs')]),
  { name: 'build', run: async ({ environment }) => totalsOfCheck(completeBuild(await build(environment))) },
  {
    name: 'unit and integration tests',
    run: (context) =>
      reported(
        context,
        (report) => totalsOfVitest(report, countFiles(['test'], /\.test\.tsx?$/)),
        (report) => ({
          args: [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
          // Vitest runs in Node, which loads the prebuilt SQLite: the compiled binding is for Electron.
          hidden: ['HEADROOM_SQLITE_BINDING'],
        }),
      ),
  },
  {
    name: 'end-to-end tests in Electron',
    run: (context) =>
      reported(
        context,
        (report) => totalsOfPlaywright(report, endToEndFiles()),
        (report) => ({
          args: [tool('playwright'), 'test', '--reporter=list,json'],
          extra: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        }),
      ),
  },
];

/** @param {import('./looked-at.mjs').Sight} [sight] for a check that does not see to it by itself */
function check(name, args, sight) {
  return {
    name,
    run: async ({ environment }) => {
      const options = { env: { ...environment, NO_COLOR: '1' }, timeoutSeconds: CHECK_LIMIT_SECONDS };
      const result = await run(projectNode(), args(), options);
      const looked = sight === undefined ? result : havingLooked(result, sight);
      return totalsOfCheck({ ...looked, output: withoutListedFiles(looked.output) });
    },
  };
}

function types(where, config, wanted) {
  return check(`types: ${where}`, () => [tool('tsc'), '-p', config, '--listFiles'], { seen: filesOfTypes, wanted });
}

/** A bundler that was given nothing to bundle is content with itself. */
function completeBuild(result) {
  const missing = BUILT.filter((file) => !existsSync(inProject('out', ...file.split('/'))));
  if (result.code !== 0 || missing.length === 0) return result;
  return { ...result, code: 1, output: `The build lacks ${missing.join(', ')}.\n${result.output}` };
}

function endToEndFiles() {
  const desktop = process.platform === 'linux' ? 0 : countFiles(['test/e2e'], /desktop\.spec\.ts$/);
  return countFiles(['test/e2e'], /\.spec\.ts$/) - desktop;
}

/** Runs a test runner in a desktop session of its own and counts the report that it wrote. */
async function reported({ environment, note }, count, runner) {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-report-'));
  const report = join(folder, 'report.json');
  try {
    const { args, extra = {}, hidden = [] } = runner(report);
    const env = { ...environment, ...extra, NO_COLOR: '1' };
    for (const name of hidden) delete env[name];
    const session = [script('test', 'desktop-session.mjs'), projectNode(), ...args];
    const result = await run(projectNode(), session, { env, timeoutSeconds: RUNNER_LIMIT_SECONDS, onLine: note });
    const totals = readTotals(report, count);
    // A report without a failure from a run that failed would be a lie.
    if (totals && (totals.failed > 0 || result.code === 0)) return totals;
    const failed = totalsOfCheck({ ...result, code: result.code || 1, output: tail(result.output, 60) });
    return totals ? { ...totals, failed: 1, failures: failed.failures } : failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTotals(report, count) {
  return existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : null;
}
