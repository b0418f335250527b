import type { Failure } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { ErrorAnswer } from './http-client';
import { explainTls } from './tls';

const RETRY_ITSELF = 'Headroom tries again by itself in the next collection.';

/** `Vercel` → `Vercel is limiting requests …`, with the time when it makes sense to ask again. */
export function rateLimited(from: string, retryAt: Instant | null): Failure {
  return {
    code: 'rate-limited',
    message: `${from} is limiting requests for now.`,
    action: 'Headroom waits as long as it was told to and then goes on by itself.',
    retryable: true,
    ...(retryAt === null ? {} : { retryAt }),
  };
}

/** The answer was not what the interface promises. `what` says where: `the list of projects`. */
export function changed(from: string, what: string): Failure {
  return {
    code: 'changed',
    message: `${from} answered ${what} in a form that Headroom does not know.`,
    action: 'Look for a newer version of Headroom; the last good values stay.',
    retryable: false,
  };
}

export function tooLarge(from: string, maxBytes: number): Failure {
  return {
    code: 'too-large',
    message: `${from} answered with more than ${Math.max(1, Math.round(maxBytes / 1024 / 1024))} MB, so reading was stopped.`,
    action: RETRY_ITSELF,
    retryable: false,
  };
}

/** An answer was still coming when its time, `milliseconds`, was up. */
export function tooSlow(from: string, milliseconds: number): Failure {
  return {
    code: 'timeout',
    message: `${from} did not finish its answer within ${Math.max(1, Math.round(milliseconds / 1000))} seconds.`,
    action: RETRY_ITSELF,
    retryable: true,
  };
}

export function tooManyLines(from: string, maxLines: number): Failure {
  return {
    code: 'too-large',
    message: `${from} answered with more than ${maxLines.toLocaleString('en')} lines, so reading was stopped.`,
    action: RETRY_ITSELF,
    retryable: false,
  };
}

export function cancelled(from: string): Failure {
  return {
    code: 'cancelled',
    message: `Asking ${from} was stopped.`,
    action: 'Collect again when you want to.',
    retryable: true,
  };
}

export function badResponse(from: string, detail: string): Failure {
  return {
    code: 'bad-response',
    message: `${from} sent an answer that cannot be read: ${detail}.`,
    action: RETRY_ITSELF,
    retryable: true,
  };
}

/** A web page where the provider's answer should be: a network that wants a sign-in, or a proxy, answers for it. */
export function notTheProvider(from: string): Failure {
  return {
    code: 'bad-response',
    message: `A web page came instead of the answer of ${from}: is there a sign-in page on this network?`,
    action:
      'Open any page in a browser and sign in to the network, or ask who runs its proxy. Headroom then goes on by itself.',
    retryable: true,
  };
}

interface StatusRule {
  readonly code: Failure['code'];
  readonly message: (from: string) => string;
  readonly action: string;
  readonly retryable: boolean;
}

const STATUS_RULES: Readonly<Record<number, StatusRule>> = {
  400: {
    code: 'changed',
    message: (from) => `${from} did not understand the request.`,
    action: 'Look for a newer version of Headroom.',
    retryable: false,
  },
  401: {
    code: 'invalid-credential',
    message: (from) => `${from} does not accept the credential.`,
    action: 'Enter it again, or make a new one.',
    retryable: false,
  },
  402: {
    code: 'not-on-plan',
    message: (from) => `The plan at ${from} does not include this.`,
    action: 'Nothing to do, unless you want that plan.',
    retryable: false,
  },
  403: {
    code: 'not-permitted',
    message: (from) => `The credential for ${from} may not read this.`,
    action: 'Use one whose owner may read it.',
    retryable: false,
  },
  404: {
    code: 'not-found',
    message: (from) => `${from} does not know what was asked for, or does not let this credential see it.`,
    action: 'Check the account, team or store that is chosen in Settings.',
    retryable: false,
  },
  408: {
    code: 'timeout',
    message: (from) => `${from} gave up waiting.`,
    action: RETRY_ITSELF,
    retryable: true,
  },
};

