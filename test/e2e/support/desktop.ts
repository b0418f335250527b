import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './launch';

/** Tells the variables of the session that it runs in, and stays until its input ends. */
const TELL = 'console.log(JSON.stringify(process.env)); process.stdin.resume()';

/**
 * A desktop of its own: display, session bus, keyring and notices. From then on this process and what it starts are in
 * it, so that apps of several workers see nothing of each other.
 */
export async function startDesktop(): Promise<{ stop(): Promise<void> }> {
  const script = join(projectRoot, 'scripts/test/desktop-session.mjs');
  const session = spawn(process.execPath, [script, process.execPath, '-e', TELL], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(session, 'exit');
  const told = once(createInterface({ input: session.stdout }), 'line').then(([line]) => String(line));
  const variables = await Promise.race([
    told,
    ended.then(([code]): never => {
      throw new Error(`The desktop session ended with ${code}.`);
    }),
  ]);
  Object.assign(process.env, JSON.parse(variables));
  return {
    async stop() {
      session.stdin.end();
      await ended;
    },
  };
}
