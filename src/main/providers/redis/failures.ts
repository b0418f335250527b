import { badResponse, networkFailure } from '#main/http/outcome';
import type { Failure } from '#shared/domain/failure';
import { NotRedis, RespError } from './resp';

/** The rights that are enough for Headroom; nothing else is ever sent. */
const MINIMAL_ACL = 'ACL SETUSER headroom on >PASSWORD resetkeys resetchannels -@all +info +ping';

interface Rule {
  readonly begins: RegExp;
  readonly failure: Failure;
}

const RULES: readonly Rule[] = [
  {
    begins: /^(WRONGPASS|ERR invalid password)/,
    failure: {
      code: 'invalid-credential',
      message: 'Redis does not accept the user or the password.',
      action: 'Copy the address again from where the store lives.',
      retryable: false,
    },
  },
  {
    begins: /^(NOAUTH|ERR operation not permitted)/,
    failure: {
      code: 'invalid-credential',
      message: 'Redis asks for a password, and the address has none.',
      action: 'Use the whole address, with its password: redis://user:password@host:port.',
      retryable: false,
    },
  },
  {
    begins: /^ERR (AUTH .*without any password|Client sent AUTH, but no password)/,
    failure: {
      code: 'invalid-credential',
      message: 'The address has a password, and this Redis has none.',
      action: 'Check host and port; if they are right, remove the password from the address.',
      retryable: false,
    },
  },
  {
    begins: /^DENIED/,
    failure: {
      code: 'not-permitted',
      message: 'Redis runs in protected mode: it has no password and takes connections of its own computer only.',
      action: 'Set a password on the server (requirepass, or a user), or let it listen where only you come.',
      retryable: false,
    },
  },
  {
    begins: /^MISCONF/,
    failure: {
      code: 'provider-error',
      message: 'Redis cannot save to its disk, so it refuses writes and PING.',
      action:
        'Look into its log: the disk may be full, or the folder not writable. It goes on by itself after a save that went well.',
      retryable: true,
    },
  },
  {
    begins: /^BUSY /,
    failure: {
      code: 'provider-error',
      message: 'A script has been running in Redis for so long that it answers nobody else.',
      action: 'Wait for it, or run SCRIPT KILL (FUNCTION KILL) on the server.',
      retryable: true,
    },
  },
  {
    begins: /^MASTERDOWN/,
    failure: {
      code: 'provider-error',
      message: 'This Redis is a replica that has lost its master, and may not answer from old data.',
      action: 'Bring the master or the link to it back, or set replica-serve-stale-data yes.',
      retryable: true,
    },
  },
  {
    // Proxies say it in words of their own: Envoy `unsupported command 'info'`, Camellia `ERR command 'info' not support`.
    begins: /^(ERR )?(unknown command|unsupported command|command '.*' not support)/i,
    failure: {
      code: 'not-permitted',
      message:
        'This Redis knows no INFO or no PING: they were renamed or switched off (rename-command), or a proxy answers.',
      action: 'Use an address where they are allowed, such as that of the server behind the proxy.',
      retryable: false,
    },
  },
  {
    begins: /^NOPERM/,
    failure: {
      code: 'not-permitted',
      message: 'The Redis user may not run INFO and PING.',
      action: `Give it these rights: ${MINIMAL_ACL}`,
      retryable: false,
    },
  },
  {
    begins: /^ERR max number of clients/,
    failure: {
      code: 'provider-error',
      message: 'Redis has no free connection: the highest number of clients is reached.',
      action: 'Close connections that are not needed, or raise maxclients; Headroom tries again by itself.',
      retryable: true,
    },
  },
  {
    begins: /^LOADING/,
    failure: {
      code: 'provider-error',
      message: 'Redis is still loading its data.',
      action: 'Headroom tries again in the next collection.',
      retryable: true,
    },
  },
];

/** Upstash names its quota and the use of it: `ERR max requests limit exceeded. Limit: 500000, Usage: 500002`. */
export interface QuotaExceeded {
  /** Of the day, in older plans; else of the month. */
  readonly isDaily: boolean;
  readonly limit: number | null;
  readonly usage: number | null;
}

/** Reads Upstash's refusal beyond the plan's commands; null for any other text. */
function readQuota(text: string): QuotaExceeded | null {
  if (!/max (daily )?requests? limit/i.test(text)) return null;
  const number = (name: string) => {
    const digits = new RegExp(`${name}:\\s*(\\d+)`, 'i').exec(text)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  return { limit: number('Limit'), usage: number('Usage'), isDaily: /daily/i.test(text) };
}

/** Turns the text of a Redis error into a failure. The text itself stays out, as it may name arguments. */
export function redisFailure(text: string): Failure {
  const quota = readQuota(text);
  if (quota !== null) {
    const figures = quota.usage === null ? '' : ` (${quota.usage} of ${quota.limit ?? 'an unknown number'})`;
    return {
      code: 'rate-limited',
      message: `Upstash refuses commands: the plan's commands are used up${figures}.`,
      action: `Upgrade the plan at Upstash, or wait until ${quota.isDaily ? 'the day ends (UTC)' : 'its month ends'}.`,
      retryable: true,
    };
  }
  const rule = RULES.find(({ begins }) => begins.test(text));
  return (
    rule?.failure ?? {
      code: 'provider-error',
      message: 'Redis refused a command.',
      action: 'Headroom tries again in the next collection.',
      retryable: true,
    }
  );
}

/** The failure behind whatever a visit threw: a reply of the server, or a broken connection. */
export function failureOf(error: unknown, host: string): Failure {
  if (error instanceof RespError) return redisFailure(error.message);
  const from = `The Redis store at ${host}`;
  if (error instanceof NotRedis) return badResponse(from, 'it is not in the protocol of Redis');
  const text = error instanceof Error ? error.message : '';
  if (/closed|ended/i.test(text)) return networkFailure(host, { code: 'ECONNRESET' });
  return networkFailure(host, error, from);
}

/** For `rediss://` to a port that was seen to answer without TLS. */
export function plainPort(host: string): Failure {
  return {
    code: 'tls',
    message: `The Redis at ${host} speaks no TLS on this port, which the address demands.`,
    action: 'Use its port for TLS, or, where it has none, an address that begins with redis://.',
    retryable: false,
  };
}

/** For `redis://` to a port that was seen to answer in TLS. */
export function tlsPort(host: string): Failure {
  return {
    code: 'tls',
    message: `The Redis at ${host} speaks TLS on this port, and the address does not.`,
    action: 'Begin the address with rediss://.',
    retryable: false,
  };
}
