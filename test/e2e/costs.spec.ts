import { expect, goTo, test } from './support/fixtures';

test('a what-if is worked out at once, beside what it is today', async ({ shared: { page } }) => {
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

test('the budget is edited where it stands, and taken back', async ({ shared: { page } }) => {
  await goTo(page, 'Costs');
  await page.getByRole('button', { name: 'Change the budget of $200' }).click();
  const field = page.getByRole('textbox', { name: /^Budget a period/ });
  await expect(field).toBeFocused();
  await field.fill('a lot');
  await expect(page.getByText('a number from 0')).toBeVisible();
  await field.fill('10');
  await field.press('Enter');
  await expect(page.getByText('Saved $10, was $200', { exact: true })).toBeVisible();
  const button = page.getByRole('button', { name: 'Change the budget of $10' });
  await expect(button).toBeFocused();
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await expect(page.getByRole('heading', { level: 2, name: /budget of \$10 is passed/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Change the budget of $200' })).toBeVisible();
});

test('the days of the chart can be read by key', async ({ shared: { page } }) => {
  await goTo(page, 'Costs');
  const plot = page.getByRole('application', { name: /^Costs day by day/ });
  await plot.focus();
  await page.keyboard.press('Home');
  await expect(plot).toContainText(/^\S+ \S+: \$\d+\.\d\d, (estimate|provisional|final)/);
});

test('what changed the costs is said with its split, which adds up', async ({ shared: { page } }) => {
  await goTo(page, 'Costs');
  const card = page.getByRole('region', { name: 'What changed the costs' });
  await expect(card.getByRole('heading')).toContainText(/^\+\$\d+\.\d\d (by|in) .+ since .+: .*gpt-6\.1-sol in api/);
  await expect(card).toContainText('more input of gpt-6.1-sol');
  await card.getByText(/^All \d+ parts of/).click();
  const table = card.getByRole('table');
  const amounts = await table.locator('tbody tr td:nth-child(3)').allTextContents();
  const cents = amounts.map((text) => Math.round(Number(text.replace('−', '-').replace(/[$+]/g, '')) * 100));
  const whole = await table.locator('tfoot td:nth-child(3)').textContent();
  const told = Math.round(Number((whole ?? '').replace(/[$+]/g, '')) * 100);
  // Each part is rounded to the cent for reading.
  expect(Math.abs(cents.reduce((sum, one) => sum + one, 0) - told)).toBeLessThanOrEqual(amounts.length / 2);
});
