import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, goTo, test } from './support/fixtures';
import { projectRoot, rootSwitches } from './support/launch';
import { startSimulator } from './support/simulator';

const NOON = '2026-11-20T12:00:00Z';
const runtime = String(createRequire(import.meta.url)('electron'));

test('an account of a file is read at the clock and the address of the environment, and both are shown', async ({
  launch,
  dataDir,
}) => {
  const simulator = await startSimulator(join(projectRoot, 'test/accounts/cdn.json'), ['--now', NOON]);
  try {
    const { page } = await launch({
      dataDir,
      environment: {
        HEADROOM_NOW: NOON,
        HEADROOM_VERCEL_URL: `${simulator.url}/vercel`,
        HEADROOM_PLAIN_SECRETS: '1',
      },
    });
    const banner = page.getByRole('complementary', { name: 'Clock' });
    await expect(banner).toContainText('20 Nov 2026');
    await expect(banner).toContainText('HEADROOM_NOW');
    const input = { provider: 'vercel', values: { token: 'vcp_sample00000000000000004f2a' }, scope: null };
    const added = await page.evaluate((given) => window.headroom.invoke('connections:add', given), input);
    expect(added).toMatchObject({ ok: true, value: { askedAt: `${simulator.url}/vercel` } });
    await expect(page.locator('.shell')).toBeVisible();
    await expect(banner).toBeVisible();
    await goTo(page, 'Overview');
    await expect(page.getByText(/Friday 20 November, 12:0\d/).first()).toBeVisible();
    await goTo(page, 'Settings');
    await expect(page.getByText(`Asked at ${simulator.url}/vercel, on this computer.`)).toBeVisible();
    await expect(page.getByText(/just now|\d+ s ago|1 min ago/).first()).toBeVisible({ timeout: 30_000 });
    await page.screenshot({ path: test.info().outputPath('settings.png') });
  } finally {
    await simulator.stop();
  }
});

test('an address elsewhere keeps the app from running, and says so', async ({ launch, dataDir }) => {
  const { page } = await launch({ dataDir, environment: { HEADROOM_OPENAI_URL: 'https://proxy.example/v1' } });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('HEADROOM_OPENAI_URL');
  await expect(page.getByText(/proxy\.example/)).toHaveCount(0);
});

for (const [what, now, args] of [
  ['is no moment', '2026-11-31T12:00:00Z', ['--sample']],
  ["would go with the person's own data", NOON, []],
] as const) {
  test(`a clock that ${what} ends with 2`, async ({ dataDir }) => {
    const child = spawn(runtime, [...rootSwitches, projectRoot, ...args], {
      env: { ...process.env, XDG_CONFIG_HOME: dataDir, HEADROOM_NOW: now },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(2);
    expect(errors).toContain('HEADROOM_NOW');
  });
}
