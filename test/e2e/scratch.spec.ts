import { test } from './support/fixtures';

const wanted = (process.env['SHOT_ACCOUNTS'] ?? 'cdn').split(',');
const pages = (process.env['SHOT_PAGES'] ?? '/,/costs,/costs/closed').split(',');
for (const account of wanted) {
  test(account, async ({ launch }) => {
    test.setTimeout(240_000);
    const args = account === 'sample' ? ['--sample'] : [];
    const { page, electron } = await launch({ dataDir: `/tmp/e12/${account}`, args, environment: account === 'sample' ? {} : { HEADROOM_NOW: process.env['SHOT_NOW'] ?? '2026-11-20T12:00:00Z', HEADROOM_PLAIN_SECRETS: '1' } });
    await page.locator('.shell').waitFor({ timeout: 60_000 });
    for (const theme of (process.env['SHOT_THEMES'] ?? 'light,dark').split(',')) {
      await page.evaluate((t) => window.headroom.invoke('settings:set', { theme: t } as never), theme);
      for (const [w, h] of [[1280, 800], [900, 600]] as const) {
        if (process.env['SHOT_SIZE'] && process.env['SHOT_SIZE'] !== `${w}`) continue;
        await electron.evaluate(({ BrowserWindow }, [ww, hh]) => BrowserWindow.getAllWindows()[0]?.setContentSize(ww ?? 0, hh ?? 0), [w, h]);
        for (const path of pages) {
          await page.evaluate((p) => { window.location.hash = `#${p}`; }, path);
          await page.waitForTimeout(2500);
          const full = process.env['SHOT_FULL'] === '1';
          if (full) await page.addStyleTag({ content: 'html,body,#root,.shell,.screen,.screen-body{height:auto!important;max-height:none!important;overflow:visible!important}' });
          await page.screenshot({ path: `/tmp/e12/shots/${account}-${path.replaceAll('/', '_')}-${theme}-${w}.png`, fullPage: full });
        }
      }
    }
  });
}
