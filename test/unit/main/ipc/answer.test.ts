import { describe, expect, it, vi } from 'vitest';
import { answer } from '#main/ipc/answer';
import { isTrustedSender } from '#main/ipc/sender';
import { StoreError } from '#main/store/database/store-error';
import { succeed } from '#shared/domain/failure';
import type { Handlers } from '#shared/ipc/contract';

const settings = {
  theme: 'dark',
  intervalMinutes: 15,
  notifications: true,
  trayMessages: true,
  keepInTray: true,
  statusPages: false,
  lastScreen: '/',
} as const;

/** Handlers of which only the given ones are called. */
function handlers(some: Partial<Handlers>): Handlers {
  return some as Handlers;
}

describe('answer', () => {
  it('hands the parsed input over and the parsed output back, without fields outside of the contract', async () => {
    const set = vi.fn(async () => succeed({ ...settings, token: 'abc' }));
    const result = await answer('settings:set', { theme: 'dark', evil: 1 }, handlers({ 'settings:set': set }), vi.fn());
    expect(set).toHaveBeenCalledWith({ theme: 'dark' });
    expect(result).toEqual({ ok: true, value: settings });
  });

  it('refuses an input that does not fit, and names the place, not the value', async () => {
    const set = vi.fn();
    const result = await answer(
      'settings:set',
      { intervalMinutes: 'sk_secret' },
      handlers({ 'settings:set': set }),
      vi.fn(),
    );
    expect(set).not.toHaveBeenCalled();
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(JSON.stringify(result)).toContain('intervalMinutes');
    expect(JSON.stringify(result)).not.toContain('sk_secret');
  });

  it('passes failures on as they are', async () => {
    const failure = { code: 'unreachable', message: 'No network.', action: 'Wait.', retryable: true } as const;
    const result = await answer(
      'settings:get',
      null,
      handlers({ 'settings:get': async () => ({ ok: false, failure }) }),
      vi.fn(),
    );
    expect(result).toEqual({ ok: false, failure });
  });

  it.each([
    ['an exception', async () => Promise.reject(new Error('secret at /founder/x.ts:1'))],
    ['an output outside of the contract', async () => succeed({ ...settings, intervalMinutes: 1 })],
  ])('turns %s into "internal" without its text, and reports it', async (_what, get) => {
    const report = vi.fn();
    const result = await answer('settings:get', null, handlers({ 'settings:get': get }), report);
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toMatch(/secret|founder/);
    expect(report).toHaveBeenCalledWith('settings:get', expect.any(Error));
  });

  it('tells a full disk as what it is, and not as a mistake', async () => {
    const report = vi.fn();
    const full = { code: 'store-full', message: 'The disk is full.', action: 'Make room.', retryable: true } as const;
    const get = async () => Promise.reject(new StoreError(full, null));
    expect(await answer('settings:get', null, handlers({ 'settings:get': get }), report)).toEqual({
      ok: false,
      failure: full,
    });
    expect(report).not.toHaveBeenCalled();
  });
});

describe('isTrustedSender', () => {
  const own = { frameUrl: 'app://headroom/alerts/1', isMainFrame: true, isOwnWindow: true };

  it('trusts the top frame of the own page only', () => {
    expect(isTrustedSender(own, 'app://headroom')).toBe(true);
    expect(isTrustedSender({ ...own, isMainFrame: false }, 'app://headroom')).toBe(false);
    expect(isTrustedSender({ ...own, isOwnWindow: false }, 'app://headroom')).toBe(false);
  });

  it.each([
    null,
    'app://headroom.evil/',
    'app://other/',
    'file:///opt/headroom/index.html',
    'https://headroom/',
    'data:text/html,x',
    '',
  ])('does not trust a page at %s', (frameUrl) =>
    expect(isTrustedSender({ ...own, frameUrl }, 'app://headroom')).toBe(false),
  );

  it('knows the development server by its port', () => {
    expect(isTrustedSender({ ...own, frameUrl: 'http://localhost:5173/' }, 'http://localhost:5173')).toBe(true);
    expect(isTrustedSender({ ...own, frameUrl: 'http://localhost:5174/' }, 'http://localhost:5173')).toBe(false);
  });
});
