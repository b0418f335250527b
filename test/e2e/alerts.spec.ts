import { expect, goTo, test } from './support/fixtures';

test('says what is firing, what was, and can be quieted', async ({ sample: { page } }) => {
  await goTo(page, 'Alerts');
  // Late in a month the included credit of the sample fires beside it.
  const firing = page
    .getByRole('region', { name: 'Firing' })
    .getByRole('listitem')
    .filter({ hasText: 'Redis storage' });
  await expect(firing).toContainText('Redis storage above 75 %');
  await expect(firing).toContainText('25.5 of 30 MB are used on the Free plan, 85 %');
  await expect(page.locator('.history')).toContainText('Redis storage above 75 %');

  await firing.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByLabel('Reason').fill('The import runs until Friday');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(firing).toContainText('seen');
  await expect(firing).toContainText('The import runs until Friday');
  await expect(firing.getByRole('button', { name: 'Acknowledge' })).toBeHidden();
  // The button is gone with what it did; whoever works by keyboard goes on from here.
  await expect(firing.getByRole('link').first()).toBeFocused();
  await expect(page.locator('.history')).toContainText('seen');

  await firing.getByRole('button', { name: /Snooze/ }).click();
  await page.getByRole('menuitem').first().click();
  await expect(firing).toContainText('snoozed until');
  await firing.getByRole('button', { name: 'End snooze' }).click();
  await expect(firing).not.toContainText('snoozed until');
});

test('whoever has the window in front of them is told in it, and the list keeps it until it is read', async ({
  sample: { electron, page },
}) => {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await page.evaluate(() => window.headroom.invoke('collection:run', null));
  // Late in a month the included credit of the sample comes in the same message.
  const toast = page.locator('.toast').filter({ hasText: 'above 75 %' });
  await expect(toast).toBeVisible();
  await goTo(page, 'Alerts');
  const messages = page.getByRole('region', { name: /^Messages(, \d+ unread)?$/ });
  await expect(messages).toContainText('1 unread');
  const firing = page.getByRole('region', { name: 'Firing' });
  await expect(firing).toContainText('held back');
  await toast.getByRole('button', { name: 'Open' }).click();
  if ((await firing.getByRole('listitem').count()) === 1) {
    await expect(page.locator('.firing-pointed')).toBeVisible();
  }
  await expect(messages).not.toContainText('unread');
});

test('a drill tells the window how far it is, and stops when it is asked to', async ({ shared: { page } }) => {
  const { told, stopped } = await page.evaluate(async () => {
    let told = 0;
    window.headroom.on('drill-progress', () => {
      told += 1;
    });
    await window.headroom.invoke('drill:run', null);
    // What is told may arrive behind the answer.
    await new Promise((resolve) => setTimeout(resolve, 500));
    // The second one may tell a step before it hears that it is to stop.
    const ofTheFirst = told;
    const second = window.headroom.invoke('drill:run', null);
    await window.headroom.invoke('drill:cancel', null);
    return { told: ofTheFirst, stopped: await second };
  });
  expect(told).toBe(16);
  expect(stopped).toEqual({ ok: true, value: null });
});
