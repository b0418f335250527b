import type { Failure } from '#shared/domain/failure';
import { networkCode, networkFailure } from './outcome';

/** Codes of a connection that was not made: through a proxy it is the proxy that was not reached. */
const NOT_MADE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const ASK = 'Ask who runs the network, or correct the proxy in the settings of the system (HTTPS_PROXY in a terminal).';

/**
 * What went wrong at the proxy on the way to `host`; null where it let us through. `proxy`: its host and port, without
 * a password.
 */
export function proxyFailure(proxy: string, host: string, error: unknown): Failure | null {
  const status = refusedWith(error);
  if (status === 407) {
    return {
      code: 'unreachable',
      message: `The proxy at ${proxy} wants a user and a password before it leads to ${host}.`,
      action:
        'Write them into the address of the proxy (HTTPS_PROXY=http://user:password@host:port), or ask who runs it.',
      retryable: true,
    };
  }
  if (status !== null) {
    return {
      code: 'unreachable',
      message: `The proxy at ${proxy} does not lead to ${host} (status ${status}).`,
      action: ASK,
      retryable: true,
    };
  }
  if (!NOT_MADE.has(networkCode(error))) return null;
  const message = `The proxy at ${proxy} cannot be reached, and what is for ${host} goes through it.`;
  return { ...networkFailure(proxy, error), message, action: ASK };
}

/** The status with which a proxy refused a tunnel, as hpagent tells it; null for anything else. */
function refusedWith(error: unknown): number | null {
  const text = error instanceof Error ? error.message : '';
  const found = /^Bad response: (\d{3})\b/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
