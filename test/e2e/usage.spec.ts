import type { Page } from '@playwright/test';
import { expect, goTo, test } from './support/fixtures';

test.beforeEach(async ({ sample: { page } }) => {
  await goTo(page, 'Usage');
  await page
    .getByRole('navigation', { name: 'Metrics' })
    .getByRole('link', { name: /Storage/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 2, name: 'Redis storage' })).toBeVisible();
});

test('the chart draws thirty days with the limit, and the keyboard reads it', async ({ sample: { page } }) => {
  await page.getByRole('radio', { name: '30 days' }).click();
  const plot = page.getByRole('application', { name: /Redis storage/ });
  await expect.poll(() => inkOf(page)).toBeGreaterThan(2000);
  await plot.focus();
  await page.keyboard.press('End');
  await expect(plot.locator('[aria-live]')).toContainText('25.5 MB');
  const last = await plot.locator('[aria-live]').textContent();
  await page.keyboard.press('ArrowLeft');
  await expect(plot.locator('[aria-live]')).not.toHaveText(last ?? '');
});

test('the table has the same figures, and sorts', async ({ sample: { page } }) => {
  await page.getByRole('radio', { name: '7 days' }).click();
  await page.getByRole('radio', { name: 'Table' }).click();
  const rows = page.locator('.data-table tbody tr');
  await expect.poll(() => rows.count()).toBeGreaterThan(50);
  await expect(rows.first()).toContainText('25.5 MB');
  const value = page.getByRole('columnheader', { name: 'Value' });
  await value.getByRole('button').click();
  await value.getByRole('button').click();
  await expect(value).toHaveAttribute('aria-sort', 'ascending');
  const shown = await page.locator('.data-table tbody tr td:nth-child(2)').allTextContents();
  const figures = shown.map((text) => Number.parseFloat(text));
  expect(figures).toEqual([...figures].sort((a, b) => a - b));
});

test('the chosen range is remembered', async ({ sample: { page } }) => {
  await page.getByRole('radio', { name: '7 days' }).click();
  await goTo(page, 'Overview');
  await goTo(page, 'Usage');
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked();
});

/** How many pixels of the chart are drawn on. */
function inkOf(page: Page): Promise<number> {
  return page.locator('.usage-plot canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const context = canvas.getContext('2d');
    if (context === null || canvas.width === 0) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((_byte, at) => at % 4 === 3).filter((alpha) => alpha > 0).length;
  });
}
