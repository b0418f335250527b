import { createInterface } from 'node:readline/promises';

/** Asks for one line on a terminal; empty where it is, where input ends, and for Ctrl+C. */
export async function askLine(question: string): Promise<string> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => asking.once('close', () => resolve('')));
  try {
    return (await Promise.race([asking.question(question), ended])).trim();
  } finally {
    asking.close();
  }
}
