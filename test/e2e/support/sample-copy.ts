import { cp } from 'node:fs/promises';
import { join } from 'node:path';

/** Puts the sample account, as it was filled before all tests, into a data folder. */
export async function copySample(dataDir: string): Promise<void> {
  const filled = process.env['HEADROOM_FILLED_SAMPLE'] ?? '';
  for (const file of ['headroom.db', 'sample.db']) await cp(join(filled, file), join(dataDir, file));
}
