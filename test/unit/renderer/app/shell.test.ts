import { describe, expect, it } from 'vitest';
import {
  collectionDetail,
  collectionFraction,
  collectionHeadline,
  failureTone,
} from '../../../../src/renderer/app/collection-words';
import { paletteEntries } from '../../../../src/renderer/app/palette-entries';
import { SCREENS } from '../../../../src/renderer/app/screen-list';
import { shortcutFor } from '../../../../src/renderer/app/use-shortcuts';
import { NOW } from '../../../../src/renderer/gallery/fixtures/clock';
import { HEALTH } from '../../../../src/renderer/gallery/fixtures/health';
import { LIMITED } from '../../../../src/renderer/gallery/fixtures/metrics';

describe('the collection status', () => {
  it('says how old, when next and how many', () => {
    expect(collectionHeadline(HEALTH, NOW)).toBe('Updated 4 min ago');
    expect(collectionDetail(HEALTH, NOW)).toMatch(/^Next at \d\d:57 · 2 of 3 sources$/);
    expect(collectionFraction(HEALTH, NOW)).toBeCloseTo(240 / 900);
  });

  it('counts while it runs', () => {
    const running = { ...HEALTH, running: true, progress: { done: 3, total: 5, label: 'Redis' } };
    expect(collectionHeadline(running, NOW)).toBe('Collecting 3 of 5');
    expect(collectionFraction(running, NOW)).toBeCloseTo(0.6);
    expect(collectionHeadline({ ...running, progress: null }, NOW)).toBe('Collecting');
  });

  it('does not run over, nor invent an age', () => {
    expect(collectionFraction(HEALTH, NOW + 9999)).toBe(1);
    expect(collectionHeadline({ ...HEALTH, lastCycleAt: null }, NOW)).toBe('Not collected yet');
    expect(collectionFraction({ ...HEALTH, lastCycleAt: null }, NOW)).toBe(0);
  });

  it('gives each kind of failure its shape', () => {
    expect([
      failureTone('not-permitted'),
      failureTone('unreachable'),
      failureTone('asleep'),
      failureTone('changed'),
    ]).toEqual(['locked', 'offline', 'unknown', 'warning']);
  });
});

describe('shortcutFor', () => {
  const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
    shortcutFor({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, target: null, ...more });

  it('opens palette and list, collects, and goes to screens by number', () => {
    expect(press('k', { ctrlKey: true })).toBe('palette');
    expect(press('K', { metaKey: true })).toBe('palette');
    expect(press('?', { shiftKey: true })).toBe('shortcuts');
    expect(press('r', { ctrlKey: true })).toBe('collect');
    expect(press('2', { ctrlKey: true })).toEqual({ path: '/usage' });
    expect(press(',', { metaKey: true })).toEqual({ path: '/settings' });
  });

  it('leaves everything else alone', () => {
    expect(press('k')).toBeNull();
    expect(press('r', { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(press('9', { ctrlKey: true })).toBeNull();
    expect(press('k', { ctrlKey: true, altKey: true })).toBeNull();
  });
});

describe('the palette', () => {
  const went: string[] = [];
  const doors = {
    navigate: (path: string) => went.push(path),
    collect: () => undefined,
    openReport: () => undefined,
    openAsk: () => undefined,
    setTheme: () => undefined,
    openShortcuts: () => undefined,
    leaveSample: null,
  };

  it('finds every screen and metric, each under its own id', () => {
    const entries = paletteEntries(LIMITED, doors, 'Ctrl', NOW);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const { title } of [...SCREENS, ...LIMITED]) {
      expect(entries.some((entry) => entry.title === title)).toBe(true);
    }
    entries.find(({ title }) => title === 'Redis storage')?.run();
    expect(went).toEqual(['/usage/redis-1/VERCEL_KV/STORAGE_MB']);
  });

  it('offers to leave the sample only inside it', () => {
    const titles = (leaveSample: (() => void) | null) =>
      paletteEntries([], { ...doors, leaveSample }, 'Ctrl', NOW).map(({ title }) => title);
    expect(titles(null)).not.toContain('Leave sample');
    expect(titles(() => undefined)).toContain('Leave sample');
  });
});
