import { expect, goTo, test } from './support/fixtures';

test('a row opens by key, saves when a field is left, and goes back', async ({ shared: { page } }) => {
  await goTo(page, 'Limits');
  const row = page.getByRole('button', { name: /^Redis storage/ });
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-expanded', 'true');

  await page.getByRole('textbox', { name: 'Warning' }).fill('95');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Not above the critical threshold.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Warning' }).fill('70');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('status').filter({ hasText: /Saved \d\d:\d\d, was 75 %/ })).toBeVisible();
  await expect(page.getByRole('cell', { name: '70 · 90 %' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('cell', { name: '70 · 90 %' })).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Warning' })).toHaveValue('75');
});

test("one's own figure takes the place of the provider's and gives it back", async ({ shared: { page } }) => {
  await goTo(page, 'Limits');
  await page.getByRole('button', { name: /^Redis connections/ }).click();
  await page.getByRole('textbox', { name: 'Limit' }).fill('50');
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: /^Back to 100/ });
  await expect(back).toBeVisible();
  await back.click();
  await expect(page.getByRole('textbox', { name: 'Limit' })).toHaveValue('100');
});

test('what has no limit can be given one', async ({ shared: { page } }) => {
  await goTo(page, 'Limits');
  await page.getByRole('button', { name: 'Own limit' }).click();
  const dialog = page.getByRole('dialog', { name: 'A limit of your own' });
  await dialog.getByRole('combobox').selectOption({ label: 'ISR reads, acme' });
  await dialog.getByRole('textbox', { name: 'Limit' }).fill('10,000,000');
  await dialog.getByRole('button', { name: 'Set the limit' }).click();
  await expect(page.getByRole('button', { name: /^ISR reads/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^ISR reads/ })).toHaveCount(0);
});

test('a price is corrected, marked as yours, and taken back', async ({ shared: { page } }) => {
  await goTo(page, 'Limits');
  await page.getByRole('button', { name: 'Price list and corrections' }).click();
  const row = page.getByRole('row', { name: /^Edge requests/ }).last();
  await row.getByRole('button', { name: 'Correct Edge requests' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct Edge requests' });
  await dialog.getByRole('textbox', { name: 'Price' }).fill('3');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect(row).toContainText('$3 per 1,000,000 requests');
  await expect(row).toContainText('yours');
  await row.getByRole('button', { name: 'Undo the correction of Edge requests' }).click();
  await expect(row).toContainText('$2 per 1,000,000 requests');
});
