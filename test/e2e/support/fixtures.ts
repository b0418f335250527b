import { test as base, expect, type Page } from '@playwright/test';
import { startDesktop } from './desktop';
import { type LaunchOptions, launchApp, type RunningApp, temporaryFolder } from './launch';
import { copySample } from './sample-copy';
import { overviewWithData } from './screens';
import { SharedWindow } from './shared-window';

interface WorkerFixtures {
  /** The worker's own desktop, in which everything that its tests start is. */
  readonly desktop: undefined;
  /** The window that tests of a worker share. */
  readonly sharedWindow: SharedWindow;
}

interface TestFixtures {
  /** An empty data folder. */
  readonly dataDir: string;
  /** A data folder with the filled sample account. */
  readonly sampleDir: string;
  /** Starts the app; what still runs is ended after the test. */
  readonly launch: (options: LaunchOptions) => Promise<RunningApp>;
  /** The app on the sample account, with the Overview on screen, started for one test. */
  readonly sample: RunningApp;
  /** The same started once for many tests, each of which leaves account and settings as they were: a start takes seconds. */
  readonly shared: RunningApp;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  desktop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from this pattern.
    async ({}, use) => {
      const desktop = await startDesktop();
      await use(undefined);
      await desktop.stop();
    },
    { scope: 'worker', auto: true, timeout: 90_000 },
  ],
  sharedWindow: [
    async ({ desktop: _ }, use) => {
      const shared = new SharedWindow();
      await use(shared);
      await shared.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from this pattern.
  dataDir: async ({}, use) => {
    const folder = await temporaryFolder();
    await use(folder.path);
    await folder.remove();
  },
  sampleDir: async ({ dataDir }, use) => {
    await copySample(dataDir);
    await use(dataDir);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from this pattern.
  launch: async ({}, use) => {
    const started: RunningApp[] = [];
    await use(async (options) => {
      const app = await launchApp(options);
      started.push(app);
      return app;
    });
    for (const { electron } of started) await electron.close();
  },
  sample: async ({ launch, sampleDir }, use) => {
    const app = await launch({ dataDir: sampleDir, args: ['--sample'] });
    await overviewWithData(app.page);
    await use(app);
  },
  shared: async ({ sharedWindow }, use) => {
    await use(await sharedWindow.onOverview());
  },
});

export { goTo, overviewWithData, PAGES, SCREENS } from './screens';
export { expect };

/** When the last collection ended, epoch seconds. */
export async function lastCycle(page: Page): Promise<number> {
  return (await health(page)).lastCycleAt;
}

async function health(page: Page): Promise<{ readonly lastCycleAt: number; readonly running: boolean }> {
  const answer = await page.evaluate(() => window.headroom.invoke('collection:health', null));
  return (answer as { value: { lastCycleAt: number; running: boolean } }).value;
}

/**
 * Waits until a collection that begins now is told apart from the last one: it would join one that still runs, and
 * cycles are told by the second.
 */
export async function untilNextCycleShows(page: Page): Promise<void> {
  await expect.poll(async () => (await health(page)).running).toBe(false);
  const before = await lastCycle(page);
  await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(before);
}
