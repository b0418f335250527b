import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks on standard error and shows nothing of what is typed. */
export async function askSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: silent, terminal: true });
  // As everywhere else in a terminal, Ctrl+C ends the command.
  asking.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return (await asking.question('')).trim();
  } finally {
    asking.close();
    process.stderr.write('\n');
  }
}
