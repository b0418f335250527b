import type { ElectronApplication, Page } from '@playwright/test';
import { drawTrayIcon } from '#main/desktop/tray-icon';
import { expect, lastCycle, test, untilNextCycleShows } from './support/fixtures';
import { clickNotification, closeNotifications, NotificationLog } from './support/notifications';
import { type TrayEntry, TrayHost } from './support/status-notifier';

test.describe('on a desktop with a tray and a notification service', () => {
  let tray: TrayHost;
  test.beforeEach(async ({ sharedWindow }) => {
    // Its icon would stand beside the one of the test.
    await sharedWindow.close();
    closeNotifications();
    tray = new TrayHost();
    await tray.start();
  });
  test.afterEach(() => tray.stop());

  test('the tray tells the verdict, the tightest limits and what can be done, keeps a closed window, and quits', async ({
    sample,
  }) => {
    await expect.poll(() => tray.hasIcon()).toBe(true);
    expect(await tray.iconAlpha()).toEqual(
      [...drawTrayIcon('warning', 3, 'black').pixels].filter((_byte, at) => at % 4 === 3),
    );
    const verdict = await sample.page.locator('.verdict h2').textContent();
    await expect.poll(() => tray.tooltip()).toBe(verdict);
    const menu = await tray.menu();
    expect(menu[0]?.label).toBe(verdict);
    expect(menu.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Collect now', 'Pause notifications', 'Open Headroom', 'Quit']),
    );
    expect(menu.find(({ label }) => label.startsWith('Redis storage   '))?.label).toMatch(
      /^Redis storage {3}85 %, about [4-6] days$/,
    );
    expect(menu.find(({ label }) => label === 'Pause notifications')?.children.map(({ label }) => label)).toEqual([
      '1 hour',
      'Until tomorrow',
    ]);

    // Closing goes to the tray where that was chosen, says so once, and a click brings the window back.
    const { electron, page } = sample;
    await page.evaluate(() => window.headroom.invoke('settings:set', { keepInTray: true }));
    const log = new NotificationLog();
    const close = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await expect.poll(isVisible).toBe(true);
    await close();
    await expect.poll(isVisible).toBe(false);
    await expect.poll(() => log.titles()).toEqual(['Headroom keeps watching']);
    await tray.activate();
    await expect.poll(isVisible).toBe(true);
    await close();
    await expect.poll(isVisible).toBe(false);
    await page.waitForTimeout(300);
    expect(log.titles()).toHaveLength(1);

    const ended = electron.waitForEvent('close');
    await tray.click(await entry(tray, /^Quit$/));
    await ended;
  });

  test('pausing from the tray holds notifications back, and resuming tells what still fires', async ({ sample }) => {
    await expect.poll(() => tray.hasIcon()).toBe(true);
    await leave(sample.electron);
    const log = new NotificationLog();
    const [hour] = (await entry(tray, /^Pause notifications$/)).children;
    await tray.click(hour!);
    await entry(tray, /^Resume notifications \(paused until \d\d:\d\d\)$/);
    await collect(tray);
    await expect.poll(() => heldBack(sample.page)).toContain('paused');
    expect(log.titles()).toEqual([]);
    await tray.click(await entry(tray, /^Resume notifications/));
    await entry(tray, /^Pause notifications$/);
    await collect(tray);
    await expect.poll(() => log.titles()).toHaveLength(1);
  });

  test('a crossing is notified once, and the click opens it', async ({ sample: { electron, page } }) => {
    await expect.poll(() => tray.hasIcon()).toBe(true);
    await leave(electron);
    const log = new NotificationLog();
    await collect(tray);
    // Late in a month the included credit comes in the same message, behind what stops.
    const told = [expect.stringMatching(/^Redis storage above 75 %( and 1 more)?$/)];
    await expect.poll(() => log.titles()).toEqual(told);
    expect(log.text()).toContain('25.5 of 30 MB');
    await untilNextCycleShows(page);
    const before = await lastCycle(page);
    // A menu that is made anew at this moment takes no click: a person clicks again.
    await expect(async () => {
      await collect(tray);
      await expect.poll(() => lastCycle(page), { timeout: 4_000 }).toBeGreaterThan(before);
    }).toPass({ timeout: 20_000 });
    await entry(tray, /^Collect now$/);
    expect(log.titles()).toHaveLength(1);

    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    clickNotification();
    await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();
    await expect.poll(() => page.evaluate(() => window.location.hash)).toMatch(/^#\/alerts(\/\d+)?$/);
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  });
});

/** Why notices were held back, as the history tells. */
async function heldBack(page: Page): Promise<string> {
  const alerts = await page.evaluate(() => window.headroom.invoke('alerts:list', null));
  const { history } = (alerts as { value: { history: { deliveries: { outcome: string; reason: string }[] }[] } }).value;
  const held = history.flatMap(({ deliveries }) => deliveries).filter(({ outcome }) => outcome === 'held-back');
  return held.map(({ reason }) => reason).join(' ');
}

/** Collects from the tray, as soon as no other collection runs. */
async function collect(tray: TrayHost): Promise<void> {
  await tray.click(await entry(tray, /^Collect now$/));
}

/** An entry of the tray's menu, once it is there. */
async function entry(tray: TrayHost, label: RegExp): Promise<TrayEntry> {
  const find = async () => (await tray.menu()).find((candidate) => label.test(candidate.label)) ?? null;
  await expect.poll(find, { message: `The tray's menu has ${label}` }).not.toBeNull();
  return (await find()) ?? Promise.reject(new Error(`${label} was there and is gone.`));
}

/** Goes away from the window: one with the focus tells by itself, and holds the notice of the desktop back. */
async function leave(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
}
