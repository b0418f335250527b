import { existsSync, readdirSync } from 'node:fs';
import { build } from '../build/ensure-built.mjs';
import { inProject, projectNode } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { endToEnd, unitTests } from './runners.mjs';
import { totalsOfCheck } from './totals.mjs';

/** A check is one thing to finish, and most say nothing until then. */
const CHECK_SILENCE_SECONDS = 300;

const tools = {
  tsc: ['typescript', 'bin', 'tsc'],
  biome: ['@biomejs', 'biome', 'bin', 'biome'],
  knip: ['knip', 'dist', 'cli.js'],
  depcruise: ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
};
/** What the app cannot start without, and the library. */
const BUILT = [
  'main/index.js',
  'main/cli.js',
  'main/library.js',
  'main/worker.js',
  'preload/index.cjs',
  'renderer/index.html',
  'types/main/library/index.d.ts',
];

const tool = (name) => inProject('node_modules', ...tools[name]);
const script = (...path) => inProject('scripts', ...path);

/**
 * Everything that `npm test` runs, in order, the longest of neighbours first. Each is tried whatever came before it.
 *
 * @type {import('./run-steps.mjs').Step[]}
 */
export const steps = [
  types('tests', 'tsconfig.json'),
  check('architecture drawing', () => [script('draw-architecture.mjs'), '--check']),
  check('import boundaries', () => [tool('depcruise'), 'src', '--config', '.dependency-cruiser.cjs']),
  types('main', 'tsconfig.main.json'),
  types('window', 'tsconfig.renderer.json'),
  check('unused files, exports and packages', () => [tool('knip'), '--no-progress', '--treat-config-hints-as-errors']),
  check('what only tests use', () => [
    tool('knip'),
    ...['--production', '--config', 'knip.product.jsonc', '--include', 'files,exports', '--no-progress'],
  ]),
  check('lint and format', () => [tool('biome'), 'check', '.', '--error-on-warnings', '--max-diagnostics=50']),
  types('shared', 'tsconfig.core.json'),
  types('scripts', 'tsconfig.scripts.json'),
  check('lock file', () => [script('test', 'check-lock-file.mjs')]),
  { name: 'build', run: async ({ environment }) => totalsOfCheck(completeBuild(await build(environment))) },
  {
    name: 'unit and integration tests',
    run: (context) => unitTests(context, { files: countFiles('test', /\.test\.tsx?$/) }),
  },
  { name: 'end-to-end tests in Electron', run: (context) => endToEnd(context, { files: endToEndFiles() }) },
];

function check(name, args) {
  return {
    name,
    besideOthers: true,
    run: async ({ environment }) => {
      const options = { env: { ...environment, NO_COLOR: '1' }, silenceSeconds: CHECK_SILENCE_SECONDS };
      return totalsOfCheck(await run(projectNode(), args(), options));
    },
  };
}

function types(where, config) {
  return check(`types: ${where}`, () => [tool('tsc'), '-p', config]);
}

/** A bundler that was given nothing to bundle is content with itself. */
function completeBuild(result) {
  const missing = BUILT.filter((file) => !existsSync(inProject('out', ...file.split('/'))));
  if (result.code !== 0 || missing.length === 0) return result;
  return { ...result, code: 1, output: `The build lacks ${missing.join(', ')}.\n${result.output}` };
}

function endToEndFiles() {
  const desktop = process.platform === 'linux' ? 0 : countFiles('test/e2e', /desktop\.spec\.ts$/);
  return countFiles('test/e2e', /\.spec\.ts$/) - desktop;
}

/** How many files of tests there are below a folder; those of fixtures and of installed packages are no part of them. */
function countFiles(folder, name) {
  const files = readdirSync(inProject(...folder.split('/')), { recursive: true, encoding: 'utf8' });
  return files.filter((path) => name.test(path) && !/(^|[\\/])(fixtures|node_modules)[\\/]/.test(path)).length;
}
