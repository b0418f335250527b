import type { IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { channelKind } from '#main/delivery/channels/kinds';
import type { ChannelKind } from '#shared/domain/channel';
import { whyWords } from '#shared/words/delivery';
import { client, NOW, serve } from '../../unit/main/http/served';
import { message, never, tools } from './messages';

interface Got {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that keeps what it gets and answers with `statuses`, the last one for ever. */
async function hook(statuses: readonly number[] = [200], answer = 'ok', headers: Record<string, string> = {}) {
  const got: Got[] = [];
  const served = await serve((request, response, count) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', method = '' } = request;
      got.push({ path, method, headers: request.headers, body: Buffer.concat(chunks).toString() });
      // Slack answers so: `ok`, and says that it is a page.
      response.writeHead(statuses[count - 1] ?? statuses.at(-1) ?? 200, { 'content-type': 'text/html', ...headers });
      response.end(answer);
    });
  });
  return { origin: `http://${served.host}`, got, count: served.count };
}

const send = (kind: ChannelKind, destination: Record<string, string>, change = {}) =>
  channelKind(kind).send(message(change), destination, tools, never);

describe('each form is what its service takes', () => {
  it('signs its own JSON so that the reference library of Standard Webhooks accepts it', async () => {
    const { origin, got } = await hook();
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(await send('webhook', { url: `${origin}/in`, secret })).toEqual({ outcome: 'shown', why: null });
    const [first] = got;
    expect(first?.headers['webhook-id']).toBe(message().key);
    // The library compares the time with its own clock: ours stands still, so that the check is done by hand.
    expect(first?.headers['webhook-timestamp']).toBe(String(NOW));
    const signature = new Webhook(secret).sign(message().key, new Date(NOW * 1000), first?.body ?? '');
    expect(first?.headers['webhook-signature']).toBe(signature);
    expect(JSON.parse(first?.body ?? '')).toEqual({
      type: 'alert.firing',
      timestamp: '2026-11-24T10:00:00Z',
      data: {
        id: message().key,
        title: 'Redis storage above 75 %',
        body: '25.5 of 30 MB are used on the Free plan, 85 %.',
        severity: 'warning',
        path: '/alerts/12',
        alerts: [{ ...message().alerts[0], since: '2026-11-24T09:59:00Z' }],
      },
    });
    expect(first).toMatchObject({ method: 'POST', path: '/in', headers: { 'content-type': 'application/json' } });
  });

  it('takes a secret of any form as it is, and signs nothing without one', async () => {
    const { origin, got } = await hook();
    await send('webhook', { url: origin, secret: 'a word' });
    await send('webhook', { url: origin });
    const expected = new Webhook('a word', { format: 'raw' }).sign(
      message().key,
      new Date(NOW * 1000),
      got[0]?.body ?? '',
    );
    expect(got[0]?.headers['webhook-signature']).toBe(expected);
    expect(got[1]?.headers['webhook-signature']).toBeUndefined();
    expect(got[1]?.headers['webhook-id']).toBe(message().key);
  });

  it('Slack: text for the notification, a header and a section; nobody is called by a name within', async () => {
    const { origin, got } = await hook();
    await send('slack', { url: `${origin}/services/T0/B0/abcdefghijkl` }, { title: 'A <!channel> & more' });
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      text: 'A &lt;!channel&gt; &amp; more',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'A <!channel> & more' } },
        { type: 'section', text: { type: 'plain_text', text: message().body } },
      ],
    });
  });

  it('Discord: an embed without mentions, Markdown made harmless, cut to its limits', async () => {
    const { origin, got } = await hook([204], '');
    await send('discord', { url: origin }, { title: '@everyone *x* [a](b)', body: 'y'.repeat(5000) });
    const { embeds, allowed_mentions } = JSON.parse(got[0]?.body ?? '');
    expect(allowed_mentions).toEqual({ parse: [] });
    expect(embeds[0].title).toBe('\\@everyone \\*x\\* \\[a\\]\\(b\\)');
    expect(embeds[0].description).toHaveLength(4096);
    expect(embeds[0].timestamp).toBe('2026-11-24T10:00:00Z');
  });

  it('Teams: a message with one Adaptive Card', async () => {
    const { origin, got } = await hook([202], '');
    await send('teams', { url: origin }, { severity: 'critical' });
    const sent = JSON.parse(got[0]?.body ?? '');
    expect(sent.type).toBe('message');
    expect(sent.attachments[0].contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(sent.attachments[0].content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
    const [title, body] = sent.attachments[0].content.body.map(
      (block: { inlines: { text: string; color?: string }[] }) => block.inlines[0],
    );
    expect(title).toMatchObject({ text: 'Redis storage above 75 %', color: 'attention' });
    expect(body.text).toBe(message().body);
  });

  it('ntfy: JSON at the root, with the topic, a priority and the token', async () => {
    const { origin, got } = await hook();
    await send('ntfy', { url: `${origin}/my-topic`, token: 'tk_abc' }, { severity: 'critical' });
    expect(got[0]).toMatchObject({ path: '/', headers: { authorization: 'Bearer tk_abc' } });
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      topic: 'my-topic',
      title: 'Redis storage above 75 %',
      message: message().body,
      priority: 5,
      tags: ['rotating_light'],
    });
  });

  it('Telegram: sendMessage of the bot, plain text, the chat as a number', async () => {
    const { origin, got } = await hook();
    await send('telegram', { token: '123:AAbbCC', chat: '-1001234567890', server: origin });
    expect(got[0]?.path).toBe('/bot123:AAbbCC/sendMessage');
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      chat_id: -1_001_234_567_890,
      text: `Redis storage above 75 %\n\n${message().body}`,
      link_preview_options: { is_disabled: true },
      disable_notification: false,
    });
  });
});

