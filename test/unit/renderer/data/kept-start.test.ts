import { describe, expect, it } from 'vitest';
import type { AppState, Settings } from '#shared/ipc/app';
import { readKeptStart, type StartStorage, startKey, worthKeeping } from '../../../../src/renderer/data/kept-start';
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
  firingAlerts: 2,
  clockStart: null,
  problems: [{ code: 'store-full', message: 'The disk is full.', action: 'Make room.', retryable: true }],
  notices: ['The file was rescued.'],
};
const settings: Settings = {
  theme: 'dark',
  intervalMinutes: 15,
  notifications: true,
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
