import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from './support/fixtures';
import { projectRoot, rootSwitches } from './support/launch';

const runtime = String(createRequire(import.meta.url)('electron'));

/** Starts the runtime as a person does, without the test's hand in it. */
async function start(args: readonly string[]): Promise<{ code: number; errors: string }> {
  const child = spawn(runtime, [...rootSwitches, projectRoot, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const [code] = await once(child, 'exit');
  return { code: Number(code), errors };
}

test('the page is sandboxed, has its own origin and a strict policy', async ({ shared: { page } }) => {
  expect(await page.evaluate(() => window.location.origin)).toBe('app://headroom');
  expect(
    await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')]),
  ).toEqual(['undefined', 'undefined']);
  expect(await page.evaluate(() => Object.keys(window.headroom).sort())).toEqual(['invoke', 'on']);
  const reaches = (address: string) =>
    page.evaluate(
      (url) =>
        fetch(url)
          .then(() => true)
          .catch(() => false),
      address,
    );
  expect(await reaches('https://example.com/')).toBe(false);
  expect(await reaches('file:///etc/hostname')).toBe(false);
  expect(await reaches('app://headroom/index.html')).toBe(false);
  const answer = await page.evaluate(() => window.headroom.invoke('exports:show-in-folder', { token: '/etc/passwd' }));
  expect(answer).toMatchObject({ ok: false, failure: { code: 'not-found' } });
});

test('the page cannot be led away and opens no windows', async ({ shared: { electron, page } }) => {
  await page.evaluate(() => {
    window.open('https://example.com/');
    window.location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(/^app:\/\/headroom\//);
  expect(electron.windows()).toHaveLength(1);
});

test('is never smaller than 900 x 600', async ({ shared: { electron } }) => {
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize())).toEqual([
    900, 600,
  ]);
});

test('a second start shows the first window and ends', async ({ shared: { electron, dataDir } }) => {
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(true);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(isVisible).toBe(false);
  const { code, errors } = await start([`--data-dir=${dataDir}`]);
  expect(code).toBe(0);
  expect(errors).toContain('already running');
  await expect.poll(isVisible).toBe(true);
});

test('starts hidden when asked to, and a second start shows it', async ({ launch, sampleDir }) => {
  const { electron } = await launch({ dataDir: sampleDir, args: ['--sample', '--hidden'] });
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  expect(await isVisible()).toBe(false);
  await start([`--data-dir=${sampleDir}`]);
  await expect.poll(isVisible).toBe(true);
});

test('--capture writes a picture of the Overview and ends', async ({ sampleDir }) => {
  const file = join(sampleDir, 'pictures', 'overview.png');
  const { code } = await start([`--data-dir=${sampleDir}`, '--sample', `--capture=${file}`]);
  expect(code).toBe(0);
  expect((await stat(file)).size).toBeGreaterThan(30_000);
  const png = await readFile(file);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 800]);
});

test('a wrong switch ends with 2 and says how to write it', async () => {
  const { code, errors } = await start(['--data-dir=']);
  expect(code).toBe(2);
  expect(errors).toContain('--data-dir needs a value. Write it as --data-dir=PATH.');
});
