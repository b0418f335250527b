import { describe, expect, it } from 'vitest';
import type { AppState, Settings } from '#shared/ipc/app';
import type { HeadroomBridge } from '#shared/ipc/contract';
import type { ChangeTopic } from '#shared/ipc/events';
import {
  keepStart,
  keptAnswer,
  readKeptStart,
  type StartStorage,
  startKey,
  worthKeeping,
} from '../../../../src/renderer/data/kept-start';
import { makeQueryClient } from '../../../../src/renderer/data/query-client';
import { NOW } from '../../../../src/renderer/gallery/fixtures/clock';
import { OVERVIEW as overview } from '../../../../src/renderer/gallery/fixtures/overview';

const HOUR = 3_600;
const KEY = 'last-start';
const state: AppState = {
  version: '0.1.0',
  platform: 'linux',
  mode: 'own',
  preparing: null,
  account: { title: 'acme', plan: 'Pro' },
  openRecommendations: 1,
  unreadMessages: 0,
  firingAlerts: 2,
  clockStart: null,
  problems: [{ code: 'store-full', message: 'The disk is full.', action: 'Make room.', retryable: true }],
  notices: ['The file was rescued.'],
};
const settings: Settings = {
  theme: 'dark',
  intervalMinutes: 15,
  notifications: true,
  trayMessages: true,
  keepInTray: true,
  statusPages: true,
  lastScreen: '/',
};
const answers = { 'app:state': state, 'settings:get': settings, 'overview:get': overview };

function storageWith(text: string | null): StartStorage {
  return { getItem: (key) => (key === KEY ? text : null), setItem: () => undefined, removeItem: () => undefined };
}

describe('what is kept of a start', () => {
  it('is shown again for a day, and never one from the future', () => {
    const storage = storageWith(JSON.stringify(answers));
    expect(readKeptStart(storage, KEY, overview.asOf + 23 * HOUR)?.['overview:get']).toEqual(overview);
    expect(readKeptStart(storage, KEY, overview.asOf + 24 * HOUR)).toBeNull();
    expect(readKeptStart(storage, KEY, overview.asOf - 1)).toBeNull();
  });

  it('is nothing where it cannot be read', () => {
    expect(readKeptStart(storageWith(null), KEY, NOW)).toBeNull();
    expect(readKeptStart(storageWith('{"app:state"'), KEY, overview.asOf)).toBeNull();
    const { 'settings:get': _, ...older } = answers;
    expect(readKeptStart(storageWith(JSON.stringify(older)), KEY, overview.asOf)).toBeNull();
  });

  it('leaves out what is told once', () => {
    expect(worthKeeping(answers)?.['app:state']).toEqual({ ...state, problems: [], notices: [] });
  });

  it('is nothing before all is answered, of a first run, a sample that is filled, and another clock', () => {
    expect(worthKeeping({ ...answers, 'overview:get': undefined })).toBeNull();
    const others: Partial<AppState>[] = [
      { mode: 'empty' },
      { preparing: { done: 1, total: 2, label: '' } },
      { clockStart: { at: NOW, offsetSeconds: 60 } },
    ];
    for (const other of others) {
      expect(worthKeeping({ ...answers, 'app:state': { ...state, ...other } })).toBeNull();
    }
  });

  it('of the sample account lies apart', () => {
    expect(startKey({ search: '?sample' })).not.toBe(startKey({ search: '' }));
  });
});

describe('keeping a start', () => {
  /** A window with its cache, its storage, and main's side of the bridge. */
  function openWindow() {
    const stored = new Map<string, string>();
    const storage: StartStorage = {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, text) => void stored.set(key, text),
      removeItem: (key) => void stored.delete(key),
    };
    let tell: (payload: unknown) => void = () => undefined;
    const client = makeQueryClient();
    const door: HeadroomBridge = {
      invoke: async () => undefined,
      on: (_event, listener) => {
        tell = listener;
        return () => undefined;
      },
    };
    keepStart(client, { storage, key: KEY, now: overview.asOf + HOUR }, door);
    const answer = (name: keyof typeof answers) =>
      client.fetchQuery({ queryKey: [name, null], queryFn: async () => answers[name], staleTime: 0 });
    const answerAll = async () => {
      await answer('app:state');
      await answer('settings:get');
      await answer('overview:get');
    };
    return { client, stored, answer, answerAll, tell: (topics: readonly ChangeTopic[]) => tell({ topics }) };
  }

  it('shows what was kept until main has answered, each part by itself', async () => {
    const { client, stored, answer, answerAll } = openWindow();
    await answerAll();
    expect(keptAnswer('overview:get')).toBeUndefined();
    const storage = storageWith(stored.get(KEY) ?? null);
    keepStart(
      client,
      { storage, key: KEY, now: overview.asOf + HOUR },
      { invoke: async () => null, on: () => () => undefined },
    );
    expect(keptAnswer('overview:get')).toEqual(overview);
    await answer('overview:get');
    expect(keptAnswer('overview:get')).toBeUndefined();
    expect(keptAnswer('settings:get')).toEqual(settings);
  });

  it('forgets an account that is left', async () => {
    const { stored, answerAll, tell } = openWindow();
    await answerAll();
    expect(stored.has(KEY)).toBe(true);
    tell(['usage', 'connections']);
    expect(stored.has(KEY)).toBe(true);
    tell(['account']);
    expect(stored.size).toBe(0);
  });

  it('forgets what was removed, and keeps nothing before the overview was read again', async () => {
    const { client, stored, answer, answerAll } = openWindow();
    await answerAll();
    const removal = client.getMutationCache().build(client, {
      mutationKey: ['connections:remove'],
      mutationFn: async () => null,
    });
    await removal.execute(undefined);
    expect(stored.size).toBe(0);
    await client.invalidateQueries({ queryKey: ['overview:get', null] });
    await answer('app:state');
    expect(stored.size).toBe(0);
    await answer('overview:get');
    expect(stored.has(KEY)).toBe(true);
  });
});
