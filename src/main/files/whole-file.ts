import { type FileHandle, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces `file` so that at every moment, a power cut included, the old or the new content is whole on the disk: a new
 * file in the same folder is written, synced and renamed, then the folder is synced. A link stays a link: what it points
 * to is replaced. With a `mode` the file has exactly this one. Throws what the file system says; what was there is then
 * as it was.
 */
export async function writeWhole(file: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const target = await realpath(file).catch(() => file);
  // The global one: loading node:crypto takes longer than what many commands do.
  const unfinished = `${target}.${crypto.randomUUID()}.new`;
  try {
    const handle = await open(unfinished, 'wx', mode);
    try {
      if (mode !== undefined) {
        // The mode of `open` is cut by the umask, which may take even the owner's rights.
        await handle.chmod(mode);
      }
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

/** Makes a rename last through a power cut. Some systems cannot sync a folder: there the rename stands by itself. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Windows and some network file systems refuse; nothing more can be done there.
  } finally {
    await handle?.close();
  }
}
