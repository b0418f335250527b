import { expect, goTo, test } from './support/fixtures';

test('past forecasts stand against what came, series by series and day by day', async ({ shared: { page } }) => {
  await goTo(page, 'Record');
  await expect(
    page.getByRole('heading', { level: 2, name: /^The 80 % ranges held in \d+ % of [\d,]+ forecasts$/ }),
  ).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  expect(await rows.count()).toBeGreaterThan(20);

  await page.getByRole('link', { name: 'Bandwidth', exact: true }).click();
  await expect(page.getByRole('row', { name: /^Bandwidth/ })).toContainText(/\d+ of \d+/);
  const plot = page.getByRole('application', { name: /^Bandwidth, day by day/ });
  await plot.focus();
  await page.keyboard.press('d');
  await expect(plot.locator('[aria-live]')).toContainText(/missed, too (low|high)/);
  await page.keyboard.press('End');
  await expect(plot.locator('[aria-live]')).toContainText('GB expected');

  const wrong = page.getByRole('region', { name: 'Where it was wrong' });
  const first = await wrong.getByRole('listitem').count();
  await wrong.getByRole('button', { name: /^All \d+/ }).click();
  expect(await wrong.getByRole('listitem').count()).toBeGreaterThan(first);
});

test('the sentence of a chart leads to its record, and the back way to the alerts', async ({ shared: { page } }) => {
  await goTo(page, 'Usage');
  await page.getByRole('link', { name: 'See them' }).click();
  await expect(page.getByRole('application', { name: /^Redis storage, day by day/ })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Alerts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
});
