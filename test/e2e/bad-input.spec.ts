import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { expect, test } from './support/fixtures';
import { startSimulator } from './support/simulator';

test('a file of a newer Headroom is refused, left alone, and opens again once that is mended', async ({
  launch,
  sampleDir,
}) => {
  const file = join(sampleDir, 'headroom.db');
  const good = join(sampleDir, 'good.db');
  await copyFile(file, good);
  const database = new Database(file);
  database.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of tomorrow', 4102444800000)");
  database.close();
  const newer = await readFile(file);
  const { page } = await launch({ dataDir: sampleDir });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/newer/i);
  await expect(page.getByText(sampleDir)).toBeVisible();
  expect(await readFile(file)).toEqual(newer);

  await copyFile(good, file);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: /^Connect/ })).toBeVisible();
});

test('a damaged file is set aside and told, and the app goes on', async ({ launch, sampleDir }) => {
  const file = join(sampleDir, 'headroom.db');
  await writeFile(
    file,
    'This is no database, but it is longer than the header of one would be, by far and wide.'.repeat(40),
  );
  const { page } = await launch({ dataDir: sampleDir });
  await expect(page.getByText(/damaged/i).first()).toBeVisible();
  const left = await readdir(sampleDir);
  expect(left.some((name) => name.startsWith('headroom') && name !== 'headroom.db' && /damaged/.test(name))).toBe(true);
});

test('a folder that cannot be written ends in a page that says so', async ({ launch }) => {
  const { page } = await launch({ dataDir: '/dev/null/headroom' });
  await expect(page.getByRole('alert')).toContainText('/dev/null/headroom');
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible();
});

test('quits from the page that says it cannot run', async ({ launch }) => {
  const { electron, page } = await launch({ dataDir: '/dev/null/headroom' });
  const ended = electron.waitForEvent('close');
  await page.getByRole('link', { name: 'Quit' }).click({ noWaitAfter: true });
  await ended;
});

test('a wrong token is told before anything is stored', async ({ launch, dataDir }) => {
  const simulator = await startSimulator();
  try {
    const { page } = await launch({ dataDir });
    await connectRedis(page, `${simulator.url}/upstash/cache`, 'wrong-token');
    await expect(page.getByRole('alert').first()).toContainText(/token|credential|password/i);
    await expect(page.locator('body')).not.toContainText('wrong-token');
    expect(await page.evaluate(() => window.headroom.invoke('connections:list', null))).toEqual({
      ok: true,
      value: [],
    });
  } finally {
    await simulator.stop();
  }
});

test('an empty form is not checked, also where no field is required', async ({ launch, dataDir }) => {
  const { page } = await launch({ dataDir });
  for (const provider of ['Redis', 'Postgres']) {
    await page.getByRole('radio', { name: provider }).click();
    await expect(page.getByRole('heading', { name: `Connect ${provider}` })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check' })).toBeDisabled();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('a source that does not answer is told with what to do', async ({ launch, dataDir }) => {
  const { page } = await launch({ dataDir });
  // Port 9 (discard) is not listened on.
  await connectRedis(page, 'http://127.0.0.1:9/upstash/cache', 'a-token-that-nobody-will-read');
  await expect(page.getByRole('alert').first()).toContainText(/reach|connect|answer/i);
});

test('the first start offers the sample account, in one click', async ({ launch, dataDir }) => {
  const { page } = await launch({ dataDir });
  await page.getByRole('button', { name: 'Explore a sample account' }).click();
  // All other tests stand on one that was filled so.
  await expect(page.getByRole('heading', { name: 'Preparing the sample account' })).toBeVisible();
});

async function connectRedis(page: Page, url: string, token: string): Promise<void> {
  await page.getByRole('radio', { name: /Redis/ }).click();
  await page
    .getByLabel(/URL|Address/i)
    .first()
    .fill(url);
  await page.getByLabel(/Token/i).first().fill(token);
  await page
    .getByRole('button', { name: /Check|Connect|Continue/ })
    .last()
    .click();
}
