/* The lock file names no place to download from: the registry is each machine's own setting, the integrity is not. */
import { readFileSync } from 'node:fs';
import { inProject } from '../setup/paths.mjs';

const { packages } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
const entries = Object.entries(packages).filter(([path]) => path !== '');
const located = entries.filter(([, { resolved }]) => resolved !== undefined);
const unproven = entries.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);

for (const [path] of located)
  console.error(`${path} names its download address: npm i with omit-lockfile-registry-resolved`);
for (const [path] of unproven) console.error(`${path} has no integrity`);
process.exitCode = located.length + unproven.length > 0 ? 1 : 0;
