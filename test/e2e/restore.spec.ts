import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import Database from 'better-sqlite3';
import { expect, test } from './support/fixtures';

/** The system's dialog cannot be clicked by a test: it answers `file`. The app is not to start again under the test. */
async function answerOpenDialog(electron: ElectronApplication, file: string): Promise<void> {
  await electron.evaluate(({ app, dialog }, path) => {
    const seen = { restarts: 0 };
    Reflect.set(globalThis, 'seen', seen);
    app.relaunch = () => {
      seen.restarts += 1;
    };
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
}

test('a backup that sends keys elsewhere is asked about, and nothing happens unless the person agrees', async ({
  launch,
  sampleDir,
}) => {
  const backup = join(sampleDir, 'backup.db');
  await copyFile(join(sampleDir, 'headroom.db'), backup);
  const database = new Database(backup);
  database.exec(
    `INSERT INTO connection (id, provider, title, settings, created_at, cursors)
     VALUES ('vercel-1', 'vercel', 'acme', '{"baseUrl":"https://evil.example"}', 1, '{}')`,
  );
  database.close();
  const { electron, page } = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await answerOpenDialog(electron, backup);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Restore…' }).click();
  await page.getByRole('button', { name: 'Choose a backup…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send keys to other addresses?' });
  await expect(dialog).toContainText('acme');
  await expect(dialog).toContainText('evil.example');
  await expect(dialog.getByRole('button', { name: "Keep today's data" })).toBeFocused();
  await page.screenshot({ path: test.info().outputPath('foreign-hosts.png') });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await electron.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual({ restarts: 0 });
  const kept = new Database(join(sampleDir, 'headroom.db'), { readonly: true });
  expect(kept.prepare('SELECT count(*) FROM connection').pluck().get()).toBe(0);
  kept.close();
});
