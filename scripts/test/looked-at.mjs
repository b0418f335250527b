import { readdirSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { inProject, projectRoot } from '../setup/paths.mjs';

/**
 * How much a check must have looked at: one that finds nothing to look at has nothing to complain about, and would pass.
 *
 * @typedef {{ seen: (output: string) => number, wanted: () => number }} Sight `seen` reads it from what the check printed
 */

/**
 * Counts the project's files below some folders.
 *
 * @param {string[]} folders from the project's root, with forward slashes
 * @param {RegExp} name what a file's name must match
 * @param {string[]} [leftOut] folders that do not count; installed packages never do
 * @returns {number}
 */
export function countFiles(folders, name, leftOut = []) {
  const isLeftOut = (path) => leftOut.some((folder) => path.startsWith(`${folder}/`));
  return folders
    .flatMap((folder) => filesBelow(inProject(...folder.split('/'))))
    .map((path) => relative(projectRoot, path).split(sep).join('/'))
    .filter((path) => name.test(path) && !isLeftOut(path)).length;
}

/** @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * Takes a check that passed but looked at too little for failed.
 *
 * @template {{ code: number, output: string }} Result
 * @param {Result} result
 * @param {Sight} sight
 * @returns {Result}
 */
export function havingLooked(result, { seen, wanted }) {
  if (result.code !== 0) return result;
  const [found, expected] = [seen(result.output), wanted()];
  if (expected > 0 && found >= expected) return result;
  return { ...result, code: 1, output: `It looked at ${found} of at least ${expected} files.\n${result.output}` };
}

/** Files of the project, packages left out, that `tsc --listFiles` names. */
export function filesOfTypes(output) {
  return listedFiles(output).filter((path) => !path.includes('node_modules') && isOurs(path)).length;
}

/** What the compiler complains of, without the files that it lists. */
export function withoutListedFiles(output) {
  const listed = new Set(listedFiles(output));
  return output
    .split('\n')
    .filter((line) => !listed.has(line.trim()))
    .join('\n');
}

function listedFiles(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.filter((line) => isAbsolute(line) && /\.([cm]?[jt]sx?|json)$/.test(line));
}

function isOurs(path) {
  return !relative(projectRoot, path).startsWith('..');
}

/** Files that Biome says it checked. */
export function filesOfLint(output) {
  return Number(/Checked (\d+) files?/.exec(output)?.[1] ?? 0);
}

/**
 * Modules that dependency-cruiser says it read; none where it found fewer imports than modules, as when it can list the
 * files and not parse them.
 */
export function filesOfBoundaries(output) {
  const [, modules, imports] = (/\((\d+) modules, (\d+) dependencies cruised\)/.exec(output) ?? []).map(Number);
  return modules > 0 && imports > modules ? modules : 0;
}
