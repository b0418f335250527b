import { existsSync } from 'node:fs';
import { inProject } from '../setup/paths.mjs';

/**
 * The parts of the benchmark, in the order in which they run. `run` is the function that the file exports; `display`
 * says that it opens the window, which needs the built app, its runtime and a display; `built` that it needs the built app alone.
 *
 * @type {Record<string, { file: string, run: string, display: boolean, built?: boolean }>}
 */
const all = {
  app: { file: inProject('test', 'bench', 'app', 'run.ts'), run: 'runAppBench', display: true },
  store: { file: inProject('test', 'bench', 'store', 'run.ts'), run: 'runStoreBench', display: false },
  terminal: {
    file: inProject('test', 'bench', 'terminal', 'run.ts'),
    run: 'runTerminalBench',
    display: false,
    built: true,
  },
  forecast: { file: inProject('test', 'bench', 'forecast', 'run.ts'), run: 'runForecastBench', display: false },
  costs: { file: inProject('test', 'bench', 'costs', 'costs-bench.ts'), run: 'benchCosts', display: false },
  recommendations: {
    file: inProject('test', 'bench', 'recommendations', 'run.ts'),
    run: 'runRecommendationsBench',
    display: false,
  },
  pdf: { file: inProject('test', 'bench', 'reports', 'pdf-bench.ts'), run: 'runPdfBench', display: true },
  alerts: { file: inProject('test', 'bench', 'alerts', 'run.ts'), run: 'runAlertsBench', display: false },
  assistant: { file: inProject('test', 'bench', 'assistant', 'run.ts'), run: 'runAssistantBench', display: false },
  proof: { file: inProject('test', 'bench', 'proof', 'run.ts'), run: 'runProofBench', display: false },
  reports: { file: inProject('test', 'bench', 'reports', 'run.ts'), run: 'runReportsBench', display: false },
  providers: { file: inProject('test', 'bench', 'providers', 'run.ts'), run: 'runProvidersBench', display: false },
};

/** The sections that exist in this checkout. */
export const sections = Object.fromEntries(Object.entries(all).filter(([, { file }]) => existsSync(file)));
