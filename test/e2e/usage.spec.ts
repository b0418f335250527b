import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, test } from './support/fixtures';
import { answerSaveDialog } from './support/save-dialog';

test.beforeEach(async ({ shared: { page } }) => {
  await goTo(page, 'Usage');
  await page
    .getByRole('navigation', { name: 'Metrics' })
    .getByRole('link', { name: /Storage/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 2, name: 'Redis storage' })).toBeVisible();
  // What was looked at last is remembered.
  await page.getByRole('radio', { name: 'Chart' }).click();
});

test('the chart draws thirty days with the limit, and the keyboard reads it', async ({ shared: { page } }) => {
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

test('the table has the same figures, and sorts', async ({ shared: { page } }) => {
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

test('the chosen range is remembered', async ({ shared: { page } }) => {
  await page.getByRole('radio', { name: '7 days' }).click();
  await goTo(page, 'Overview');
  await goTo(page, 'Usage');
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked();
});

test('the chart is saved as a picture of twice its size, in the theme of now', async ({
  shared: { electron, page, dataDir },
}) => {
  await page.getByRole('radio', { name: '30 days' }).click();
  await expect.poll(() => inkOf(page)).toBeGreaterThan(2000);
  const { width, height } = await boxOf(page.locator('.usage-main figure'));
  const pictures = new Map<string, Buffer>();
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => window.headroom.invoke('settings:set', { theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const file = join(dataDir, `${theme}.png`);
    await answerSaveDialog(electron, file);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Picture (PNG)' }).click();
    await page.getByRole('button', { name: 'Show in folder' }).click();
    const seen = () => electron.evaluate(() => Reflect.get(globalThis, 'seen') as { names: string[]; shown: string[] });
    await expect.poll(async () => (await seen()).shown).toEqual([file]);
    expect((await seen()).names[0]).toMatch(/headroom-redis-storage\.png$/);
    pictures.set(theme, await readFile(file));
  }
  for (const [theme, png] of pictures) {
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const [wide, high] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(wide).toBe(Math.round((width + 40) * 2));
    expect(high).toBeGreaterThan((height + 40) * 2);
    expect(high).toBeLessThan((height + 140) * 2);
    expect(await page.evaluate(groundAndInk, png.toString('base64'))).toEqual({
      ground: theme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 23, 29)',
      inked: true,
    });
  }
});

test('a table is saved as CSV, and is no picture', async ({ shared: { electron, page, dataDir } }) => {
  await page.getByRole('radio', { name: 'Table' }).click();
  const file = join(dataDir, 'points.csv');
  await answerSaveDialog(electron, file);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Table (CSV)' }).click();
  await expect(page.locator('.toast', { hasText: 'Saved points.csv' })).toBeVisible();
  expect(await readFile(file, 'utf8')).toMatch(/^time,value/);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Picture (PNG)' }).click();
  await expect(page.locator('.toast', { hasText: 'There is no chart on screen' })).toBeVisible();
});

async function boxOf(locator: Locator): Promise<{ readonly width: number; readonly height: number }> {
  const box = await locator.boundingBox();
  if (box === null) {
    throw new Error('It is not on screen.');
  }
  return box;
}

/** Runs in the window: the color of a picture's corner, and whether all of its parts are drawn on. */
async function groundAndInk(base64: string): Promise<{ ground: string; inked: boolean }> {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  if (context === null) return { ground: '', inked: false };
  context.drawImage(image, 0, 0);
  const [red, green, blue] = context.getImageData(2, 2, 1, 1).data;
  const third = Math.floor(image.height / 3);
  const parts = [0, third, image.height - 100].map((top) => {
    const { data } = context.getImageData(0, top, image.width, 100);
    return data.filter((byte, at) => at % 4 === 0 && Math.abs(byte - (red ?? 0)) > 40).length > 100;
  });
  return { ground: `rgb(${red}, ${green}, ${blue})`, inked: parts.every(Boolean) };
}

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
