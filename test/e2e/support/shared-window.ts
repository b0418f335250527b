import { launchApp, type RunningApp, temporaryFolder } from './launch';
import { copySample } from './sample-copy';
import { goTo, overviewWithData } from './screens';

const SIZE = { width: 1280, height: 800 } as const;

/** The app on the sample account, started when it is first asked for and kept until it is closed. */
export class SharedWindow {
  private running: { readonly app: RunningApp; remove(): Promise<void> } | null = null;

  /** The window as after a start: on the Overview, with no dialog, no zoom, its usual size and the theme of the system. */
  async onOverview(): Promise<RunningApp> {
    this.running ??= await start();
    const { app } = this.running;
    const { electron, page } = app;
    await electron.evaluate(({ BrowserWindow }, { width, height }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.setZoomFactor(1);
      window?.setContentSize(width, height);
    }, SIZE);
    await page.evaluate(() => window.headroom.invoke('settings:set', { theme: 'system' }));
    await page.reload();
    await goTo(page, 'Overview');
    await overviewWithData(page);
    return app;
  }

  async close(): Promise<void> {
    const { running } = this;
    this.running = null;
    await running?.app.electron.close();
    await running?.remove();
  }
}

async function start() {
  const folder = await temporaryFolder();
  await copySample(folder.path);
  const app = await launchApp({ dataDir: folder.path, args: ['--sample'] });
  return { app, remove: folder.remove };
}
