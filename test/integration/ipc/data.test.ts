import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '#main/queries/home/settings';
import type { EventPayload } from '#shared/ipc/events';
import { connectionNamed, openedStore } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from '../store/bundled-entry';
import { startHolder } from '../store/holder';
import { bareConnection } from '../support/bare-connection';
import { type RunningApp, startApp } from './running-app';

let worker: BundledEntry;
let holding: BundledEntry;
let running: RunningApp;

beforeAll(async () => {
  worker = await bundleEntry('src/main/worker/index.ts');
  holding = await bundleEntry('test/integration/store/holding-child.ts');
});
afterAll(() => {
  worker.remove();
  holding.remove();
});

beforeEach(async () => {
  running = await startApp('own', worker.file);
});
afterEach(() => running.end());

const inFolder = (name: string) => join(running.folder, name);

/** A copy of the data as they are, made by the app. */
async function backUp(): Promise<string> {
  running.desktop.savePath = inFolder('backup.db');
  expect(await running.value('data:backup')).toEqual({ path: inFolder('backup.db') });
  return inFolder('backup.db');
}

/** The interval that a data file remembers. */
async function keptInterval(file: string): Promise<number> {
  return (await readSettings(await openedStore(file))).intervalMinutes;
}

describe('a backup', () => {
  it('is a copy of the data, tells how far it is, and ends in silence', async () => {
    const told: EventPayload<'data-progress'>[] = [];
    running.app.events.on('data-progress', (progress) => void told.push(progress));
    await running.value('settings:set', { intervalMinutes: 45 });
    expect(await keptInterval(await backUp())).toBe(45);
    const steps = told.filter(({ job }) => job === 'backup');
    expect(steps.length).toBeGreaterThan(0);
    for (const { done, total } of steps) {
      expect(total === null || (done >= 0 && done <= total)).toBe(true);
    }
    expect(told.at(-1)).toEqual({ job: null, done: 0, total: null, unit: '' });
  });

  it('takes the place of the data, which are kept aside, and the app starts again', async () => {
    await running.value('settings:set', { intervalMinutes: 45 });
    running.desktop.openPath = await backUp();
    await running.value('settings:set', { intervalMinutes: 60 });
    const { replaced } = (await running.value('data:restore')) ?? { replaced: null };
    expect(running.desktop.restarts).toBe(1);
    expect(await keptInterval(inFolder('headroom.db'))).toBe(45);
    expect(await keptInterval(replaced ?? '')).toBe(60);
  });

  it('that is none is refused, and the app goes on with what it has', async () => {
    await running.value('settings:set', { intervalMinutes: 60 });
    running.desktop.openPath = inFolder('notes.txt');
    writeFileSync(inFolder('notes.txt'), 'no database '.repeat(500));
    expect(await running.ask('data:restore')).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(running.desktop.restarts).toBe(0);
    expect(await running.value('settings:get')).toMatchObject({ intervalMinutes: 60 });
  });
});

describe('a backup that names other hosts', () => {
  const SHOWN = [{ connectionId: 'vercel-1', title: 'acme', host: 'evil.example' }];

  async function choose(): Promise<void> {
    const backup = inFolder('chosen.db');
    const store = await openedStore(backup);
    await store.connections.save({ ...connectionNamed('vercel-1'), settings: { baseUrl: 'https://evil.example' } });
    store.close();
    running.desktop.openPath = backup;
  }

  it('is restored only with the hosts that the person was shown and agreed to', async () => {
    await choose();
    running.desktop.secrets.set('vercel-1', { token: 'abc' });
    expect(await running.value('data:restore')).toEqual({ replaced: null, foreignHosts: SHOWN });
    expect(running.desktop.restarts).toBe(0);
    const other = { hosts: [{ connectionId: 'vercel-1', host: 'api.example' }] };
    expect(await running.value('data:restore-agreed', other)).toEqual({ replaced: null, foreignHosts: SHOWN });
    expect(running.desktop.restarts).toBe(0);
    expect(await running.value('settings:get')).toBeDefined();
    const agreed = { hosts: [{ connectionId: 'vercel-1', host: 'evil.example' }] };
    expect(await running.value('data:restore-agreed', agreed)).toMatchObject({ foreignHosts: [] });
    expect(running.desktop.restarts).toBe(1);
    expect(await (await openedStore(inFolder('headroom.db'))).connections.list()).toHaveLength(1);
  });

  it('is none before one was chosen', async () => {
    const hosts = [{ connectionId: 'vercel-1', host: 'evil.example' }];
    expect(await running.ask('data:restore-agreed', { hosts })).toMatchObject({ failure: { code: 'invalid-input' } });
  });
});

describe('while a terminal has the data open', () => {
  it('nothing is restored or deleted, no key is lost, and the app goes on', async () => {
    running.desktop.openPath = await backUp();
    await running.value('settings:set', { intervalMinutes: 60 });
    running.desktop.secrets.set('redis-1', { restToken: 'abc' });
    const terminal = await startHolder(holding.file, inFolder('headroom.db'), running.clock.now());
    expect(terminal.output).toBe('READY\n');
    for (const [channel, input] of [
      ['data:restore', null],
      ['data:delete-all', { typed: 'delete all' }],
    ] as const) {
      expect(await running.ask(channel, input)).toMatchObject({ ok: false, failure: { code: 'store-locked' } });
    }
    expect(running.desktop).toMatchObject({ restarts: 0, pagesForgotten: 0 });
    expect(running.desktop.secrets.size).toBe(1);
    expect(await running.value('settings:get')).toMatchObject({ intervalMinutes: 60 });
    await terminal.kill();
    await running.value('data:delete-all', { typed: 'delete all' });
    expect(existsSync(inFolder('headroom.db'))).toBe(false);
  });
});

describe('an export', () => {
  it.each([
    ['json', 'export.json', 'export.json'],
    ['csv', 'export', join('export', 'setting.csv')],
  ] as const)('as %s has what is stored', async (format, name, file) => {
    await running.value('settings:set', { intervalMinutes: 45 });
    running.desktop.savePath = inFolder(name);
    const exported = await running.value('data:export', { format });
    expect(exported?.path).toBe(inFolder(name));
    expect(exported?.rows).toBeGreaterThan(0);
    expect(readFileSync(inFolder(file), 'utf8')).toContain('intervalMinutes');
  });
});

it('what is stored is told with its file', async () => {
  expect(await running.value('data:status')).toMatchObject({ file: inFolder('headroom.db'), series: 0, rawDays: 100 });
});

describe('deleting everything', () => {
  it('takes the typed words, and nothing less', async () => {
    for (const typed of ['', 'delete', 'Delete all']) {
      expect(await running.ask('data:delete-all', { typed })).toMatchObject({ failure: { code: 'invalid-input' } });
    }
    expect(running.desktop.restarts).toBe(0);
    expect(existsSync(inFolder('headroom.db'))).toBe(true);
  });

  it('leaves neither data nor keys, and the app starts again', async () => {
    const store = await openedStore(inFolder('headroom.db'));
    await store.connections.save(bareConnection('redis-1', 'redis', running.clock.now()));
    store.close();
    running.desktop.secrets.set('redis-1', { restToken: 'abc' });
    await running.value('data:delete-all', { typed: 'delete all' });
    expect(running.desktop.secrets.size).toBe(0);
    expect(running.desktop.restarts).toBe(1);
    expect(running.desktop.pagesForgotten).toBe(1);
    expect(readdirSync(running.folder).filter((name) => name.startsWith('headroom.db'))).toEqual([]);
  });
});
