import { isLoopback } from '#main/http/safe-address';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type AddressForm, readAddressText, unixSocket } from '../address-text';
import { type CollectionContext, maySendInClear, type RecognizedAddress, wouldSendInClear } from '../monitor';
import type { RestAddress } from './rest-probe';
import type { TcpAddress } from './tcp-probe';

/**
 * How to reach a store: over REST where a token is there (it needs no set-up commands, which Upstash
 * may charge), else over the Redis protocol.
 */
export function addressOf(
  context: Pick<CollectionContext, 'connection' | 'credentials'>,
): Result<RestAddress | TcpAddress> {
  const { connection, credentials } = context;
  const restUrl = connection.settings['baseUrl'] || connection.settings['restUrl'] || credentials['restUrl'];
  const token = credentials['restToken'];
  if (restUrl && token) {
    return succeed({ kind: 'rest', url: restUrl.replace(/\/$/, ''), token });
  }
  if (credentials['url']) {
    const address = readRedisAddress(credentials['url']);
    return address.ok && hasClearPassword(address.value) && !maySendInClear(connection)
      ? fail(wouldSendInClear(address.value.host, 'Use an address that begins with rediss://.'))
      : address;
  }
  return fail({
    code: 'not-configured',
    message: 'The store has no address yet.',
    action: 'Enter its address (redis:// or rediss://), or its REST URL with its token.',
    retryable: false,
  });
}

const FORM: AddressForm = {
  what: 'store',
  example: 'redis://user:password@host:6379',
  schemes: ['redis', 'rediss', 'valkey', 'valkeys'],
};
const DEFAULT_PORT = 6379;

/**
 * Reads an address of Redis or Valkey. A number of a database at its end is not used: what is asked is about the whole
 * server. Upstash speaks TLS only, but some of its stored addresses say `redis://`: those are corrected.
 */
export function readRedisAddress(text: string): Result<TcpAddress> {
  const trimmed = text.trim();
  const other = OTHER_SCHEMES.find(({ begins }) => begins.test(trimmed));
  if (other !== undefined) return fail(other.failure);
  const read = readAddressText(trimmed, FORM);
  if (!read.ok) return read;
  const { url, hostname, user, password } = read.value;
  const isUpstash = hostname.endsWith('.upstash.io');
  const isTls = isUpstash || url.protocol === 'rediss:' || url.protocol === 'valkeys:';
  return succeed({
    kind: 'tcp',
    url: trimmed.replace(/^[a-z]+/i, isTls ? 'rediss' : 'redis'),
    host: url.host,
    hostname,
    port: Number(url.port || DEFAULT_PORT),
    isTls,
    login: { user, password },
  });
}

const OTHER_SCHEMES: readonly { readonly begins: RegExp; readonly failure: Failure }[] = [
  {
    begins: /^(redis[+-])?unix:|^redis-socket:|^(redis|valkey)s?:\/\/\//i,
    failure: unixSocket(FORM),
  },
  {
    begins: /^rediss?[+-]sentinel:/i,
    failure: {
      code: 'invalid-input',
      message: 'The address leads to a Sentinel, which only tells where the store is.',
      action: `Write the address of the store itself: ${FORM.example}.`,
      retryable: false,
    },
  },
  {
    begins: /^rediss?[+-]cluster:/i,
    failure: {
      code: 'invalid-input',
      message: 'The address is of a whole cluster, and Headroom asks one node per connection.',
      action: `Write the address of one node: ${FORM.example}. Add the others as connections of their own.`,
      retryable: false,
    },
  },
];

/** Whether the password of an address would cross a network for everyone to read. */
function hasClearPassword({ isTls, hostname, login }: TcpAddress): boolean {
  return !isTls && login.password !== '' && !isLoopback(hostname);
}

/** Hosts of Upstash's REST form, those of before 2025 included. */
const REST_HOST = /(^|\.)(upstash\.io|kv\.vercel-storage\.com)$/;

/** Recognizes `redis://`, `rediss://` and the REST URL of Upstash or Vercel KV. */
export function recognizeRedis(text: string): RecognizedAddress | null {
  const tcp = readRedisAddress(text);
  if (tcp.ok) {
    const { isTls, host, url } = tcp.value;
    return { provider: 'redis', title: `A Redis${isTls ? ' with TLS' : ''} at ${host}`, fields: { url }, needs: '' };
  }
  const trimmed = text.trim();
  if (!/^https:\/\//.test(trimmed) || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (!REST_HOST.test(url.hostname)) return null;
  return {
    provider: 'redis',
    title: `A Redis of Upstash at ${url.hostname}`,
    fields: { restUrl: url.origin },
    needs: 'Paste the value of KV_REST_API_TOKEN too.',
  };
}
