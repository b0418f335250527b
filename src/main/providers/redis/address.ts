import { isLoopback } from '#main/http/safe-address';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
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
  const restUrl = connection.settings['restUrl'] || connection.settings['baseUrl'] || credentials['restUrl'];
  const token = credentials['restToken'];
  if (restUrl && token) {
    return succeed({ kind: 'rest', url: restUrl.replace(/\/$/, ''), token });
  }
  if (credentials['url']) {
    const address = readAddress(credentials['url']);
    if (address === null) return fail(unreadable());
    return hasClearPassword(address) && !maySendInClear(connection)
      ? fail(wouldSendInClear(address.host, 'Use an address that begins with rediss://.'))
      : succeed(address);
  }
  return fail({
    code: 'not-configured',
    message: 'The store has no address yet.',
    action: 'Enter its address (redis:// or rediss://), or its REST URL with its token.',
    retryable: false,
  });
}

/**
 * Reads a Redis address. Upstash speaks TLS only, but some of its stored addresses say `redis://`: those
 * are corrected. Null for anything that is no such address.
 */
export function readAddress(text: string): TcpAddress | null {
  const trimmed = text.trim();
  if (!/^rediss?:\/\//.test(trimmed) || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.hostname === '') return null;
  if (url.protocol === 'redis:' && url.hostname.endsWith('.upstash.io')) {
    return { kind: 'tcp', url: trimmed.replace(/^redis:/, 'rediss:'), host: url.host };
  }
  return { kind: 'tcp', url: trimmed, host: url.host };
}

/** Whether the password of an address would cross a network for everyone to read. */
function hasClearPassword({ url }: TcpAddress): boolean {
  const { protocol, hostname, password } = new URL(url);
  return protocol === 'redis:' && password !== '' && !isLoopback(hostname);
}

/** Hosts of Upstash's REST form, those of before 2025 included. */
const REST_HOST = /(^|\.)(upstash\.io|kv\.vercel-storage\.com)$/;

/** Recognizes `redis://`, `rediss://` and the REST URL of Upstash or Vercel KV. */
export function recognizeRedis(text: string): RecognizedAddress | null {
  const tcp = readAddress(text);
  if (tcp !== null) {
    const secured = tcp.url.startsWith('rediss:') ? ' with TLS' : '';
    return { provider: 'redis', title: `A Redis${secured} at ${tcp.host}`, fields: { url: tcp.url }, needs: '' };
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

function unreadable(): Failure {
  return {
    code: 'invalid-input',
    message: 'The address of the store cannot be read.',
    action: 'It has the form redis://user:password@host:port; special characters in the password are written as %XX.',
    retryable: false,
  };
}
