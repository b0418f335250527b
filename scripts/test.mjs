/* npm test: sets up what is missing, runs every check and every test, and ends with the true totals. */
import { ensureReady } from './setup/ensure-ready.mjs';
import { runAsCommand, SetupFailure } from './setup/setup-failure.mjs';
import { runSteps } from './test/run-steps.mjs';
import { steps } from './test/steps.mjs';

await runAsCommand(async () => {
  const wanted = process.argv.slice(2);
  const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length === 0) {
    throw new SetupFailure(`No step is named like that. The steps: ${steps.map(({ name }) => name).join(', ')}.`);
  }
  const { environment } = await ensureReady({ forTests: true });
  const { code } = await runSteps(chosen, environment);
  return code;
});
