import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { report } from './report.mjs';
import { sdkChecks } from './sdk.mjs';
import { vercelCliChecks, vercelCliFailureChecks } from './vercel-cli.mjs';

const [bundle, reportFile] = process.argv.slice(2);
const { startSimulator } = await import(pathToFileURL(bundle).href);

const clock = { now: () => Math.floor(Date.now() / 1000) };
const simulator = await startSimulator({ scenario: 'pro-growth', clock });

/** Reads a path of the simulated Vercel as JSON, with the contract's token. */
async function get(path) {
  const response = await fetch(simulator.url + path, { headers: { authorization: 'Bearer tok_test01' } });
  return response.json();
}

/** The first Sunday of the last November that is over: Los Angeles sets its clocks back, the day has 25 hours. */
function clockChangeDay() {
  const today = new Date();
  const inYear = (year) => new Date(Date.UTC(year, 10, 1 + ((7 - new Date(Date.UTC(year, 10, 1)).getUTCDay()) % 7)));
  const current = inYear(today.getUTCFullYear());
  const day = today.getTime() - current.getTime() > 3 * 86_400_000 ? current : inYear(today.getUTCFullYear() - 1);
  return day.toISOString().slice(0, 10);
}

async function perform(check) {
  const started = performance.now();
  try {
    await check.run();
    return { ...check, ok: true, problem: '', milliseconds: performance.now() - started };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...check, ok: false, problem, milliseconds: performance.now() - started };
  }
}

const context = { simulator, get, now: clock.now(), clockChangeDay: clockChangeDay() };
const results = [];
for (const check of [
  ...sdkChecks(context),
  ...(await vercelCliChecks(context)),
  ...(await vercelCliFailureChecks(context)),
]) {
  const result = await perform(check);
  results.push(result);
  console.log(
    `${result.ok ? 'ok  ' : 'FAIL'} ${result.client}: ${result.call}${result.ok ? '' : `\n     ${result.problem}`}`,
  );
}
await simulator.close();

const failed = results.filter(({ ok }) => !ok).length;
await writeFile(reportFile, report(results, new Date()));
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
