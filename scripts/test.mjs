/* npm test: sets up what is missing, runs every check and every test, and ends with the true totals. */
import { ensureReady } from './setup/ensure-ready.mjs';
import { say, step } from './setup/progress.mjs';
import { runAsCommand, SetupFailure } from './setup/setup-failure.mjs';
import { steps } from './test/steps.mjs';

const FAILURE_LINES = 60;

await runAsCommand(async () => {
  const wanted = process.argv.slice(2);
  const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length === 0) {
    throw new SetupFailure(`No step is named like that. The steps: ${steps.map(({ name }) => name).join(', ')}.`);
  }
  const { environment } = await ensureReady({ forTests: true });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of chosen) {
    const began = performance.now();
    const totals = await step(name, (note) => run({ environment, note }), { quiet: true });
    for (const key of Object.keys(sum)) sum[key] += totals[key];
    show(name, totals, (performance.now() - began) / 1000);
  }
  if (sum.skipped > 0) say(`Skipped tests: ${sum.skipped}`);
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});

function show(name, { passed, failed, failures }, seconds) {
  const count = passed + failed > 1 ? `: ${passed} of ${passed + failed}` : '';
  say(`${failed === 0 ? '✓' : '✗'} ${name}${count} (${seconds.toFixed(1)} s)`);
  for (const failure of failures) {
    const lines = failure.split('\n');
    for (const line of lines.slice(0, FAILURE_LINES)) say(`    │ ${line}`);
    if (lines.length > FAILURE_LINES) say(`    │ … ${lines.length - FAILURE_LINES} more lines`);
    say('');
  }
}
