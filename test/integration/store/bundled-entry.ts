import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A TypeScript entry of this project as one plain file that Node runs by itself, and how to remove it. */
export interface BundledEntry {
  readonly file: string;
  remove(): void;
}

/** Bundles `entry` (relative to the project) for a real child process or thread; packages stay outside. */
export async function bundleEntry(entry: string): Promise<BundledEntry> {
  const parent = join(ROOT, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const outDir = mkdtempSync(join(parent, 'headroom-entry-'));
  // A child that runs as somebody else reads it too.
  chmodSync(outDir, 0o755);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  });
  return { file: join(outDir, 'entry.mjs'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
