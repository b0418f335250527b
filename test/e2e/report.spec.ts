import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures';
import { answerSaveDialog } from './support/save-dialog';

for (const [format, extension] of [
  ['Markdown', 'md'],
  ['HTML', 'html'],
] as const) {
  test(`exports the report as ${format} where the person says, and shows it`, async ({ sample, sampleDir }) => {
    const { electron, page } = sample;
    const file = join(sampleDir, `report.${extension}`);
    await answerSaveDialog(electron, file);
    await page.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    await page.getByRole('button', { name: 'Show in folder' }).click();
    const seen = () => electron.evaluate(() => Reflect.get(globalThis, 'seen') as { names: string[]; shown: string[] });
    await expect.poll(async () => (await seen()).shown).toEqual([file]);
    expect((await seen()).names[0]).toMatch(new RegExp(`headroom-report-\\d{4}-\\d{2}-\\d{2}\\.${extension}$`));

    const text = await readFile(file, 'utf8');
    expect(text).toContain('Redis storage');
    expect(text).toContain('25.5');
    expect(text).toContain('99,900');
    expect(text).toMatch(/sample/i);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });
}

test('a cancelled dialog writes nothing and says nothing', async ({ sample: { electron, page } }) => {
  await answerSaveDialog(electron, null);
  await page.getByRole('button', { name: 'Report' }).click();
  await page.getByRole('menuitem', { name: 'HTML' }).click();
  await expect(page.getByRole('button', { name: 'Report' })).toBeEnabled();
  await expect(page.getByText(/^Saved/)).toBeHidden();
});

test('a folder that cannot be written is told, with what to do', async ({ sample: { electron, page } }) => {
  await answerSaveDialog(electron, '/dev/null/report.html');
  await page.getByRole('button', { name: 'Report' }).click();
  await page.getByRole('menuitem', { name: 'HTML' }).click();
  await expect(page.locator('.toast', { hasText: /could not be (written|saved)/ })).toBeVisible();
});
