import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import Database from 'better-sqlite3';
import { casesOf } from '../integration/support/all-cases';
import { expect, goTo, overviewWithData, PAGES, test } from './support/fixtures';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const;

for (const theme of ['light', 'dark'] as const) {
  // Each theme and each size once; the long tests have each theme in each size.
  for (const { width, height } of casesOf(sizes, (size) => (size.width === 1280) === (theme === 'light'))) {
    test(`every screen in ${theme} at ${width} x ${height}: nothing for axe to find, nothing cut off`, async ({
      shared: { electron, page },
    }, info) => {
      // Axe looks at each of nine pages for seconds.
      test.setTimeout(120_000);
      await page.evaluate((chosen) => window.headroom.invoke('settings:set', { theme: chosen }), theme);
      await electron.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      for (const screen of PAGES) {
        await goTo(page, screen);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await info.attach(`${screen}-${theme}-${width}.png`, {
          body: await page.screenshot(),
          contentType: 'image/png',
        });
        expect(await violations(page), `${screen} in ${theme}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }
}

test('the theme of the system is followed until one is chosen', async ({ shared: { electron, page } }) => {
  await page.emulateMedia({ colorScheme: null });
  const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await electron.evaluate(({ nativeTheme }) => Reflect.set(nativeTheme, 'themeSource', 'light'));
  await expect.poll(canvas).toBe('rgb(247, 248, 250)');
  await electron.evaluate(({ nativeTheme }) => Reflect.set(nativeTheme, 'themeSource', 'dark'));
  await expect.poll(canvas).toBe('rgb(13, 15, 19)');
  // A shadow of `none` in a list of shadows would take the hairline along.
  const chosen = page.locator('.nav-item[aria-current]');
  await expect(chosen).toHaveCSS('box-shadow', /rgb\(37, 42, 51\) 0px 0px 0px 1px/);
  await page.evaluate(() => window.headroom.invoke('settings:set', { theme: 'light' }));
  await electron.evaluate(({ nativeTheme }) => Reflect.set(nativeTheme, 'themeSource', 'dark'));
  await expect.poll(canvas).toBe('rgb(247, 248, 250)');
  await page.emulateMedia({ colorScheme: 'light' });
});

test('a plan change is a flag on the chart in either theme, in the legend, and read by the keyboard', async ({
  launch,
  sampleDir,
}, info) => {
  rememberPlanChange(join(sampleDir, 'sample.db'));
  const { page } = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await overviewWithData(page);
  await goTo(page, 'Usage');
  await page
    .getByRole('navigation', { name: 'Metrics' })
    .getByRole('link', { name: /Bandwidth/ })
    .click();
  await page.getByRole('radio', { name: '30 days' }).click();
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('Plan change');
  const plot = page.getByRole('application', { name: /Bandwidth/ });
  await plot.focus();
  const spoken = plot.locator('[aria-live]');
  await expect(async () => {
    await page.keyboard.press('d');
    await expect(spoken).toContainText('changed to Pro', { timeout: 100 });
    // Between presses nothing is to be waited for: many other days come first.
  }).toPass({ intervals: [0] });
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => window.headroom.invoke('settings:set', { theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await info.attach(`plan-change-${theme}.png`, { body: await page.screenshot(), contentType: 'image/png' });
    expect(await violations(page), theme).toEqual([]);
  }
});

test('text at 200 % loses nothing', async ({ shared: { electron, page } }) => {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  for (const screen of PAGES) {
    await goTo(page, screen);
    const { wide, room } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      room: window.innerWidth,
    }));
    expect(wide, screen).toBeLessThanOrEqual(room);
  }
});

/** Writes that the sample's account went from Hobby to Pro ten days ago, as a cycle would have. */
function rememberPlanChange(file: string): void {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const database = new Database(file);
  const seen = database.prepare(
    `INSERT INTO plan_history (connection_id, from_day, provider, plan, plan_name, learned_at)
     VALUES ('sample-vercel', ?, 'vercel', ?, ?, unixepoch(?))`,
  );
  seen.run(day(90), 'hobby', 'Hobby', day(10));
  seen.run(day(10), 'pro', 'Pro', day(10));
  database.close();
}

/** What axe finds, in one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const options: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
  const results = await page.evaluate(
    (chosen) => (Reflect.get(window, 'axe') as { run(options: RunOptions): Promise<AxeResults> }).run(chosen),
    options,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''} ${node.html}`),
  );
}
