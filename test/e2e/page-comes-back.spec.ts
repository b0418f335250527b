import type { ElectronApplication, Page } from '@playwright/test';
import { expect, goTo, overviewWithData, test } from './support/fixtures';

/** What the window shows, asked of main: the test's own hold on a page ends with its process. */
function shown(electron: ElectronApplication): Promise<{ url: string; text: string }> {
  return electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return { url: '', text: '' };
    // A page that breaks off while it is asked never answers.
    const text: unknown = await Promise.race([
      contents.executeJavaScript('document.body.innerText'),
      new Promise((resolve) => setTimeout(() => resolve(''), 1000)),
    ]);
    return { url: contents.getURL(), text: String(text) };
  });
}

const crash = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());

const OWN = /^app:\/\/headroom\//;

test('a page that crashed comes back by itself, says so, and after several times says what to do', async ({
  sample: { electron },
}) => {
  test.setTimeout(120_000);
  for (let times = 0; times < 3; times += 1) {
    await crash(electron);
    await expect.poll(async () => (await shown(electron)).text, { timeout: 30_000 }).toContain('broke off');
    expect((await shown(electron)).url).toMatch(OWN);
  }
  await crash(electron);
  const failing = () => shown(electron).then(({ text }) => text);
  await expect.poll(failing, { timeout: 40_000 }).toContain('The window broke off several times in a row.');
  expect(await failing()).toContain('Try again');
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.querySelector("a.first").click()'),
  );
  await expect.poll(async () => (await shown(electron)).url, { timeout: 30_000 }).toMatch(OWN);
});

/** It comes back on the screen that was open last, which the test before may have left a moment ago. */
async function showsData(page: Page): Promise<void> {
  await goTo(page, 'Overview');
  await overviewWithData(page);
}

async function cameBack(electron: ElectronApplication, page: Page): Promise<void> {
  await expect.poll(async () => (await shown(electron)).url, { timeout: 30_000 }).toMatch(OWN);
  await expect(page.getByText('it was brought back')).toBeVisible();
}

for (const address of [
  'about:blank',
  'about:srcdoc',
  'data:text/html,hello',
  'file:///etc/hostname',
  'javascript:void(0)',
]) {
  test(`a page that leads itself to ${address} is the page again`, async ({ shared: { electron, page } }) => {
    await page
      .evaluate((to) => {
        window.location.href = to;
      }, address)
      .catch(() => undefined);
    await page.waitForTimeout(1500);
    await expect.poll(async () => (await shown(electron)).url, { timeout: 30_000 }).toMatch(OWN);
    await showsData(page);
  });
}

test('a window that was led away from outside comes back, and nobody goes back there', async ({
  shared: { electron, page },
}) => {
  await electron.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]?.webContents.loadURL('about:blank');
  });
  await page.waitForTimeout(1000);
  await cameBack(electron, page);
  const canGoBack = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.navigationHistory.canGoBack(),
  );
  expect(canGoBack).toBe(false);
});
