import { expect, goTo, test } from './support/fixtures';

test('a what-if is worked out at once, beside what it is today', async ({ sample: { page } }) => {
  await goTo(page, 'Costs');
  const card = page.getByRole('region', { name: 'What if' });
  await expect(card).toContainText('Change something');
  await card.getByRole('textbox', { name: 'Traffic' }).fill('3');
  await expect(card.getByText('Difference').locator('..')).toContainText(/\+\$\d+/);
  await expect(card).toContainText('traffic × 3');

  await card.getByRole('combobox', { name: 'Plan' }).selectOption('hobby');
  await expect(card).toContainText('Then, Hobby');
  await card.getByRole('button', { name: 'Reset' }).click();
  await expect(card).toContainText('Change something');
});

test('the budget is edited where it stands, and taken back', async ({ sample: { page } }) => {
  await goTo(page, 'Costs');
  await page.getByRole('button', { name: 'Change the budget of $200' }).click();
  const field = page.getByRole('textbox', { name: /^Budget a period/ });
  await expect(field).toBeFocused();
  await field.fill('a lot');
  await expect(page.getByText('a number from 0')).toBeVisible();
  await field.fill('10');
  await field.press('Enter');
  await expect(page.getByText('Saved $10, was $200', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: /budget of \$10 is passed/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Change the budget of $200' })).toBeVisible();
});

test('the days of the chart can be read by key', async ({ sample: { page } }) => {
  await goTo(page, 'Costs');
  const plot = page.getByRole('application', { name: /^Costs day by day/ });
  await plot.focus();
  await page.keyboard.press('Home');
  await expect(plot).toContainText(/^\S+ \S+: \$\d+\.\d\d, (estimate|provisional|final)/);
});