const GONE: StatusRule = {
  code: 'changed',
  message: (from) => `${from} no longer offers what was asked for.`,
  action: 'Look for a newer version of Headroom; the last good values stay.',
  retryable: false,
};

const PROVIDER_ERROR: StatusRule = {
  code: 'provider-error',
  message: (from) => `${from} has a problem of its own.`,
  action: RETRY_ITSELF,
  retryable: true,
};

const ODD: StatusRule = {
  code: 'bad-response',
  message: (from) => `${from} sent an answer that Headroom cannot use.`,
  action: RETRY_ITSELF,
  retryable: false,
};

/** Turns a status other than 2xx into a failure by the general rules. `retryAt` from its headers, or null. */
export function statusFailure(from: string, answer: ErrorAnswer, retryAt: Instant | null): Failure {
  const { status } = answer;
  if (status === 429) {
    return rateLimited(from, retryAt);
  }
  // Network Authentication Required: sent by the network itself.
  if (status === 511) {
    return notTheProvider(from);
  }
  const rule = STATUS_RULES[status] ?? ruleForRange(status);
  return {
    code: rule.code,
    message: rule.message(from),
    action: rule.action,
    retryable: rule.retryable,
    ...(rule.retryable && retryAt !== null ? { retryAt } : {}),
  };
}

function ruleForRange(status: number): StatusRule {
  if (status === 405 || status === 406 || status === 410) return GONE;
  if (status >= 500 || status === 423 || status === 425) return PROVIDER_ERROR;
  return ODD;
}

const UNREACHABLE: Readonly<Record<string, (host: string) => Pick<Failure, 'message' | 'action'>>> = {
  ENOTFOUND: (host) => ({
    message: `There is no address for ${host}.`,
    action: 'Check the internet connection, and the address if you typed it.',
  }),
  EAI_AGAIN: (host) => ({
    message: `The name ${host} could not be looked up just now.`,
    action: 'Check the internet connection; Headroom tries again by itself.',
  }),
  ECONNREFUSED: (host) => ({
    message: `${host} refuses the connection.`,
    action: 'Check that it is running and that the port is right.',
  }),
  ECONNRESET: (host) => ({ message: `${host} closed the connection in the middle.`, action: RETRY_ITSELF }),
  EPIPE: (host) => ({ message: `${host} closed the connection in the middle.`, action: RETRY_ITSELF }),
};

/** Codes of a computer without a network. A wrong name alone looks the same: only all sources together tell. */
const NO_WAY_OUT = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL']);

/** What a broken exchange throws, as far as Headroom reads it. */
export interface NetworkError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** The system's code of a network error, looked up through its causes; empty when there is none. */
export function networkCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    const { code, cause } = at as NetworkError;
    if (typeof code === 'string' && code !== 'ERR_GOT_REQUEST_ERROR' && code !== 'ERR_READING_RESPONSE_STREAM') {
      return code;
    }
    at = cause;
  }
  return '';
}

/**
 * Turns what a connection threw into a failure. `host` may be told, since a person chose it; anything
 * else in the error stays out, as it may hold what was sent. `from` is who is asked, as a person knows
 * it: the host was found when there is no answer, so that its name helps nobody.
 */
export function networkFailure(host: string, error: unknown, from: string = host): Failure {
  const code = networkCode(error);
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') {
    return {
      code: 'timeout',
      message: `${from} did not answer in time.`,
      action: 'Check the internet connection; Headroom tries again by itself.',
      retryable: true,
    };
  }
  const tls = explainTls(host, code);
  if (tls !== null) {
    return tls;
  }
  if (code.startsWith('HPE_') || code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') {
    return badResponse(host, 'it is no valid HTTP');
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_ABORTED') {
    return badResponse(host, 'it ends in the middle');
  }
  const known = UNREACHABLE[code];
  return {
    code: 'unreachable',
    ...(known?.(host) ?? {
      message: `${host} cannot be reached.`,
      action: 'Check the internet connection; Headroom tries again by itself.',
    }),
    retryable: true,
    ...(NO_WAY_OUT.has(code) ? { noNetwork: true } : {}),
  };
}
