import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { aiAmounts } from './amounts-ai.mjs';
import { neonAmounts } from './amounts-neon.mjs';
import { vercelAmounts } from './amounts-vercel.mjs';
import { report } from './report.mjs';
import { SABOTAGES, startProxy } from './sabotage.mjs';
import { sdkChecks } from './sdk.mjs';
import { vercelCliChecks, vercelCliFailureChecks } from './vercel-cli.mjs';

const [bundle, reportFile] = process.argv.slice(2);
const { loadScenario, startSimulator } = await import(pathToFileURL(bundle).href);

/** What is used a day at OpenAI of each kind besides completions, and the field that counts it. */
const OTHER_USAGE = {
  decisions: { field: 'input_tokens', amount: 5_120 },
  embeddings: { field: 'input_tokens', amount: 81_920 },
  moderations: { field: 'input_tokens', amount: 2_048 },
  images: { field: 'images', amount: 17 },
  audio_speeches: { field: 'characters', amount: 12_345 },
  audio_transcriptions: { field: 'seconds', amount: 3_600 },
  vector_stores: { field: 'usage_bytes', amount: 1_048_576 },
  code_interpreter_sessions: { field: 'num_sessions', amount: 9 },
  file_search_calls: { field: 'num_requests', amount: 31 },
  web_search_calls: { field: 'num_requests', amount: 23 },
};
const proxies = [];

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
const results = await performAll(
  [...sdkChecks(context), ...(await vercelCliChecks(context)), ...(await vercelCliFailureChecks(context))],
  console.log,
);
const accounting = await startSimulator({ scenario: accountingScenario(loadScenario('pro-growth')), clock });
const amounts = await performAll(await amountChecks(accounting, clock.now(), null), console.log);
const sound = amounts.filter(({ ok }) => ok).map(nameOf);
const sabotages = [];
for (const sabotage of SABOTAGES) {
  const failed = await noticed(accounting, clock.now(), sabotage);
  sabotages.push({ name: sabotage.name, failed });
  console.log(`${failed.length > 0 ? 'ok  ' : 'FAIL'} sabotage: ${sabotage.name}: ${failed.length} checks fail`);
}
await Promise.all([simulator.close(), accounting.close()]);

const all = [...results, ...amounts];
const failed = all.filter(({ ok }) => !ok).length + sabotages.filter((one) => one.failed.length === 0).length;
await writeFile(reportFile, report({ results, amounts, sabotages }, new Date()));
console.log(`${all.length + sabotages.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function nameOf({ client, call }) {
  return `${client}: ${call}`;
}

async function performAll(checks, say) {
  const done = [];
  for (const check of checks) {
    const result = await perform(check);
    done.push(result);
    say(
      `${result.ok ? 'ok  ' : 'FAIL'} ${result.client}: ${result.call}${result.ok ? '' : `\n     ${result.problem}`}`,
    );
  }
  return done;
}

/** The checks of amounts against the simulator as `sabotage` falsifies it; the proxies end with the process. */
async function amountChecks(target, now, sabotage) {
  const { scenario, credentials } = target;
  const [plain, gateway] = await Promise.all([
    startProxy(target.url, sabotage),
    startProxy(target.url, sabotage, '/ai-gateway'),
  ]);
  proxies.push(plain, gateway);
  const shared = { url: plain.url, gatewayUrl: gateway.url, scenario: forChecks(scenario), credentials, now };
  return [...(await vercelAmounts(shared)), ...aiAmounts(shared), ...neonAmounts(shared)];
}

/** The checks that fail under `sabotage` and not without it: at least one has to. */
async function noticed(target, now, sabotage) {
  const done = await performAll(await amountChecks(target, now, sabotage), () => undefined);
  for (const proxy of proxies.splice(0)) proxy.close();
  return done.filter((one) => !one.ok && sound.includes(nameOf(one))).map(nameOf);
}

/** Three seats, no revisions, two regions of different prices, and some use of every kind at OpenAI. */
function accountingScenario(scenario) {
  const otherUsage = Object.fromEntries(Object.entries(OTHER_USAGE).map(([kind, { amount }]) => [kind, amount]));
  return {
    ...scenario,
    plans: scenario.plans.map((plan) => ({ ...plan, seats: 3 })),
    observabilityPlus: true,
    regions: { iad1: 0.6, hnd1: 0.4 },
    lags: { ...scenario.lags, revision: 0 },
    openai: { ...scenario.openai, otherUsage },
  };
}

function forChecks(scenario) {
  return { ...scenario, openai: { ...scenario.openai, otherUsage: OTHER_USAGE } };
}
