import { constants } from 'node:fs';
import { chmod, copyFile, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE_FILE } from '#main/files/private-file';
import { syncFolder } from '#main/files/whole-file';
import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';

/** A name is tried this often with another number before something else must be wrong. */
const MOST_OF_ONE_SECOND = 1_000;

/**
 * Copies a file of secrets under a name that nothing has yet, `secrets.plain.json.damaged-20261129T064000Z`, for its
 * owner only, and answers the name once the copy is on the disk. Throws what the file system says; no half copy stays.
 */
export async function copyAside(file: string, word: 'damaged' | 'replaced', now: Instant): Promise<string> {
  const stem = `${file}.${word}-${formatInstant(now).replaceAll(/[-:]/g, '')}`;
  for (let count = 1; count <= MOST_OF_ONE_SECOND; count += 1) {
    const target = count === 1 ? stem : `${stem}-${count}`;
    if (await copied(file, target)) {
      await syncFolder(dirname(file));
      return target;
    }
  }
  throw new Error(`No name is left to set ${file} aside.`);
}

/** False when there is something of that name. */
async function copied(file: string, target: string): Promise<boolean> {
  try {
    await copyFile(file, target, constants.COPYFILE_EXCL);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    await rm(target, { force: true });
    throw error;
  }
  // The copy has the rights of the original, which may be none to write.
  await chmod(target, PRIVATE_FILE);
  const handle = await open(target, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return true;
}
