/* npm start: from whatever state the checkout is in to the app's window. */
import { ensureBuilt } from './build/ensure-built.mjs';
import { appArguments, runInForeground } from './build/launch.mjs';
import { runHeadless } from './headless.mjs';
import { hasDisplay } from './setup/display.mjs';
import { ensureReady } from './setup/ensure-ready.mjs';
import { runAsCommand } from './setup/setup-failure.mjs';

await runAsCommand(async () => {
  const args = process.argv.slice(2);
  const { environment, runtime } = await ensureReady({ forTests: false });
  await ensureBuilt(environment);
  if (!hasDisplay()) return runHeadless({ args, environment, runtime });
  return runInForeground(runtime.executable, appArguments(args), { env: environment });
});
