/* npm run build: sets up what is missing and builds the app, the terminal and the library into out/. */
import { build } from './build/ensure-built.mjs';
import { ensureTerminalReady } from './setup/ensure-ready.mjs';
import { tail } from './setup/run.mjs';
import { runAsCommand, SetupFailure } from './setup/setup-failure.mjs';

await runAsCommand(async () => {
  const result = await build(await ensureTerminalReady());
  if (result.code !== 0) throw new SetupFailure(`The build failed:\n${tail(result.output, 25)}`);
  return 0;
});
