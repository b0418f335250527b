import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** Another process that has a data file open. */
export interface Holder {
  readonly pid: number;
  /** What it printed until it was ready. */
  readonly output: string;
  /** Ends it the hard way, and resolves when it is gone. */
  kill(): Promise<void>;
  /** Lets it close the file and end by itself. */
  end(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Starts `holding-child.ts`, bundled as `entry`, and waits until it has the file open (or could not). */
export async function startHolder(entry: string, ...args: readonly (string | number)[]): Promise<Holder> {
  const child: Child = spawn(process.execPath, [entry, ...args.map(String)], {
    env: { ...process.env, HEADROOM_HOLDING_CHILD: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  let output = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (/READY|FAILED/.test(output)) {
        resolve();
      }
    });
    child.once('close', () => resolve());
  });
  return {
    pid: child.pid ?? 0,
    output,
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    async end() {
      child.stdin.end();
      await closed;
    },
    signal: (name) => void child.kill(name),
  };
}
