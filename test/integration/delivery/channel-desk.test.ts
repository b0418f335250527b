import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { channelDesk } from '#main/delivery/channel-desk';
import { channelsInUse } from '#main/delivery/channels-in-use';
import type { SecretStore } from '#main/secrets/secret-store';
import { readStoredConnections } from '#main/store/maintenance/stored-connections';
import { fail, succeed } from '#shared/domain/failure';
import { NOW, serve } from '../../unit/main/http/served';
import { secretsInMemory } from '../../unit/main/secrets/secrets-in-memory';
import { openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { message, never, tools } from './messages';

async function desk() {
  let isLocked = false;
  const locked = { code: 'keychain-unavailable', message: 'Locked.', action: 'Unlock it.', retryable: true } as const;
  const { kept, ...open } = secretsInMemory();
  const secrets: SecretStore = { ...open, get: async (id) => (isLocked ? fail(locked) : open.get(id)) };
  const file = join(temporaryFolder(), 'headroom.db');
  const store = await openedStore(file);
  const clock = settableClock(NOW);
  const own = { secrets, tools };
  const builtIn = () => channelsInUse({ store, window: null, own: null });
  return {
    ...{ kept, store, file },
    lock: () => {
      isLocked = true;
    },
    channels: channelDesk({ store, secrets, tools, clock, builtIn }),
    send: async () => {
      const [channel] = (await channelsInUse({ store, window: null, own })).slice(2);
      return channel?.send(message(), never);
    },
  };
}

const bodies: string[] = [];
async function hook() {
  return serve((request, response) => {
    request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
    request.on('end', () => response.end('ok'));
  });
}

describe('a channel that is set up', () => {
  it('is tried before it is saved, kept, and sends; where it leads is in the keychain alone', async () => {
    const { channels, kept, store, file, send } = await desk();
    const { url } = await hook();
    const draft = {
      id: null,
      kind: 'webhook',
      title: ' Ops ',
      values: { url: `${url}/path-that-is-secret`, secret: 'signing-word' },
    } as const;
    expect(await channels.testDraft(draft)).toEqual(succeed({ outcome: 'shown', reason: '' }));
    expect(JSON.parse(bodies.at(-1) ?? '')).toMatchObject({ type: 'test' });
    expect(await store.channels.list()).toEqual([]);
    const saved = await channels.save(draft);
    expect(saved).toMatchObject({ ok: true, value: { id: 'webhook-1', title: 'Ops', enabled: true } });
    expect(kept.get('channel-webhook-1')).toEqual(draft.values);
    expect(await send()).toMatchObject({ outcome: 'shown' });
    store.close();
    const bytes = readFileSync(file, 'latin1');
    expect(bytes).not.toContain('path-that-is-secret');
    expect(bytes).not.toContain('signing-word');
    expect(readStoredConnections(file)?.map(({ id }) => id)).toEqual(['channel-webhook-1']);
  });

  it('shows what is not secret again, and keeps a secret that is not entered anew', async () => {
    const { channels, kept } = await desk();
    const values = {
      host: 'smtp.example.com',
      security: 'tls',
      user: 'me',
      password: 'pw-1',
      from: 'a@example.com',
      to: 'b@example.com',
    };
    await channels.save({ id: null, kind: 'email', title: '', values });
    const { password: _password, ...open } = values;
    expect(await channels.values('email-1')).toEqual(succeed({ values: open, kept: ['password'] }));
    await channels.save({
      id: 'email-1',
      kind: 'email',
      title: '',
      values: { ...open, to: 'c@example.com', password: '' },
    });
    expect(kept.get('channel-email-1')).toEqual({ ...values, to: 'c@example.com' });
    expect((await channels.list()).own).toMatchObject([{ id: 'email-1', target: 'c@example.com' }]);
  });

  it('is refused with what to correct, and nothing is kept of it', async () => {
    const { channels, kept, store } = await desk();
    const wrong = await channels.save({
      id: null,
      kind: 'slack',
      title: '',
      values: { url: 'http://hooks.slack.com/x' },
    });
    expect(wrong).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', message: expect.stringMatching(/https/) },
    });
    expect(await channels.save({ id: null, kind: 'email', title: '', values: {} })).toMatchObject({
      failure: { message: 'Mail server is empty.' },
    });
    expect(kept.size).toBe(0);
    expect(await store.channels.list()).toEqual([]);
  });

  it('never takes the place of what the keychain holds of another data folder', async () => {
    const { channels, kept } = await desk();
    kept.set('channel-slack-1', { url: 'https://hooks.slack.com/services/other' });
    const saved = await channels.save({
      id: null,
      kind: 'slack',
      title: '',
      values: { url: 'https://hooks.slack.com/services/mine' },
    });
    expect(saved).toMatchObject({ value: { id: 'slack-2' } });
  });

  it('goes with its secret; one whose secret is gone or locked says so', async () => {
    const { channels, kept, send, lock, store } = await desk();
    await channels.save({
      id: null,
      kind: 'slack',
      title: '',
      values: { url: 'https://hooks.slack.com/services/mine' },
    });
    const secret = kept.get('channel-slack-1') ?? {};
    kept.clear();
    expect(await send()).toMatchObject({ outcome: 'failed', again: false, why: { code: 'not-set-up' } });
    kept.set('channel-slack-1', secret);
    lock();
    expect(await send()).toMatchObject({ outcome: 'failed', again: true, why: { code: 'locked' } });
    await channels.remove('slack-1');
    expect(kept.size).toBe(0);
    expect(await store.channels.list()).toEqual([]);
  });

  it('that needs the window cannot be tried without one, and waits for nothing', async () => {
    const { channels } = await desk();
    const elsewhere = { ok: false, failure: { code: 'conflict', message: expect.stringMatching(/window tells/) } };
    expect(await channels.test('desktop')).toMatchObject(elsewhere);
    expect(await channels.test('tray')).toMatchObject(elsewhere);
    expect(await channels.test('none')).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('is turned on and off, the built-in ones too, but for the list of the window', async () => {
    const { channels, send } = await desk();
    const { url } = await hook();
    await channels.save({ id: null, kind: 'webhook', title: '', values: { url } });
    await channels.enable('webhook-1', false);
    await channels.enable('tray', false);
    expect(await send()).toBeUndefined();
    expect(await channels.enable('window', false)).toMatchObject({ ok: false });
    expect((await channels.list()).builtIn.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['window', true],
      ['desktop', true],
      ['tray', false],
    ]);
    expect(await channels.enable('none', true)).toMatchObject({ failure: { code: 'not-found' } });
  });
});
