import { networkCode, networkFailure } from '#main/http/outcome';
import type { Failure } from '#shared/domain/failure';
import { type Place, quoted } from './place';
import { poolerFailure } from './pooler-failures';
import type { Identity } from './queries';

/** The set-up that gives Headroom its rights; nothing of it can read a table. */
const ROLE_SET_UP =
  "create role headroom login password '...' connection limit 2; grant pg_monitor to headroom; grant connect on database DATABASE to headroom;";

type Rule = Omit<Failure, 'retryAt'>;

const NOWHERE: Place = { host: '', database: '', role: '' };

/**
 * By the code, and where one code has several causes by the server's function that raised it, which is the same in
 * all languages that a server may answer in. The key is `code` or `code:function`.
 */
const RULES: Readonly<Record<string, (place: Place) => Rule>> = {
  '28P01': () => ({
    code: 'invalid-credential',
    message: 'Postgres does not accept the password, or does not know the role.',
    action: 'Copy the address again from where the database lives.',
    retryable: false,
  }),
  '28000': () => ({
    code: 'invalid-credential',
    message: 'Postgres does not know the role, or does not let it in from here.',
    action: `Make one: ${ROLE_SET_UP} Its host must also allow this computer (pg_hba.conf, or the list of allowed addresses).`,
    retryable: false,
  }),
  '28000:ClientAuthentication': ({ role, database }) => ({
    code: 'not-permitted',
    message: `Postgres lets the role ${role} in to ${database} from this computer not at all, or not in this way: it may demand TLS, or know other addresses only.`,
    action:
      'Where the address says sslmode=disable, write sslmode=require. Else allow this computer: a line hostssl in pg_hba.conf, or the list of allowed addresses at the provider.',
    retryable: false,
  }),
  '28000:InitializeSessionUserId': ({ role }) => ({
    code: 'invalid-credential',
    message: `There is no role ${role}, or it may not log in.`,
    action: `Make one: ${ROLE_SET_UP} For one that is there: alter role ${quoted(role)} login;`,
    retryable: false,
  }),
  '3D000': ({ database }) => ({
    code: 'not-found',
    message: database === '' ? 'There is no database of that name.' : `There is no database ${database}.`,
    action: 'Check the last part of the address.',
    retryable: false,
  }),
  '53300': () => ({
    code: 'provider-error',
    message: 'Postgres has no free connection: the highest number is reached.',
    action: 'Close connections that are not needed or use a pooler; Headroom tries again by itself.',
    retryable: true,
  }),
  '53300:InitializeSessionUserId': ({ role }) => ({
    code: 'provider-error',
    message: `The role ${role} has no free connection: the highest number that it may have is reached.`,
    action: `Close connections of this role, or run: alter role ${quoted(role)} connection limit NUMBER; Headroom tries again by itself.`,
    retryable: true,
  }),
  '53300:CheckMyDatabase': ({ database }) => ({
    code: 'provider-error',
    message: `The database ${database} has no free connection: the highest number that it may have is reached.`,
    action: `Close connections to it, or run: alter database ${quoted(database)} connection limit NUMBER; Headroom tries again by itself.`,
    retryable: true,
  }),
  '57P03': () => ({
    code: 'provider-error',
    message: 'Postgres is just starting up, shutting down, or recovering.',
    action: 'Headroom tries again in the next collection.',
    retryable: true,
  }),
  '57P01': () => ({
    code: 'provider-error',
    message: 'The connection was ended by an administrator, or Postgres is shutting down.',
    action: 'Headroom tries again in the next collection.',
    retryable: true,
  }),
  '57P02': () => ({
    code: 'provider-error',
    message: 'A process of Postgres crashed, so it ended all connections and is recovering.',
    action: "Look into the server's log; Headroom tries again in the next collection.",
    retryable: true,
  }),
  '40001': () => ({
    code: 'provider-error',
    message: 'Postgres broke the query off to keep up with its primary: this is a standby.',
    action: 'Headroom tries again in the next collection; hot_standby_feedback = on makes it rarer.',
    retryable: true,
  }),
  '53100': () => ({
    code: 'provider-error',
    message: 'The disk of the database server is full, so Postgres refused a query.',
    action: 'Make room on it at once, or get a larger one: writes fail too.',
    retryable: true,
  }),
  '53200': () => ({
    code: 'provider-error',
    message: 'The database server is out of memory, so Postgres refused a query.',
    action: 'Lower work_mem, shared_buffers or the number of connections, or get a larger server.',
    retryable: true,
  }),
  XX001: () => DAMAGED,
  XX002: () => DAMAGED,
  // Statistics that every PostgreSQL since version 10 has are not there.
  '42883': () => OTHER_SERVER,
  '42704': () => OTHER_SERVER,
  '42703': () => OTHER_SERVER,
  '57014': () => ({
    code: 'timeout',
    message: 'Postgres did not answer within five seconds.',
    action: 'It may be very busy; Headroom tries again in the next collection.',
    retryable: true,
  }),
  '55P03': () => ({
    code: 'timeout',
    message: 'Something in the database is locked, so it did not answer.',
    action: 'Headroom tries again in the next collection.',
    retryable: true,
  }),
  '42501': ({ role }) => ({
    code: 'not-permitted',
    message: 'The role may not read this.',
    action: `Run: grant pg_monitor to ${role === '' ? 'ROLE' : quoted(role)};`,
    retryable: false,
  }),
  '42501:CheckMyDatabase': ({ database, role }) => ({
    code: 'not-permitted',
    message: `The role ${role} may not connect to the database ${database}.`,
    action: `Run: grant connect on database ${quoted(database)} to ${quoted(role)};`,
    retryable: false,
  }),
  '42P01': () => ({
    code: 'not-on-plan',
    message: 'pg_stat_statements is not installed in this database.',
    action: 'Run: create extension pg_stat_statements; Until then the time of SELECT 1 stands in.',
    retryable: false,
  }),
  '55000': () => ({
    code: 'not-on-plan',
    message: 'pg_stat_statements is installed but not loaded by the server.',
    action: 'Add it to shared_preload_libraries and restart the server.',
    retryable: false,
  }),
  '55000:CheckMyDatabase': ({ database }) => ({
    code: 'not-permitted',
    message: `The database ${database} takes no connections at all.`,
    action: `Run, in another database: alter database ${quoted(database)} allow_connections true; or watch another one.`,
    retryable: false,
  }),
  '55000:InitPostgres': ({ database }) => ({
    code: 'not-permitted',
    message: `The database ${database} is invalid: dropping it was broken off.`,
    action: `Run, in another database: drop database ${quoted(database)}; and watch another one.`,
    retryable: false,
  }),
};

