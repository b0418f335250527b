/* npm run -s headroom -- <command>: the app in the terminal. Standard output carries the command's answer alone. */
import { ensureBuilt } from './build/ensure-built.mjs';
import { runInForeground } from './build/launch.mjs';
import { ensureTerminalReady } from './setup/ensure-ready.mjs';
import { inProject, projectNode } from './setup/paths.mjs';
import { runAsCommand } from './setup/setup-failure.mjs';

await runAsCommand(async () => {
  const environment = await ensureTerminalReady();
  await ensureBuilt(environment);
  const cli = inProject('out', 'main', 'cli.js');
  // npm changes into the project; paths on the command line are meant from where the person stands.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runInForeground(projectNode(), [cli, ...process.argv.slice(2)], { env: environment, cwd });
});
