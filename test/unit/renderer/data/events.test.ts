import { describe, expect, it } from 'vitest';
import type { HeadroomBridge } from '#shared/ipc/contract';
import { listen } from '../../../../src/renderer/data/listen';
import { isTouched } from '../../../../src/renderer/data/topics';

describe('listen', () => {
  it('hands parsed payloads on, drops what does not fit, and stops', () => {
    let send: (payload: unknown) => void = () => undefined;
    let stopped = false;
    const door: HeadroomBridge = {
      invoke: async () => undefined,
      on: (_event, listener) => {
        send = listener;
        return () => {
          stopped = true;
        };
      },
    };
    const seen: string[] = [];
    const stop = listen('navigate', ({ path }) => seen.push(path), door);
    send({ path: '/alerts/12' });
    send({ path: 12 });
    send(null);
    expect(seen).toEqual(['/alerts/12']);
    stop();
    expect(stopped).toBe(true);
  });
});

describe('isTouched', () => {
  it('makes old what depends on a changed noun, and nothing else', () => {
    expect(isTouched('overview:get', ['alerts'])).toBe(true);
    expect(isTouched('settings:get', ['alerts'])).toBe(false);
    expect(isTouched('alerts:list', ['usage', 'alerts'])).toBe(true);
    expect(isTouched('connections:forms', ['usage', 'connections'])).toBe(false);
  });

  it('makes everything old when the account changes', () => {
    expect(isTouched('connections:forms', ['app'])).toBe(true);
    expect(isTouched('settings:get', ['app'])).toBe(true);
  });
});
