import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, goTo, test } from './support/fixtures';

/** Connections straight in the file, as an earlier run left them. */
function connect(file: string, ids: readonly { readonly id: string; readonly settings?: string }[]): void {
  const database = new Database(file);
  const insert = database.prepare(
    "INSERT INTO connection (id, provider, title, settings, cursors, created_at) VALUES (?, ?, ?, ?, '{}', 1)",
  );
  for (const { id, settings = '{}' } of ids) insert.run(id, 'vercel', id, settings);
  database.close();
}

test('Settings say where each key is, and that a damaged file of keys was set aside', async ({
  launch,
  sampleDir,
}, info) => {
  connect(join(sampleDir, 'headroom.db'), [
    { id: 'vercel-plain' },
    { id: 'vercel-lost' },
    { id: 'vercel-env', settings: '{"origin":"environment"}' },
  ]);
  await writeFile(
    join(sampleDir, 'secrets.plain.json'),
    '{"vercel-plain":"{\\"token\\":\\"hidden-token\\"}","vercel-los',
  );
  const { page } = await launch({ dataDir: sampleDir });
  await goTo(page, 'Settings');
  const row = (id: string) => page.locator('li.connection').filter({ hasText: id });
  await expect(row('vercel-plain')).toContainText('Key in the plain file secrets.plain.json: not encrypted');
  await expect(row('vercel-lost')).toContainText('Key not found');
  await expect(row('vercel-env')).toContainText('environment variable of the terminal: VERCEL_TOKEN');
  await expect(page.locator('body')).not.toContainText('Secrets are in the system keychain');
  await expect(page.locator('body')).not.toContainText('hidden-token');
  await expect(page.getByRole('alert').filter({ hasText: 'secrets.plain.json.damaged-' })).toContainText(
    'Connect the accounts',
  );
  for (const theme of ['Light', 'Dark']) {
    await page.getByRole('radio', { name: theme }).click();
    await row('vercel-plain').scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath(`keys-${theme.toLowerCase()}.png`) });
  }
});

test('an entry of the system keychain is found without reading it', async ({ launch, sampleDir }) => {
  connect(join(sampleDir, 'headroom.db'), [{ id: 'vercel-kept' }]);
  const { electron, page } = await launch({ dataDir: sampleDir });
  const script = `const k = require('keytar'); (k.default ?? k).setPassword('Headroom', 'vercel-kept', '{"token":"hidden-token"}')`;
  const stored = spawnSync(process.execPath, ['-e', script], { cwd: process.cwd() });
  expect(stored.status).toBe(0);
  await goTo(page, 'Settings');
  await expect(page.locator('li.connection').filter({ hasText: 'vercel-kept' })).toContainText(
    'Key in the system keychain.',
  );
  expect(electron.windows()).toHaveLength(1);
});
