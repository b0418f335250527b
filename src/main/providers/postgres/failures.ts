import { networkCode, networkFailure } from '#main/http/outcome';
import { explainTls } from '#main/http/tls';
import type { Failure } from '#shared/domain/failure';

/** The set-up that gives Headroom its rights; nothing of it can read a table. */
const ROLE_SET_UP =
  "create role headroom login password '...' connection limit 2; grant pg_monitor to headroom; grant connect on database DATABASE to headroom;";

type Rule = Omit<Failure, 'retryAt'>;

const RULES: Readonly<Record<string, Rule>> = {
  '28P01': {
    code: 'invalid-credential',
    message: 'Postgres does not accept the password.',
    action: 'Copy the address again from where the database lives.',
    retryable: false,
  },
  '28000': {
    code: 'invalid-credential',
    message: 'Postgres does not know the role, or does not let it in from here.',
    action: `Make one: ${ROLE_SET_UP} Its host must also allow this computer (pg_hba.conf, or the list of allowed addresses).`,
    retryable: false,
  },
  '3D000': {
    code: 'not-found',
    message: 'There is no database of that name.',
    action: 'Check the last part of the address.',
    retryable: false,
  },
  '53300': {
    code: 'provider-error',
    message: 'Postgres has no free connection: the highest number is reached.',
    action: 'Close connections that are not needed or use a pooler; Headroom tries again by itself.',
    retryable: true,
  },
  '57P03': {
    code: 'provider-error',
    message: 'Postgres is just starting up.',
    action: 'Headroom tries again in the next collection.',
    retryable: true,
  },
  '57014': {
    code: 'timeout',
    message: 'Postgres did not answer within five seconds.',
    action: 'It may be very busy; Headroom tries again in the next collection.',
    retryable: true,
  },
  '55P03': {
    code: 'timeout',
    message: 'Something in the database is locked, so it did not answer.',
    action: 'Headroom tries again in the next collection.',
    retryable: true,
  },
  '42501': {
    code: 'not-permitted',
    message: 'The role may not read this.',
    action: 'Run: grant pg_monitor to ROLE;',
    retryable: false,
  },
  '42P01': {
    code: 'not-on-plan',
    message: 'pg_stat_statements is not installed in this database.',
    action: 'Run: create extension pg_stat_statements; Until then the time of SELECT 1 stands in.',
    retryable: false,
  },
  '55000': {
    code: 'not-on-plan',
    message: 'pg_stat_statements is installed but not loaded by the server.',
    action: 'Add it to shared_preload_libraries and restart the server.',
    retryable: false,
  },
};

/** Turns what the client threw into a failure. The server's text stays out: it may name data. */
export function postgresFailure(error: unknown, host: string): Failure {
  const code = networkCode(error);
  const rule = RULES[code];
  if (rule !== undefined) return rule;
  const text = error instanceof Error ? error.message : '';
  if (/compute time quota|exceeded the/i.test(text)) {
    return {
      code: 'rate-limited',
      message: 'Neon has stopped the compute: the time that the plan includes is used up.',
      action: 'Upgrade the plan at Neon, or wait until its month ends.',
      retryable: true,
    };
  }
  if (/endpoint is disabled/i.test(text)) {
    return {
      code: 'asleep',
      message: 'The endpoint at Neon is disabled.',
      action: 'Enable it at Neon; the last values stay valid.',
      retryable: true,
    };
  }
  if (/does not support SSL/i.test(text)) {
    return explainTls(host, 'ERR_SSL_WRONG_VERSION_NUMBER') ?? networkFailure(host, error);
  }
  if (/timeout/i.test(text)) return networkFailure(host, { code: 'ETIMEDOUT' }, `The database at ${host}`);
  if (/terminated|closed|ended/i.test(text)) return networkFailure(host, { code: 'ECONNRESET' });
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    return {
      code: 'provider-error',
      message: `Postgres refused a query (${code}).`,
      action: 'Headroom tries again in the next collection.',
      retryable: true,
    };
  }
  return networkFailure(host, error);
}

/** The right that is missing, with the very role that needs it. */
export function missingMonitor(role: string): Failure {
  return {
    code: 'not-permitted',
    message: `The role ${role} sees only its own sessions, so these figures would be wrong.`,
    action: `Run: grant pg_monitor to "${role.replaceAll('"', '""')}";`,
    retryable: false,
  };
}
