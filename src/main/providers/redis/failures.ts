import { networkFailure } from '#main/http/outcome';
import type { Failure } from '#shared/domain/failure';

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
    begins: /^(NOAUTH|ERR AUTH|ERR Client sent AUTH)/,
    failure: {
      code: 'invalid-credential',
      message: 'Redis asks for a password, or for none, other than the address says.',
      action: 'Use the whole address, with its password: redis://user:password@host:port.',
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
  return { limit: number('Limit'), usage: number('Usage') };
}

/** Turns the text of a Redis error into a failure. The text itself stays out, as it may name arguments. */
export function redisFailure(text: string): Failure {
  const quota = readQuota(text);
  if (quota !== null) {
    const figures = quota.usage === null ? '' : ` (${quota.usage} of ${quota.limit ?? 'an unknown number'})`;
    return {
      code: 'rate-limited',
      message: `Upstash refuses commands: the plan's commands are used up${figures}.`,
      action: 'Upgrade the plan at Upstash, or wait until its month ends.',
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

/** The failure behind whatever the Redis client threw: a reply of the server, or a broken connection. */
export function failureOf(error: unknown, host: string): Failure {
  const text = error instanceof Error ? error.message : '';
  if (/^[A-Z]+ /.test(text) && !/^E[A-Z]+ /.test(text.replace(/^ERR /, ''))) return redisFailure(text);
  if (/timeout/i.test(text)) return networkFailure(host, { code: 'ETIMEDOUT' }, `The Redis store at ${host}`);
  if (/closed|ended/i.test(text)) return networkFailure(host, { code: 'ECONNRESET' });
  return networkFailure(host, error);
}
