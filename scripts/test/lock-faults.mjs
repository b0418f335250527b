/**
 * The parts read of npm's files.
 *
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean, inBundle?: boolean,
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string> }} Manifest
 */

/**
 * What is wrong with a lock file, a sentence each. It names no place to download from: the registry is each machine's own
 * setting, the integrity is not. It has every optional package, those of other platforms too: `npm ci` refuses a lock
 * file that lacks one, on every machine, and npm writes such a lock file where it finds a tree already installed or
 * the registry does not have the package.
 *
 * @param {Manifest} manifest the package.json beside it
 * @param {{ packages: Record<string, LockEntry> }} lock
 * @returns {string[]}
 */
export function lockFaults({ dependencies, devDependencies, optionalDependencies }, { packages }) {
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  const named = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  if (named.length === 0) return ['package.json names no package: there was nothing to look at'];
  const [outside, unproven] = [entries.filter(isLocated), entries.filter(isUnproven)];
  return [
    ...outside.map(([path]) => `${path} names its download address: npm i with omit-lockfile-registry-resolved`),
    ...unproven.map(([path]) => `${path} has no integrity`),
    ...named
      .filter((name) => packages[`node_modules/${name}`] === undefined)
      .map((name) => `${name} is in package.json and not in the lock file: npm install`),
    ...entries.flatMap(([path, { optionalDependencies: optional }]) =>
      Object.keys(optional ?? {})
        .filter((name) => !isFoundFrom(path, name, packages))
        .map(
          (name) =>
            `${name}, optional for ${path}, is not in the lock file: remove node_modules and the lock file, then npm install --package-lock-only`,
        ),
    ),
  ];
}

/** A folder of the project is linked by its path, which must be in the lock file as well. */
function isLocated(/** @type {[string, LockEntry]} */ [, { resolved, link }], _at, entries) {
  if (link && entries.some(([path]) => path === resolved)) return false;
  return resolved !== undefined;
}

function isUnproven(/** @type {[string, LockEntry]} */ [path, { integrity, link, inBundle }]) {
  return path.includes('node_modules/') && !integrity && !link && !inBundle;
}

/** Looks a package up as Node does: in the asking package's own folder of packages, then in those of each folder above. */
function isFoundFrom(path, name, packages) {
  const folders = `${path}/`.split('node_modules/');
  return folders.some(
    (_, depth) => packages[`${folders.slice(0, depth + 1).join('node_modules/')}node_modules/${name}`] !== undefined,
  );
}
