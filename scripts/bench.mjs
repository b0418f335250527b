/* npm run bench [-- SECTION ...]: measures app, store, forecasts, costs, recommendations and providers against their goals. */
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sections } from './bench/sections.mjs';
import { ensureBuilt } from './build/ensure-built.mjs';
import { runInForeground } from './build/launch.mjs';
import { ensureReady, ensureTerminalReady } from './setup/ensure-ready.mjs';
import { projectNode, projectRoot } from './setup/paths.mjs';
import { runAsCommand, SetupFailure } from './setup/setup-failure.mjs';

const script = (path) => fileURLToPath(new URL(path, import.meta.url));

await runAsCommand(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in sections));
  if (unknown !== undefined) {
    throw new SetupFailure(`There is no section "${unknown}". The sections: ${Object.keys(sections).join(', ')}.`);
  }
  const chosen = Object.entries(sections).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const environment = await ready(
    chosen.some(([, { display }]) => display),
    chosen.some(([, { built }]) => built),
  );
  // Needs the bundler, which is there only now.
  const { buildSection } = await import('./bench/build-section.mjs');
  const day = new Date().toISOString().slice(0, 10);
  process.stdout.write(`${day}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} before the start\n`);
  let broken = 0;
  for (const [name, { file, run, display }] of chosen) {
    process.stdout.write(`\n## ${name}\n\n`);
    const command = [script('./bench/run-section.mjs'), await buildSection(name, file), run];
    const session = display ? [script('./test/desktop-session.mjs'), projectNode()] : [];
    const code = await runInForeground(projectNode(), [...session, ...command], { env: environment });
    broken += code === 0 ? 0 : 1;
  }
  // A goal that is missed is told, not failed: these are figures of a machine, no tests.
  return broken === 0 ? 0 : 1;
});

async function ready(display, built) {
  if (!display) {
    const environment = await ensureTerminalReady();
    if (built) await ensureBuilt(environment);
    return { ...environment, HEADROOM_BENCH_ROOT: projectRoot };
  }
  const { environment, runtime } = await ensureReady({ forTests: true });
  await ensureBuilt(environment);
  const { HEADROOM_SQLITE_BINDING, ...rest } = environment;
  // The sections run in Node, which loads the prebuilt SQLite; the other binding is for the Electron runtime alone.
  return {
    ...rest,
    HEADROOM_BENCH_ROOT: projectRoot,
    HEADROOM_BENCH_RUNTIME: runtime.executable,
    ...(HEADROOM_SQLITE_BINDING ? { HEADROOM_BENCH_BINDING: HEADROOM_SQLITE_BINDING } : {}),
  };
}
