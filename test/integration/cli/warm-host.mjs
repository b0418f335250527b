/*
 * Runs one command line after another in one process, each by the built `cli.js` anew: what it loads stays loaded, and
 * a start takes most of the time of a command. Asked and answered over the channel to its parent, see warm-cli.ts.
 */
import { pathToFileURL } from 'node:url';

const cli = process.argv[2] ?? '';
const events = ['uncaughtException', 'warning', 'SIGINT', 'SIGTERM'];
let runs = 0;

process.on('disconnect', () => process.exit());
process.on('message', async ({ args, environment, umask }) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.umask(umask);
  process.argv = [process.argv[0] ?? '', cli, ...args];
  process.exitCode = undefined;
  const written = { stdout: '', stderr: '' };
  const undo = ['stdout', 'stderr'].map((name) => {
    const stream = process[name];
    const { write } = stream;
    stream.write = (chunk, encoding, callback) => {
      written[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      (typeof encoding === 'function' ? encoding : callback)?.();
      return true;
    };
    return () => {
      stream.write = write;
      stream.removeAllListeners('error');
    };
  });
  runs += 1;
  let problem = null;
  try {
    await import(`${pathToFileURL(cli).href}?run=${runs}`);
  } catch (error) {
    problem = String(error);
  }
  for (const event of events) process.removeAllListeners(event);
  for (const back of undo) back();
  process.send?.({ code: process.exitCode ?? 0, ...written, problem });
});
