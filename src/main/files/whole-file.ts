import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './private-file';

/**
 * Writes a file that a person asked for so that at every moment the old or the new one is whole: beside it first, then
 * under its name. A link stays a link. Throws what the file system says; what was there is then as it was.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const unfinished = `${target}.${randomUUID()}.new`;
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}
