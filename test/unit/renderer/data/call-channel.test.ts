import { describe, expect, it } from 'vitest';
import type { HeadroomBridge } from '#shared/ipc/contract';
import { ChannelError, callChannel, failureOf } from '../../../../src/renderer/data/call-channel';

function door(answer: (channel: string, input: unknown) => unknown): HeadroomBridge {
  return { invoke: async (channel, input) => answer(channel, input), on: () => () => undefined };
}

const settings = {
  theme: 'dark',
  intervalMinutes: 15,
  notifications: true,
  trayMessages: true,
  keepInTray: true,
  statusPages: false,
  lastScreen: '/',
};

describe('callChannel', () => {
  it('asks under the bare name and answers the parsed value', async () => {
    const asked: unknown[] = [];
    const answer = await callChannel(
      'settings:set',
      { theme: 'dark' },
      door((channel, input) => {
        asked.push([channel, input]);
        return { ok: true, value: { ...settings, extra: 'not in the contract' } };
      }),
    );
    expect(asked).toEqual([['settings:set', { theme: 'dark' }]]);
    expect(answer).toEqual({ ok: true, value: settings });
  });

  it('passes a failure of the closed list through', async () => {
    const failure = { code: 'store-locked', message: 'Busy.', action: 'Wait.', retryable: true };
    expect(
      await callChannel(
        'app:state',
        null,
        door(() => ({ ok: false, failure })),
      ),
    ).toEqual({ ok: false, failure });
  });

  it.each([
    ['a value that does not fit', { ok: true, value: { ...settings, theme: 'pink' } }],
    ['no envelope', settings],
    ['nothing', undefined],
    ['a failure outside the list', { ok: false, failure: { code: 'oops', message: '', action: '', retryable: false } }],
  ])('turns %s into a failure that says what to do', async (_name, raw) => {
    const answer = await callChannel(
      'settings:get',
      null,
      door(() => raw),
    );
    expect(answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(answer.ok ? '' : answer.failure.action).not.toBe('');
  });

  it('turns a broken bridge into a failure and not into an exception', async () => {
    const broken = door(() => {
      throw new Error('secret stack');
    });
    const answer = await callChannel('app:state', null, broken);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});

describe('failureOf', () => {
  it('takes the failure out of a channel error and hides every other error', () => {
    const failure = { code: 'timeout', message: 'Late.', action: 'Wait.', retryable: true } as const;
    expect(failureOf(new ChannelError(failure))).toBe(failure);
    expect(failureOf(new Error('secret')).message).not.toContain('secret');
  });
});
