import { createHmac } from 'node:crypto';
import type { ChannelField, ChannelKind } from '#shared/domain/channel';
import type { Instant } from '#shared/domain/instant';
import { noTopic } from '#shared/words/channel';
import type { Message } from '../channel';
import type { ChannelKindEntry, Destination } from './channel-kind';
import { discordBody, ntfyBody, plainBody, slackBody, teamsBody, telegramBody } from './webhook-bodies';
import { hostOf, post, type WebhookRequest, webhookComplaint } from './webhook-request';

const ADDRESS: ChannelField = { key: 'url', required: true, secret: true, input: 'text' };
/** The visible choice to send unencrypted to an address of one's own network. */
const IN_CLEAR: ChannelField = { key: 'inClear', required: false, secret: false, input: 'switch' };

type Made = Pick<WebhookRequest, 'body'> & Partial<Pick<WebhookRequest, 'url' | 'headers' | 'secrets'>>;

interface Form {
  readonly id: ChannelKind;
  readonly fields: readonly ChannelField[];
  readonly complaint?: (destination: Destination) => string | null;
  readonly target?: (destination: Destination) => string;
  readonly make: (message: Message, destination: Destination, now: Instant) => Made;
}

/** A kind of channel that posts JSON to an address. */
function webhook({ id, fields, complaint, target, make }: Form): ChannelKindEntry {
  return {
    id,
    fields,
    complaint: complaint ?? webhookComplaint,
    target: target ?? (({ url = '' }) => hostOf(url)),
    send(message, destination, tools, signal) {
      const {
        url = destination['url'] ?? '',
        body,
        headers,
        secrets = [],
      } = make(message, destination, tools.clock.now());
      const inOwnNetwork = destination['inClear'] === 'yes';
      return post({ url, body, secrets, inOwnNetwork, ...(headers === undefined ? {} : { headers }) }, tools, signal);
    },
  };
}

/** Only its address: who has it may post. */
function byAddress(id: ChannelKind, bodyOf: (message: Message) => unknown): ChannelKindEntry {
  return webhook({ id, fields: [ADDRESS], make: (message) => ({ body: JSON.stringify(bodyOf(message)) }) });
}

export const slack = byAddress('slack', slackBody);
export const discord = byAddress('discord', discordBody);
export const teams = byAddress('teams', teamsBody);

/** Headroom's own JSON, signed where a secret is set. */
export const plainWebhook = webhook({
  id: 'webhook',
  fields: [ADDRESS, { key: 'secret', required: false, secret: true, input: 'text' }, IN_CLEAR],
  make(message, { secret = '' }, now) {
    const body = JSON.stringify(plainBody(message));
    return { body, headers: signedHeaders(message.key, body, secret, now), secrets: [secret] };
  },
});

/**
 * The headers of Standard Webhooks 1.0: the id is the same for each repetition, the time that of this try. The signature
 * is an HMAC with SHA-256 over `id.time.body`. A secret that begins with `whsec_` is base 64, any other one taken as it is.
 */
function signedHeaders(id: string, body: string, secret: string, now: Instant): Record<string, string> {
  const head = { 'webhook-id': id, 'webhook-timestamp': String(now) };
  if (secret === '') return head;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${now}.${body}`).digest('base64');
  return { ...head, 'webhook-signature': `v1,${signature}` };
}

/** `https://ntfy.sh/my-topic`: the server, and the topic at its end. */
function topicOf(url: string): { readonly server: string; readonly topic: string } {
  const { origin, pathname } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  const topic = decodeURIComponent(parts.pop() ?? '');
  return { server: `${[origin, ...parts].join('/')}/`, topic };
}

export const ntfy = webhook({
  id: 'ntfy',
  fields: [ADDRESS, { key: 'token', required: false, secret: true, input: 'text' }, IN_CLEAR],
  complaint: (destination) =>
    webhookComplaint(destination) ?? (topicOf(destination['url'] ?? '').topic === '' ? noTopic : null),
  make(message, { url = '', token = '' }) {
    const { server, topic } = topicOf(url);
    return {
      url: server,
      body: JSON.stringify(ntfyBody(message, topic)),
      secrets: [token, topic],
      ...(token === '' ? {} : { headers: { authorization: `Bearer ${token}` } }),
    };
  },
});

const TELEGRAM = 'https://api.telegram.org';

/** `server` is for those who run a Bot API server of their own. */
export const telegram = webhook({
  id: 'telegram',
  fields: [
    { key: 'token', required: true, secret: true, input: 'text' },
    { key: 'chat', required: true, secret: false, input: 'text' },
    { key: 'server', required: false, secret: false, input: 'text' },
  ],
  complaint: ({ server = '' }) => webhookComplaint({ url: server || TELEGRAM }),
  target: ({ chat = '' }) => chat,
  make: (message, { token = '', chat = '', server = '' }) => ({
    url: `${(server || TELEGRAM).replace(/\/+$/, '')}/bot${token}/sendMessage`,
    body: JSON.stringify(telegramBody(message, chat)),
    secrets: [token],
  }),
});
