import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelName, contract } from '#shared/ipc/contract';
import { propertyRuns } from '../../fixtures/property-runs';
import { type RunningApp, startApp } from './running-app';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp('own');
});

afterAll(() => running.end());

const channels = Object.keys(contract) as ChannelName[];
const SENDS: readonly ChannelName[] = channels.filter((name) => !contract[name].input.safeParse(null).success);

describe('inputs outside of the contract', () => {
  it.each(SENDS)('%s refuses what does not fit, without a bug and without an echo', async (name) => {
    const hostile = [
      null,
      undefined,
      7,
      'secret-text',
      [],
      {},
      { id: 'secret-text' },
      { id: 1e99 },
      { key: { $ne: 1 } },
    ];
    for (const input of hostile) {
      if (contract[name].input.safeParse(input).success) {
        continue;
      }
      const result = await running.ask(name, input);
      expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
      expect(JSON.stringify(result)).not.toContain('secret-text');
    }
    expect(running.bugs).toEqual([]);
  });

  it('never makes a bug of any JSON, on whatever channel', async () => {
    const harmless = channels.filter((name) => !name.startsWith('sample:') && !name.startsWith('connections:'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...harmless), fc.jsonValue(), async (name, input) => {
        const result = await running.ask(name, input);
        expect(result.ok || result.failure.code !== 'internal').toBe(true);
      }),
      { numRuns: propertyRuns(200) },
    );
    expect(running.bugs).toEqual([]);
  });
});

describe('inputs that fit and mean nothing', () => {
  it.each([
    ['usage:chart', { key: "x' OR 1=1 --", range: '30d', points: 10 }, 'not-found'],
    ['usage:export-csv', { key: '../../etc/passwd', range: '30d' }, 'not-found'],
    ['recommendations:change', { id: 999, change: { step: 'approve' } }, 'not-found'],
    ['recommendations:open-page', { id: -1 }, 'not-found'],
    ['alerts:acknowledge', { id: 999 }, 'not-found'],
    ['alerts:unsnooze', { id: 999 }, 'not-found'],
    ['alerts:snooze', { id: 999, until: 1 }, 'invalid-input'],
    ['exports:show-in-folder', { token: '/etc/passwd' }, 'not-found'],
    ['connections:verify', { provider: '__proto__', values: {} }, 'invalid-input'],
    ['connections:verify', { provider: 'vercel', values: { token: '' } }, 'invalid-input'],
    ['connections:verify', { provider: 'vercel', values: { token: 'a b' } }, 'invalid-input'],
    [
      'connections:add',
      { provider: 'redis', values: { restUrl: 'http://cache.example', restToken: 'tok_12345678' }, scope: null },
      'invalid-input',
    ],
    [
      'connections:add',
      { provider: 'redis', values: { restUrl: 'http://0.0.0.0:1', restToken: 'tok_12345678' }, scope: null },
      'invalid-input',
    ],
    [
      'connections:add',
      { provider: 'redis', values: { restUrl: 'https://u:pw@127.0.0.1:1', restToken: 'tok_12345678' }, scope: null },
      'invalid-input',
    ],
    ['connections:open-credential-page', { provider: 'vercel', field: 'constructor' }, 'not-found'],
  ] as const)('%s %j', async (name, input, code) => {
    expect(await running.ask(name, input)).toMatchObject({ ok: false, failure: { code } });
    expect(running.bugs).toEqual([]);
    expect(running.desktop.opened).toEqual([]);
    expect(running.desktop.shown).toEqual([]);
  });

  it('settings beyond their bounds are refused and change nothing', async () => {
    for (const change of [
      { intervalMinutes: 0 },
      { intervalMinutes: 4.5 },
      { theme: 'pink' },
      { lastScreen: 'x'.repeat(999) },
    ]) {
      expect(await running.ask('settings:set', change)).toMatchObject({ ok: false });
    }
    expect(await running.value('settings:get')).toMatchObject({ intervalMinutes: 15, theme: 'system' });
  });
});
