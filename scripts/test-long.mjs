/* npm run test:long [-- STEP ...]: what takes longer than npm test may; the result of a whole run goes to docs/long-tests.md. */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { ensureReady } from './setup/ensure-ready.mjs';
import { inProject, projectNode } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { runAsCommand } from './setup/setup-failure.mjs';
import { longPage } from './test/long-page.mjs';
import { longSteps } from './test/long-steps.mjs';
import { chosenSteps, runSteps } from './test/run-steps.mjs';

await runAsCommand(async () => {
  const chosen = chosenSteps(longSteps, process.argv.slice(2));
  const { environment } = await ensureReady({ forTests: true });
  const machine = {
    day: new Date().toISOString().slice(0, 10),
    node: (await run(projectNode(), ['--version'])).stdout.trim(),
    platform: `${process.platform}-${process.arch}`,
    cores: cpus().length,
    load: loadavg()[0] ?? 0,
  };
  const { code, outcomes } = await runSteps(chosen, environment);
  // A part of it, or one that was stopped, is no result to keep.
  if (outcomes.length === longSteps.length && code < 128) {
    const told = outcomes.map((outcome, at) => ({ ...outcome, what: longSteps[at]?.what ?? '' }));
    writeFileSync(inProject('docs', 'long-tests.md'), longPage(told, machine));
  }
  return code;
});
