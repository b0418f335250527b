import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, inProject } from './paths.mjs';
import { run } from './run.mjs';

const KEPT_TREES = 2;
const prefix = 'node_modules-';

/**
 * Puts the tree that an earlier clone installed from this very lock file into place: a copy takes seconds where an
 * installation takes half a minute. Linux only, where copying is quick and the copy keeps links and modes.
 *
 * @returns {Promise<boolean>} whether there was one
 */
export async function restoreInstalledTree() {
  const kept = keptTree();
  if (process.platform !== 'linux' || !existsSync(kept)) return false;
  const arriving = inProject('node_modules.arriving');
  rmSync(arriving, { recursive: true, force: true });
  const copied = await run('cp', ['-a', kept, arriving]);
  if (copied.code !== 0) {
    rmSync(arriving, { recursive: true, force: true });
    return false;
  }
  rmSync(inProject('node_modules'), { recursive: true, force: true });
  renameSync(arriving, inProject('node_modules'));
  return true;
}

/**
 * Keeps a copy of the tree just installed, for the next clone, and drops the oldest ones. A copy that cannot be kept is
 * no failure: the next clone installs.
 */
export async function keepInstalledTree() {
  const kept = keptTree();
  if (process.platform !== 'linux' || existsSync(kept)) return;
  mkdirSync(cacheFolder(), { recursive: true });
  const workshop = mkdtempSync(join(cacheFolder(), 'keeping-tree-'));
  try {
    const copied = await run('cp', ['-a', inProject('node_modules'), join(workshop, 'tree')]);
    if (copied.code === 0 && !existsSync(kept)) renameSync(join(workshop, 'tree'), kept);
    dropOldTrees();
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The tree belongs to one lock file, one list of allowed install scripts and one kind of machine. */
function keptTree() {
  const { allowScripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const digest = createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .update(JSON.stringify([allowScripts, process.platform, process.arch]))
    .digest('hex');
  return join(cacheFolder(), `${prefix}${digest.slice(0, 16)}`);
}

function dropOldTrees() {
  const trees = readdirSync(cacheFolder())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(cacheFolder(), name));
  const newestFirst = trees.sort((one, other) => statSync(other).ctimeMs - statSync(one).ctimeMs);
  for (const tree of newestFirst.slice(KEPT_TREES)) rmSync(tree, { recursive: true, force: true });
}
