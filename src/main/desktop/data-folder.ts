import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder } from '#main/files/data-folder';

/**
 * Where the runtime may keep its own files (cache, lock, window place). That is the data folder; where it
 * cannot be made or written, a temporary one, so that a window can open and say so.
 */
export function profileFolder(dataDir: string): string {
  try {
    claimDataFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return dataDir;
  } catch {
    return mkdtempSync(join(tmpdir(), 'headroom-'));
  }
}
