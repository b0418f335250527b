import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import BetterSqlite3 from 'better-sqlite3';
import { expect, overviewWithData, test } from './support/fixtures';

/** What is kept of forecasts and samples: the first is worked out in a thread, the second is what nobody may lose. */
interface Kept {
  readonly forecasts: readonly string[];
  readonly samples: number;
}

/** Runs `work` on the sample's file. */
function onFile<T>(dataDir: string, work: (file: BetterSqlite3.Database) => T): T {
  const file = new BetterSqlite3(join(dataDir, 'sample.db'), { timeout: 5_000 });
  try {
    return work(file);
  } finally {
    file.close();
  }
}

function keptIn(dataDir: string): Kept {
  return onFile(dataDir, (file) => ({
    forecasts: file
      .prepare<[], string>(
        "SELECT series_id || ' for ' || target_at FROM forecast_record ORDER BY series_id, target_at",
      )
      .pluck()
      .all(),
    samples: file.prepare<[], number>('SELECT count(*) FROM infrastructure_metric').pluck().get() ?? 0,
  }));
}

/** As if no cycle had ever come to its forecasts: the next one makes those of sixty days. */
function forgetForecasts(dataDir: string): void {
  onFile(dataDir, (file) => file.exec('DELETE FROM forecast_record; DELETE FROM forecast;'));
}

function forecastCount(dataDir: string): number {
  return onFile(dataDir, (file) => file.prepare<[], number>('SELECT count(*) FROM forecast_record').pluck().get() ?? 0);
}

/** Ends the thread of the forecasts over the first days that it is asked for; answers how often it did. */
async function killFirstThread(electron: ElectronApplication): Promise<() => Promise<number>> {
  await electron.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const { postMessage } = Worker.prototype;
    Reflect.set(globalThis, 'killed', 0);
    Worker.prototype.postMessage = function (this: InstanceType<typeof Worker>, message: unknown) {
      postMessage.call(this, message);
      const isAsked = (message as { readonly ask?: string }).ask === 'dayForecasts';
      if (isAsked && Reflect.get(globalThis, 'killed') === 0) {
        Reflect.set(globalThis, 'killed', 1);
        void this.terminate();
      }
    };
  });
  return () => electron.evaluate(() => Reflect.get(globalThis, 'killed') as number);
}

function collect(page: Page): Promise<unknown> {
  return page.evaluate(() => window.headroom.invoke('collection:run', null));
}

test('a forecast thread that dies loses nothing', async ({ launch, sampleDir }) => {
  const before = keptIn(sampleDir);
  expect(before.forecasts.length).toBeGreaterThan(500);
  forgetForecasts(sampleDir);
  const { electron, page } = await launch({ dataDir: sampleDir, args: ['--sample'] });
  const killed = await killFirstThread(electron);
  await overviewWithData(page);
  await collect(page);
  expect(await killed()).toBe(1);
  expect(keptIn(sampleDir).forecasts).toEqual(before.forecasts);
});

test('quitting in mid forecast is prompt and loses nothing', async ({ launch, sampleDir }) => {
  // The forecasts of sixty days are made twice.
  test.setTimeout(120_000);
  const before = keptIn(sampleDir);
  forgetForecasts(sampleDir);
  const first = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await overviewWithData(first.page);
  // The window is gone before it is answered.
  void collect(first.page).catch(() => undefined);
  await expect.poll(() => forecastCount(sampleDir), { intervals: [10] }).toBeGreaterThan(0);
  await first.electron.close();

  const half = keptIn(sampleDir);
  expect(half.forecasts.length).toBeLessThan(before.forecasts.length);
  expect(half.samples).toBeGreaterThanOrEqual(before.samples);
  expect(onFile(sampleDir, (file) => file.pragma('integrity_check', { simple: true }))).toBe('ok');

  const second = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await overviewWithData(second.page);
  await collect(second.page);
  // One cycle makes a part of a long past, so that two may have made more than the one before.
  const after = new Set(keptIn(sampleDir).forecasts);
  expect(before.forecasts.filter((one) => !after.has(one))).toEqual([]);
});

test('the second start shows the overview of the first with its age until it is read again', async ({
  launch,
  sampleDir,
}) => {
  const first = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await overviewWithData(first.page);
  const headline = (await first.page.locator('.verdict h2').textContent()) ?? '';
  await expect.poll(() => first.page.evaluate(() => window.localStorage.getItem('last-start:sample'))).not.toBeNull();
  await first.electron.close();

  const second = await launch({ dataDir: sampleDir, args: ['--sample'] });
  await overviewWithData(second.page);
  await expect(second.page.locator('.top-bar [role=status]')).toHaveCount(0);
  await expect(second.page.locator('.verdict h2')).toHaveText(headline);

  // Without main's answer what was kept is all there is, and says so.
  await second.electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('headroom:overview:get');
    // Whoever could answer is kept: an answer that is collected as garbage would be a failure.
    const waiting: unknown[] = [];
    Object.assign(globalThis, { waiting });
    ipcMain.handle('headroom:overview:get', () => new Promise((answer) => waiting.push(answer)));
  });
  await second.page.reload();
  await expect(second.page.locator('.verdict h2')).toHaveText(headline);
  await expect(second.page.locator('.top-bar [role=status]')).toContainText(/As it stood .+, being read again/);

  // An account that is left is not shown again.
  await second.page.evaluate(() => window.headroom.invoke('sample:leave', null));
  await expect.poll(() => second.page.evaluate(() => window.localStorage.getItem('last-start:sample'))).toBeNull();
});
