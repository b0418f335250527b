/*
 * The app that the Electron runtime starts when it is given a folder, as Electron's own default app does: it finds the
 * folder in the arguments, takes name and version from its package.json and imports its main entry.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const valueOptions = new Set(['-r', '--require']);
const require = createRequire(import.meta.url);

function readArguments(argv) {
  const preloads = [];
  for (let at = 1; at < argv.length; at += 1) {
    if (valueOptions.has(argv[at])) {
      preloads.push(argv[at + 1]);
      at += 1;
    } else if (!argv[at].startsWith('-')) {
      return { preloads, folder: resolve(argv[at]) };
    }
  }
  return { preloads, folder: null };
}

const { preloads, folder } = readArguments(process.argv);
for (const file of preloads) require(resolve(file));

if (folder === null) {
  process.stderr.write('Usage: electron [-r FILE] FOLDER\n');
  app.exit(2);
} else {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.name = manifest.productName ?? manifest.name;
  if (manifest.version) app.setVersion(manifest.version);
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(folder);
  // Waited for, because the runtime gets ready only when this module is done, and an app has things to say before that.
  try {
    await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
  } catch (error) {
    process.stderr.write(`The app could not be started: ${error?.stack ?? error}\n`);
    app.exit(1);
  }
}