describe('what goes wrong on the way', () => {
  const SECRET_PATH = '/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX';

  it('500 is worth another try, 404 is not; a wait is obeyed, wherever it is told', async () => {
    const { origin } = await hook([500]);
    expect(await send('webhook', { url: origin })).toMatchObject({
      outcome: 'failed',
      again: true,
      why: { status: 500 },
    });
    const gone = await hook([404], 'no_service');
    const refused = await send('slack', { url: gone.origin + SECRET_PATH });
    expect(refused).toMatchObject({ again: false, why: { code: 'status', status: 404, detail: 'no_service' } });
    const full = await hook([429], '{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":31}}', {
      'content-type': 'application/json',
    });
    const later = await send('telegram', { token: '123:AAbbCC', chat: '1', server: full.origin });
    expect(later).toMatchObject({ again: true, retryAt: NOW + 31, why: { detail: 'Too Many Requests' } });
    const told = await hook([503], '', { 'retry-after': '120' });
    expect(await send('webhook', { url: told.origin })).toMatchObject({ again: true, retryAt: NOW + 120 });
  });

  it('a redirect is not followed: what is secret goes nowhere else', async () => {
    const elsewhere = await hook();
    const { origin, count } = await hook([307], '', { location: `${elsewhere.origin}/taken` });
    const outcome = await send('ntfy', { url: `${origin}/my-topic`, token: 'tk_abc' });
    expect(outcome).toMatchObject({ outcome: 'failed', again: false, why: { code: 'redirected' } });
    expect(count()).toBe(1);
    expect(elsewhere.count()).toBe(0);
  });

  it('one that never answers is left, and one that is too slow', async () => {
    const silent = await serve(() => undefined);
    const started = performance.now();
    expect(await send('webhook', { url: silent.url })).toMatchObject({ again: true, why: { code: 'timeout' } });
    expect(performance.now() - started).toBeLessThan(3000);
    const slow = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(await send('webhook', { url: slow.url })).toMatchObject({ outcome: 'failed', again: true });
  });

  it('a sign-in page of a network is no answer, and nothing there is unreachable', async () => {
    const page = await hook([200], '<!doctype html><html><body>Sign in</body></html>');
    expect(await send('webhook', { url: page.origin })).toMatchObject({ again: true, why: { code: 'web-page' } });
    expect(await send('webhook', { url: 'http://127.0.0.1:1/' })).toMatchObject({
      again: true,
      why: { code: 'unreachable' },
    });
  });

  it('says nothing of the address but its host, also where the other side repeats it', async () => {
    const { origin } = await hook([400], `Unknown ${SECRET_PATH} XXXXXXXXXXXXXXXXXXXXXXXX and s3cretword`);
    const outcome = await send('slack', { url: origin + SECRET_PATH });
    const told = JSON.stringify(outcome) + (outcome.why === null ? '' : whyWords(outcome.why));
    expect(told).toContain('127.0.0.1');
    expect(told).not.toContain('XXXXXXXX');
    expect(told).not.toContain('T00000000');
    const signed = await hook([400], 'you sent s3cretword');
    expect(JSON.stringify(await send('webhook', { url: signed.origin, secret: 's3cretword' }))).not.toContain(
      's3cretword',
    );
    const bot = await hook([401], 'bot 123:AAbbCC is unknown');
    expect(
      JSON.stringify(await send('telegram', { token: '123:AAbbCC', chat: '1', server: bot.origin })),
    ).not.toContain('AAbbCC');
  });
});

describe('where a webhook may lead', () => {
  const complaint = (destination: Record<string, string>) => channelKind('webhook').complaint(destination);
  it('https anywhere, http on this computer, and in the own network by choice alone', () => {
    expect(complaint({ url: 'https://hooks.example.com/x' })).toBeNull();
    expect(complaint({ url: 'http://127.0.0.1:8080/x' })).toBeNull();
    expect(complaint({ url: 'http://192.168.1.20/x' })).toMatch(/Choose to send without encryption/);
    expect(complaint({ url: 'http://192.168.1.20/x', inClear: 'yes' })).toBeNull();
    for (const url of [
      'http://hooks.example.com/x',
      'http://11.0.0.1/',
      'http://169.254.169.254/',
      'http://router.local/',
    ]) {
      expect(complaint({ url, inClear: 'yes' }), url).toMatch(/https/);
    }
    expect(complaint({ url: 'ftp://example.com' })).not.toBeNull();
    expect(complaint({ url: 'https://user:word@example.com' })).not.toBeNull();
  });

  it('is asked for again when it is sent, whatever the form let through', async () => {
    const outcome = await channelKind('webhook').send(
      message(),
      { url: 'http://192.168.1.20/x' },
      { ...tools, http: async () => client() },
      never,
    );
    expect(outcome).toMatchObject({
      outcome: 'failed',
      again: false,
      why: { code: 'in-clear', place: '192.168.1.20' },
    });
  });

  it('is told by its host, a topic and a token are not', () => {
    expect(channelKind('slack').target({ url: 'https://hooks.slack.com/services/T/B/secret' })).toBe('hooks.slack.com');
    expect(channelKind('ntfy').target({ url: 'https://ntfy.sh/secret-topic' })).toBe('ntfy.sh');
    expect(channelKind('telegram').target({ token: '1:A', chat: '@ops' })).toBe('@ops');
  });
});
