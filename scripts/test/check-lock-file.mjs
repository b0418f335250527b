/* The lock file names no place to download from: the registry is each machine's own setting, the integrity is not. */
import { readFileSync } from 'node:fs';
import { inProject } from '../setup/paths.mjs';

const { dependencies, devDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
const { packages } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
const entries = Object.entries(packages).filter(([path]) => path !== '');
const located = entries.filter(([, { resolved }]) => resolved !== undefined);
const named = Object.keys({ ...dependencies, ...devDependencies });
const missing = named.filter((name) => packages[`node_modules/${name}`] === undefined);
const unproven = entries.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);

for (const [path] of located)
  console.error(`${path} names its download address: npm i with omit-lockfile-registry-resolved`);
for (const [path] of unproven) console.error(`${path} has no integrity`);
for (const name of missing) console.error(`${name} is in package.json and not in the lock file: npm install`);
if (named.length === 0) console.error('package.json names no package: there was nothing to look at');
process.exitCode = located.length + unproven.length + missing.length > 0 || named.length === 0 ? 1 : 0;
