import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeLibraryTypes } from '../../../scripts/build/library-types.mjs';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { builtFolder, type Ended, ended } from '../cli/built-cli';

const root = resolve(import.meta.dirname, '../../..');

/** A project of somebody else's into which `npm install` has linked Headroom as it is built from today's sources. */
export function projectWithHeadroom(): string {
  const project = temporaryFolder();
  const installed = join(project, 'node_modules', 'headroom');
  mkdirSync(join(installed, 'out'), { recursive: true });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  symlinkSync(builtFolder, join(installed, 'out', 'main'), 'junction');
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'somebody-else', type: 'module' }));
  return project;
}

/** The library's types as the build writes them, beside the packages that they name; `remove` them in the end. */
export async function writtenTypes(): Promise<{
  readonly folder: string;
  readonly code: number | null;
  remove(): void;
}> {
  const folder = mkdtempSync(join(root, 'node_modules', '.cache', 'headroom-types-'));
  const { code } = await writeLibraryTypes(process.env, folder);
  return { folder, code, remove: () => rmSync(folder, { recursive: true, maxRetries: 5 }) };
}

/** Adds such types to a project into which Headroom is linked. */
export function addTypes(project: string, folder: string): void {
  symlinkSync(folder, join(project, 'node_modules', 'headroom', 'out', 'types'), 'junction');
}

/** Runs a program in such a project, in plain Node, with nothing of the tester's environment but what a process needs. */
export function runProgram(
  project: string,
  text: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const file = join(project, 'program.js');
  writeFileSync(file, text);
  const { PATH = '' } = process.env;
  const env = { PATH, HOME: project, XDG_CONFIG_HOME: join(project, '.config'), TMPDIR: tmpdir(), ...environment };
  return ended(spawn(process.execPath, [file], { env, cwd: project }));
}
