/* npm run -s headroom -- <command>: the app in the terminal. Standard output carries the command's answer alone. */
import { ensureBuilt } from './build/ensure-built.mjs';
import { runInForeground } from './build/launch.mjs';
import { ensureRuntime, ensureTerminalReady } from './setup/ensure-ready.mjs';
import { inProject, projectNode } from './setup/paths.mjs';
import { runAsCommand } from './setup/setup-failure.mjs';

await runAsCommand(async () => {
  const args = process.argv.slice(2);
  const environment = { ...(await ensureTerminalReady()), ...(needsRuntime(args) ? await ensureRuntime() : {}) };
  await ensureBuilt(environment);
  const cli = inProject('out', 'main', 'cli.js');
  // npm changes into the project; paths on the command line are meant from where the person stands.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runInForeground(projectNode(), [cli, ...args], { env: environment, cwd });
});

/**
 * Whether a command line asks for what only the app's own engine makes: a report as PDF, or a picture.
 *
 * @param {string[]} args
 */
function needsRuntime(args) {
  const [command, ...options] = args;
  return command === 'report' && options.some((one) => /^--card(=|$)/.test(one) || /(^|=|\.)pdf$/i.test(one));
}
