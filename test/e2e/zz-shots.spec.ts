import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
import { cp, rm } from 'node:fs/promises';
import { expect, goTo, overviewWithData, test } from './support/fixtures';
import { launchApp } from './support/launch';

const OUT = '/tmp/e15b/shots';
const only = process.env.SHOTS?.split(',') ?? ['sample', 'cdn', 'ai', 'neon'];
for (const name of only) {
  test(`shots ${name}`, async () => {
    test.setTimeout(240_000);
    const dir = `/tmp/e15b/run-${name}`;
    {
      await rm(dir, { recursive: true, force: true });
      await cp(name === 'sample' ? '/tmp/e15b/sampledir' : `/tmp/e15b/acc/${name}`, dir, { recursive: true });
    }
    const app = await launchApp({
      dataDir: dir,
      args: name === 'sample' ? ['--sample'] : [],
      environment: name === 'sample' ? {} : { HEADROOM_NOW: '2026-11-20T12:01:00Z' },
    });
    const { page, electron } = app;
    await overviewWithData(page);
    await page.screenshot({ path: `${OUT}/${name}-overview.png` });
    await goTo(page, 'Recommendations');
    if (name === 'done') await page.getByRole('radio', { name: /Done/ }).click();
    await expect(page.getByRole('article')).toBeVisible();
    await page.evaluate(readFileSync(axePath, 'utf8'));
    const found = await page.evaluate(() => (globalThis as any).axe.run(document));
    console.log(name, 'axe', JSON.stringify((found as any).violations.map((v: any) => [v.id, v.nodes.map((n: any) => n.html.slice(0, 160))])));
    for (const [w, h] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await electron.evaluate(
        ({ BrowserWindow }, [width, height]) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(width ?? 0, height ?? 0),
        [w, h],
      );
      for (const theme of ['light', 'dark'] as const) {
        await page.evaluate((t) => {
          document.documentElement.dataset['theme'] = t;
        }, theme);
        await page.emulateMedia({ colorScheme: theme });
        await page.waitForTimeout(500);
        await page.screenshot({ path: `${OUT}/${name}-${w}-${theme}.png` });
        if (theme === 'light') {
          await page.locator('.recommendation-body').evaluate((el) => el.scrollTo(0, 480));
          await page.waitForTimeout(200);
          await page.screenshot({ path: `${OUT}/${name}-${w}-${theme}-down.png` });
          await page.locator('.recommendation-body').evaluate((el) => el.scrollTo(0, 9999));
          await page.waitForTimeout(200);
          await page.screenshot({ path: `${OUT}/${name}-${w}-${theme}-end.png` });
          await page.locator('.recommendation-body').evaluate((el) => el.scrollTo(0, 0));
        }
      }
    }
    await electron.close();
  });
}
