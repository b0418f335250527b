import { describe, expect, it } from 'vitest';
import type { HeadroomBridge } from '#shared/ipc/contract';
import { type ChangeTopic, events } from '#shared/ipc/events';
import { listen } from '../../../../src/renderer/data/listen';
import { isTouched, QUERY_CHANNELS } from '../../../../src/renderer/data/topics';

const changeTopics = events.changed.shape.topics.element.options;

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

  const touchedBy = (...topics: ChangeTopic[]) => QUERY_CHANNELS.filter((channel) => isTouched(channel, topics));

  it('makes everything old when another account is shown', () => {
    expect(QUERY_CHANNELS).toHaveLength(45);
    expect(touchedBy('account')).toEqual(QUERY_CHANNELS);
  });

  it('reads again after an alert was acknowledged what shows alerts and who was told, and nothing else', () => {
    expect(touchedBy('alerts')).toEqual([
      'app:state',
      'overview:get',
      'alerts:list',
      'messages:list',
      'channels:list',
      // A report that is open tells of alerts too.
      'report:preview',
      'report:card',
    ]);
  });

  it('reads again while the sample account is filled what tells how far that is', () => {
    expect(touchedBy('sample-progress')).toEqual(['app:state']);
  });

  it('knows a channel for every topic', () => {
    for (const topic of changeTopics) {
      expect(touchedBy(topic), topic).not.toEqual([]);
    }
  });
});