const DAMAGED: Rule = {
  code: 'provider-error',
  message: 'Postgres found damaged data, so it refused a query.',
  action: 'Look into its log at once, and make a backup before anything else.',
  retryable: true,
};

const OTHER_SERVER: Rule = {
  code: 'wrong-credential-kind',
  message:
    'This server lacks statistics that PostgreSQL has had since version 10: it is older, or another one that speaks its protocol (CockroachDB, Redshift and others).',
  action: 'Headroom can watch PostgreSQL from version 10 on; the other figures of this server stay as they are.',
  retryable: false,
};

/** Turns what the client threw into a failure. The server's text stays out: it may name data. */
export function postgresFailure(error: unknown, place: Place = NOWHERE): Failure {
  const { host } = place;
  const code = networkCode(error);
  const routine = typeof error === 'object' && error !== null && 'routine' in error ? String(error.routine) : '';
  const rule = RULES[`${code}:${routine}`] ?? RULES[code];
  // The server itself says which of its functions spoke. Its text is in whatever language it is set to.
  const isServer = routine !== '' && routine !== 'undefined';
  const told = isServer ? null : toldByText(code, error instanceof Error ? error.message : '', place);
  if (told?.isOfPooler === true) return told.failure;
  if (rule !== undefined) return rule(place);
  if (told !== null) return told.failure;
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

/** What only a text tells: of a pooler, of Neon's proxy, or of the client, all of which speak English. */
function toldByText(
  code: string,
  text: string,
  place: Place,
): { readonly failure: Failure; readonly isOfPooler: boolean } | null {
  const pooled = poolerFailure(code, text, place);
  if (pooled !== null) return { failure: pooled, isOfPooler: true };
  const failure = neonFailure(text) ?? lineFailure(text, place);
  return failure === null ? null : { failure, isOfPooler: false };
}

function lineFailure(text: string, { host }: Place): Failure | null {
  if (/timeout/i.test(text)) return networkFailure(host, { code: 'ETIMEDOUT' }, `The database at ${host}`);
  return /terminated|closed|ended/i.test(text) ? networkFailure(host, { code: 'ECONNRESET' }) : null;
}

function neonFailure(text: string): Failure | null {
  const used = /exceeded the ([a-z ]*) quota/i.exec(text)?.[1];
  if (used !== undefined) {
    return {
      code: 'rate-limited',
      message: `Neon has stopped the compute: the ${/compute/i.test(used) ? 'compute time' : used.toLowerCase()} that the plan includes is used up.`,
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
  return null;
}

/** Version of the server from which on inheriting is a matter of the grant, not of the role. */
const INHERIT_BY_GRANT = 160_000;

/** The right that is missing, with the very role that needs it. */
export function missingMonitor({ role, member, version }: Identity): Failure {
  const inherit =
    version >= INHERIT_BY_GRANT
      ? `grant pg_monitor to ${quoted(role)} with inherit true;`
      : `alter role ${quoted(role)} inherit;`;
  return {
    code: 'not-permitted',
    message: member
      ? `The role ${role} is a member of pg_monitor, but does not have its rights (NOINHERIT): it sees only its own sessions, so these figures would be wrong.`
      : `The role ${role} sees only its own sessions, so these figures would be wrong.`,
    action: `Run: ${member ? inherit : `grant pg_monitor to ${quoted(role)};`}`,
    retryable: false,
  };
}
