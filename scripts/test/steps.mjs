import { existsSync } from 'node:fs';
import { build } from '../build/ensure-built.mjs';
import { inProject, projectNode } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import {
  countFiles,
  filesOfBoundaries,
  filesOfLint,
  filesOfTypes,
  havingLooked,
  withoutListedFiles,
} from './looked-at.mjs';
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
const TYPESCRIPT = /\.tsx?$/;
const SCRIPTS = /\.([cm]js|tsx?)$/;
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
 * Everything that `npm test` runs, in order. Each step is tried whatever came before it.
 *
 * @type {import('./run-steps.mjs').Step[]}
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
  check('unused files, exports and packages', () => [tool('knip'), '--no-progress', '--treat-config-hints-as-errors']),
  check('architecture drawing', () => [script('draw-architecture.mjs'), '--check']),
  check('lock file', () => [script('test', 'check-lock-file.mjs')]),
  { name: 'build', run: async ({ environment }) => totalsOfCheck(completeBuild(await build(environment))) },
  {
    name: 'unit and integration tests',
    run: (context) => unitTests(context, { files: countFiles(['test'], /\.test\.tsx?$/, ['test/fixtures']) }),
  },
  { name: 'end-to-end tests in Electron', run: (context) => endToEnd(context, { files: endToEndFiles() }) },
];

/** @param {import('./looked-at.mjs').Sight} [sight] for a check that does not see to it by itself */
function check(name, args, sight) {
  return {
    name,
    run: async ({ environment }) => {
      const options = { env: { ...environment, NO_COLOR: '1' }, silenceSeconds: CHECK_SILENCE_SECONDS };
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
