import { withFolder } from '../store/bench-file';
import type { BenchRow } from '../store/bench-row';
import { benchCycle } from './cycle';
import { benchHistory } from './sample-history';
import { benchStoreCalls } from './store-calls';
import { surroundings } from './surroundings';
import { benchWindow } from './window';

/** The figures of the app as a whole. The history that the first part fills is what the others work on. */
export async function runAppBench(): Promise<BenchRow[]> {
  const where = surroundings();
  return withFolder(async (folder) => {
    const history = await benchHistory(folder, where);
    const window = await benchWindow(folder, where);
    const calls = await benchStoreCalls(folder);
    return [...window, ...history, ...(await benchCycle(folder, where)), ...calls];
  });
}
