import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Report, ReportBlock } from '#shared/domain/report';
import { ALL_CASES } from '../integration/support/all-cases';
import { expect, goTo, test } from './support/fixtures';
import { projectRoot } from './support/launch';
import { readPdf } from './support/pdf';
import { answerFolderDialog, answerSaveDialog } from './support/save-dialog';
import { startSimulator } from './support/simulator';

async function openReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Report' }).click();
  await expect(page.getByRole('dialog', { name: 'Report' })).toBeVisible();
}

async function save(page: Page, format: string): Promise<void> {
  await page.getByLabel('Format').selectOption({ label: format });
  await page.getByRole('button', { name: 'Save…' }).click();
}

test('the preview says what the window says; a PDF with every figure is saved, opened and shown', async ({
  shared: { electron, page, dataDir },
}) => {
  const headline = (await page.locator('.verdict h2').textContent()) ?? '';
  await openReport(page);
  const frame = page.frameLocator('iframe[title="Preview of the report"]');
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(headline);
  await expect(frame.getByRole('heading', { name: 'How these figures were worked out' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'How figures are worked out' }).uncheck();
  await expect(frame.getByRole('heading', { name: 'How these figures were worked out' })).toBeHidden();
  await page.getByRole('checkbox', { name: 'How figures are worked out' }).check();

  const json = join(dataDir, 'report.json');
  await answerSaveDialog(electron, json);
  await save(page, 'JSON');
  await expect(page.getByText('Saved report.json.')).toBeVisible();
  const pdf = join(dataDir, 'report.pdf');
  await answerSaveDialog(electron, pdf);
  await save(page, 'PDF');
  await expect(page.getByText('Saved report.pdf.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Show in folder' }).click();
  const seen = () => electron.evaluate(() => Reflect.get(globalThis, 'seen') as { names: string[]; shown: string[] });
  await expect.poll(async () => (await seen()).shown).toEqual([pdf]);
  expect((await seen()).names[0]).toMatch(/headroom-acme(-and-[a-z0-9-]+)?-\d{4}-\d{2}\.pdf$/);

  const report = JSON.parse(await readFile(json, 'utf8')) as Report;
  const read = await readPdf(pdf);
  expect(read).toMatchObject({ language: 'en', title: expect.stringContaining('acme'), isTagged: true });
  expect(read.outline[0]).toBe(headline);
  expect(read.outline).toEqual(expect.arrayContaining(report.sections.map(({ title }) => title)));
  expect(read.pages.length).toBeGreaterThan(1);
  read.pages.forEach((text, at) => {
    expect(text).toContain(`Page ${at + 1} of ${read.pages.length}`);
  });
  const text = squeezed(read.pages.join(' '));
  const figures = report.sections.flatMap(({ blocks }) => blocks.flatMap(figuresOf));
  expect(figures.length).toBeGreaterThan(50);
  expect(figures.filter((figure) => !text.includes(squeezed(figure)))).toEqual([]);
});

/** Lines break anywhere between words, and a long word within. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function figuresOf(block: ReportBlock): readonly string[] {
  switch (block.kind) {
    case 'facts':
      return block.figures.map(({ text }) => text);
    case 'table':
      return block.rows.flatMap(({ title, cells }) => [title, ...cells.map(({ text }) => text)]);
    case 'item':
      return block.blocks.flatMap(figuresOf);
    default:
      return [];
  }
}

test('a cancelled dialog writes nothing; a folder that cannot be written is told, with what to do', async ({
  shared: { electron, page },
}) => {
  await openReport(page);
  await answerSaveDialog(electron, null);
  await save(page, 'Web page');
  await expect(page.getByRole('button', { name: 'Save…' })).toBeEnabled();
  await expect(page.getByText(/^Saved/)).toBeHidden();
  await answerSaveDialog(electron, '/dev/null/report.html');
  await save(page, 'Web page');
  await expect(page.getByRole('alert').filter({ hasText: /could not be (written|saved)/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Report' })).toBeHidden();
});

test('the verdict as a picture and in a paragraph', async ({ shared: { electron, page, dataDir } }) => {
  await openReport(page);
  await page.getByRole('radio', { name: 'Picture' }).click();
  const picture = page.getByAltText(/The verdict with its three figures/);
  await expect(picture).toBeVisible({ timeout: 30_000 });
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1200);
  const file = join(dataDir, 'card.png');
  await answerSaveDialog(electron, file);
  await page.getByRole('button', { name: 'Save picture…' }).click();
  await expect(page.getByText('Saved card.png.')).toBeVisible({ timeout: 30_000 });
  expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG');
  await page.getByRole('button', { name: 'Copy picture' }).click();
  await expect(page.getByText('The picture is in the clipboard.')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('radio', { name: 'Short form' }).click();
  await page.getByRole('button', { name: 'Copy text' }).click();
  await expect(page.getByText('The short form is in the clipboard.')).toBeVisible();
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Redis storage');
});

// Three starts, the last of which must do nothing for a while.
if (ALL_CASES) {
  test('what was due while the app did not run is written into the folder, once', async ({ launch, dataDir }) => {
    test.setTimeout(120_000);
    const simulator = await startSimulator(join(projectRoot, 'test/accounts/cdn.json'), [
      '--now',
      '2026-11-20T12:00:00Z',
    ]);
    const folder = join(dataDir, 'reports');
    await mkdir(folder);
    const started = async (now: string) =>
      launch({
        dataDir,
        environment: {
          HEADROOM_NOW: now,
          HEADROOM_VERCEL_URL: `${simulator.url}/vercel`,
          HEADROOM_PLAIN_SECRETS: '1',
          TZ: 'UTC',
        },
      });
    try {
      const { electron, page } = await started('2026-11-20T12:00:00Z');
      await page.evaluate((given) => window.headroom.invoke('connections:add', given), {
        provider: 'vercel',
        values: { token: 'vcp_sample00000000000000004f2a' },
        scope: null,
      });
      await expect(page.locator('.shell')).toBeVisible();
      await goTo(page, 'Settings');
      await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Reports' }).click();
      await page.getByRole('button', { name: 'Add a schedule' }).click();
      const toggled = page.getByRole('switch', { name: /into a folder$/ });
      await page.getByLabel('How often').getByRole('radio', { name: 'Weekly' }).click();
      await page.getByLabel('Day of the week').selectOption({ label: 'Friday' });
      await page.getByLabel('Time of the report').fill('13:30');
      await page.getByLabel('Time of the report').blur();
      await page.getByLabel('Period of the report').selectOption({ label: 'The running month' });
      await page.getByLabel('Format of the report').selectOption({ label: 'Markdown' });
      await answerFolderDialog(electron, folder);
      await toggled.click();
      await expect(toggled).toBeChecked();
      await expect(page.getByText('Every Friday at 13:30.')).toBeVisible();
      await expect(page.getByText(folder)).toBeVisible();
      await electron.close();

      const later = await started('2026-11-28T09:00:00Z');
      await expect
        .poll(() => readdir(folder), { timeout: 45_000 })
        .toEqual([expect.stringMatching(/-2026-11-27\.md$/)]);
      const [name = ''] = await readdir(folder);
      const { mtimeMs } = await stat(join(folder, name));
      await later.electron.close();

      const again = await started('2026-11-28T10:00:00Z');
      await goTo(again.page, 'Settings');
      await expect(again.page.getByText(/^Last: 28 Nov 2026, 09:0\d\. Next: Fri 4 Dec, 13:30\.$/)).toBeVisible();
      await again.page.waitForTimeout(6000);
      expect((await stat(join(folder, name))).mtimeMs).toBe(mtimeMs);
      expect(await readdir(folder)).toEqual([name]);
    } finally {
      await simulator.stop();
    }
  });
}
