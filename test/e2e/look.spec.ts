import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect, goTo, SCREENS, test } from './support/fixtures';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const;

for (const theme of ['light', 'dark'] as const) {
  for (const { width, height } of sizes) {
    test(`every screen in ${theme} at ${width} x ${height}: nothing for axe to find, nothing cut off`, async ({
      sample,
    }, info) => {
      const { electron, page } = sample;
      await page.evaluate((chosen) => window.headroom.invoke('settings:set', { theme: chosen }), theme);
      await electron.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      for (const screen of SCREENS) {
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

test('the theme of the system is followed until one is chosen', async ({ sample: { electron, page } }) => {
  await page.emulateMedia({ colorScheme: null });
  const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await electron.evaluate(({ nativeTheme }) => Reflect.set(nativeTheme, 'themeSource', 'light'));
  await expect.poll(canvas).toBe('rgb(247, 248, 250)');
  await electron.evaluate(({ nativeTheme }) => Reflect.set(nativeTheme, 'themeSource', 'dark'));
  await expect.poll(canvas).toBe('rgb(13, 15, 19)');
});

test('text at 200 % loses nothing', async ({ sample: { electron, page } }) => {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  for (const screen of SCREENS) {
    await goTo(page, screen);
    const { wide, room } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      room: window.innerWidth,
    }));
    expect(wide, screen).toBeLessThanOrEqual(room);
  }
});

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
