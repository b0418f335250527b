import { join } from 'node:path';

/** What `npm run bench` hands to the section over the environment. */
export interface Surroundings {
  /** The built terminal. */
  readonly cli: string;
  /** The built entry of its threads. */
  readonly workerFile: string;
  /** Root of the checkout, which Electron takes as the app. */
  readonly root: string;
  readonly runtime: string;
  /** Environment in which Electron finds its own binding of SQLite. */
  readonly electron: Readonly<Record<string, string | undefined>>;
}

export function surroundings(): Surroundings {
  const { HEADROOM_BENCH_RUNTIME: runtime, HEADROOM_BENCH_ROOT: root, HEADROOM_BENCH_BINDING: binding } = process.env;
  if (runtime === undefined || root === undefined) {
    throw new Error('Run it with "npm run bench -- app": it needs the built app and its runtime.');
  }
  return {
    root,
    runtime,
    cli: join(root, 'out', 'main', 'cli.js'),
    workerFile: join(root, 'out', 'main', 'worker.js'),
    electron: { ...process.env, ...(binding === undefined ? {} : { HEADROOM_SQLITE_BINDING: binding }) },
  };
}
