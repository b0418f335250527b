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
  await expect(firing).toContainText('seen');
  await expect(firing.getByRole('button', { name: 'Acknowledge' })).toBeHidden();
  await expect(page.locator('.history')).toContainText('seen');

  await firing.getByRole('button', { name: /Snooze/ }).click();
  await page.getByRole('menuitem').first().click();
  await expect(firing).toContainText('snoozed until');
  await firing.getByRole('button', { name: 'End snooze' }).click();
  await expect(firing).not.toContainText('snoozed until');
});
