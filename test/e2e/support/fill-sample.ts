import { startDesktop } from './desktop';
import { overviewWithData } from './fixtures';
import { launchApp, temporaryFolder } from './launch';

/** Fills the sample account once for all workers, in the window; its folder is told to them by `HEADROOM_FILLED_SAMPLE`. */
export default async function fillSample(): Promise<() => Promise<void>> {
  const desktop = await startDesktop();
  const folder = await temporaryFolder();
  const { electron, page } = await launchApp({ dataDir: folder.path, args: ['--sample'] });
  await overviewWithData(page);
  await electron.close();
  await desktop.stop();
  process.env['HEADROOM_FILLED_SAMPLE'] = folder.path;
  return () => folder.remove();
}
