import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, goTo, overviewWithData, test } from './support/fixtures';
import { projectRoot } from './support/launch';
import { NotificationLog } from './support/notifications';
import { startSimulator } from './support/simulator';

const SCENARIO = 'src/main/simulator/scenarios/sample.json';
/** From the end of the terminal's work to what the window shows. */
const SOON = { timeout: 2_000 };

test('what a terminal collects appears in the open window, and its notices are told', async ({ launch, dataDir }) => {
  const simulator = await startSimulator();
  try {
    const notifications = process.platform === 'linux' ? new NotificationLog() : null;
    const { electron, page } = await launch({ dataDir });
    await page.getByRole('heading', { name: /^Connect/ }).waitFor();

    // Whoever looks at the window is told there, and not on the desktop.
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
    expect(await collect(dataDir, await accountOf(simulator.url))).toBe(0);
    await expect(page.locator('.verdict:not(.verdict-empty) h2')).toBeVisible(SOON);
    if (notifications !== null) {
      await expect.poll(() => notifications.titles(), SOON).toContainEqual(expect.stringMatching(/storage/i));
    }
    await overviewWithData(page);
    await goTo(page, 'Usage');
    await expect(page.getByText('Redis storage').first()).toBeVisible();
  } finally {
    await simulator.stop();
  }
});

/** The sample's first Redis, as a person would set it for the terminal. */
async function accountOf(url: string): Promise<Record<string, string>> {
  const scenario = JSON.parse(await readFile(join(projectRoot, SCENARIO), 'utf8')) as {
    readonly redis: readonly { readonly name: string; readonly token: string }[];
  };
  const [redis] = scenario.redis;
  return { KV_REST_API_URL: `${url}/upstash/${redis?.name}`, KV_REST_API_TOKEN: redis?.token ?? '' };
}

/** `headroom collect` as a process of its own; answers its exit code. */
async function collect(dataDir: string, account: Record<string, string>): Promise<number | null> {
  const { HEADROOM_SQLITE_BINDING: _, ...env } = process.env;
  const args = [join(projectRoot, 'out/main/cli.js'), 'collect', '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { env: { ...env, ...account }, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code as number | null;
}
