import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { type Simulator, startSimulator } from '#main/simulator/index';
import type { ChannelOutput } from '#shared/ipc/contract';
import { isTouched } from '../../../src/renderer/data/topics';
import { type RunningApp, startApp } from '../ipc/running-app';
import { buildCli, removeCli, runCli } from './built-cli';

/** The window is open on a data folder while `headroom collect`, a process of its own, writes into it. */
let simulator: Simulator;
let running: RunningApp;

beforeAll(buildCli);
afterAll(removeCli);

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'sample', clock: systemClock });
  running = await startApp('own');
  running.clock.run(systemClock.now());
});

afterEach(async () => {
  await running.end();
  await simulator.close();
});

function account(): Record<string, string> {
  const { redis } = simulator.credentials;
  return { KV_REST_API_URL: redis[0]?.url ?? '', KV_REST_API_TOKEN: redis[0]?.token ?? '' };
}

/** What the window shows of the usage: it reads again when main tells that it may have changed, and never else. */
async function shownUsage(): Promise<() => ChannelOutput<'usage:list'>> {
  let shown = await running.value('usage:list');
  const readAgain = async () => {
    shown = await running.value('usage:list');
  };
  running.app.events.on('changed', ({ topics }) => {
    if (isTouched('usage:list', topics)) {
      void readAgain();
    }
  });
  return () => shown;
}

it('shows by itself what a terminal collects, and tells the notices that it left', async () => {
  const shown = await shownUsage();
  expect(shown()).toEqual([]);
  expect(running.desktop.noticed).toEqual([]);

  const { code } = await runCli(['collect', '--data-dir', running.folder], account());
  expect(code).toBe(0);
  await expect
    .poll(() => shown().map(({ key }) => key), { timeout: 20_000 })
    .toContain('redis-env/VERCEL_KV/STORAGE_MB');
  // The storage of the sample's Redis stands at 85 % of its limit.
  await expect
    .poll(() => running.desktop.noticed, { timeout: 20_000 })
    .toContainEqual(expect.stringMatching(/storage/i));
  const told = [...running.desktop.noticed];

  // The same reading again is told to nobody twice.
  expect((await runCli(['collect', '--data-dir', running.folder], account())).code).toBe(0);
  await systemClock.sleep(2_000);
  expect(running.desktop.noticed).toEqual(told);
});

it('says nothing while nobody writes, nor of what the window writes itself', async () => {
  await running.value('settings:set', { lastScreen: '/usage' });
  const heard: string[] = [];
  running.app.events.on('changed', ({ topics }) => void heard.push(...topics));
  await running.value('settings:set', { lastScreen: '/costs' });
  await systemClock.sleep(2_500);
  expect(heard).toEqual(['settings']);
});
