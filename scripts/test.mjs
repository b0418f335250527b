/* npm test: sets up what is missing, runs every check and every test, and ends with the true totals. */
import { ensureReady } from './setup/ensure-ready.mjs';
import { runAsCommand } from './setup/setup-failure.mjs';
import { chosenSteps, runSteps } from './test/run-steps.mjs';
import { steps } from './test/steps.mjs';

await runAsCommand(async () => {
  const chosen = chosenSteps(steps, process.argv.slice(2));
  const { environment } = await ensureReady({ forTests: true });
  const { code } = await runSteps(chosen, environment);
  return code;
});
