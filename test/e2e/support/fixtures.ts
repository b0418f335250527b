import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startDesktop } from './desktop';
import { type LaunchOptions, launchApp, type RunningApp, temporaryFolder } from './launch';

interface WorkerFixtures {
  /** The worker's own desktop, in which everything that its tests start is. */
  readonly desktop: undefined;
}

interface TestFixtures {
  /** An empty data folder. */
  readonly dataDir: string;
  /** A data folder with the filled sample account. */
  readonly sampleDir: string;
  /** Starts the app; what still runs is ended after the test. */
  readonly launch: (options: LaunchOptions) => Promise<RunningApp>;
  /** The app on the sample account, with the Overview on screen. */
  readonly sample: RunningApp;
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
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from this pattern.
  dataDir: async ({}, use) => {
    const folder = await temporaryFolder();
    await use(folder.path);
    await folder.remove();
  },
  sampleDir: async ({ dataDir }, use) => {
    const filled = process.env['HEADROOM_FILLED_SAMPLE'] ?? '';
    for (const file of ['headroom.db', 'sample.db']) await cp(join(filled, file), join(dataDir, file));
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
});

export { expect };

/** Waits until the Overview shows a verdict about data. */
export async function overviewWithData(page: Page): Promise<void> {
  await page.locator('.verdict:not(.verdict-empty) h2').waitFor({ timeout: 240_000 });
}

/** Every screen, in the order of the sidebar. */
export const SCREENS = ['Overview', 'Usage', 'Costs', 'Recommendations', 'Alerts', 'Limits', 'Settings'] as const;

/** Every screen and the pages that lie under one of them. */
export const PAGES = [...SCREENS, 'Record', 'Closed periods'] as const;

/** Goes to a screen by the sidebar, to a page below one by its link there. */
export async function goTo(page: Page, screen: (typeof PAGES)[number]): Promise<void> {
  if (screen === 'Record' || screen === 'Closed periods') {
    await goTo(page, screen === 'Record' ? 'Alerts' : 'Costs');
    await page.getByRole('link', { name: screen, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: screen }).waitFor();
    return;
  }
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

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
