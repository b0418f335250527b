/* Looks at both lock files, the project's and that of the contract's clients, and says what is wrong with them. */
import { readFileSync } from 'node:fs';
import { inProject } from '../setup/paths.mjs';
import { lockFaults } from './lock-faults.mjs';

const read = (...path) => JSON.parse(readFileSync(inProject(...path), 'utf8'));

for (const folder of [[], ['test', 'contract']]) {
  for (const fault of lockFaults(read(...folder, 'package.json'), read(...folder, 'package-lock.json'))) {
    console.error([...folder, `package-lock.json: ${fault}`].join('/'));
    process.exitCode = 1;
  }
}
