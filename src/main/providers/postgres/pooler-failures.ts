import type { Failure } from '#shared/domain/failure';
import type { Place } from './place';

interface Rule {
  readonly says: RegExp;
  readonly failure: (place: Place) => Failure;
}

const again = { retryable: true } as const;

/**
 * What poolers say, which all have one code for everything (08P01, or none) and answer in English. By the sources of
 * pgbouncer 1.18 (client.c, objects.c, server.c, janitor.c, admin.c), and for Supavisor and Neon's proxy by reports of
 * their users (supabase/supavisor, neondatabase/website "Connection errors").
 */
const RULES: readonly Rule[] = [
  {
    // Supavisor (Supabase) and Neon's proxy find out by the user or the name of the host whose database is meant.
    says: /tenant (or|identifier)|tenant\/user .*not found|endpoint could not be found|endpoint ID is not specified/i,
    failure: ({ host, role }) => ({
      code: 'not-found',
      message: `The pooler at ${host} does not know whose database ${role} means: it was moved, paused or removed, or the address is not its own.`,
      action:
        'Copy the whole address again from the console: at Supabase the user ends in the reference of the project (postgres.abcd…), at Neon the host begins with the endpoint (ep-…).',
      retryable: false,
    }),
  },
  {
    says: /server login has been failing|couldn.t connect to compute node|server login failed|cannot connect|server_login_retry|server conn crashed|server down/i,
    failure: () => ({
      code: 'provider-error',
      message: 'The pooler does not get through to the database behind it.',
      action: "Look into the pooler's log: the server may be down, or refuse the pooler's own password.",
      ...again,
    }),
  },
  {
    says: /no such database|database .* does not exist|database is required/i,
    failure: ({ database }) => ({
      code: 'not-found',
      message: `The pooler knows no database ${database}.`,
      action: 'Check the last part of the address, or add the database under [databases] of the pooler.',
      retryable: false,
    }),
  },
  {
    says: /no such user|unknown user/i,
    failure: ({ role }) => ({
      code: 'invalid-credential',
      message: `The pooler knows no user ${role}.`,
      action:
        "Add it to the pooler's list of users (auth_file or auth_query), or use the direct address of the database.",
      retryable: false,
    }),
  },
  {
    says: /authentication failed|password authentication|wrong password|"trust" authentication failed/i,
    failure: () => ({
      code: 'invalid-credential',
      message: 'The pooler, or the database behind it, does not accept the user or the password.',
      action: 'Copy the address again from where the database lives.',
      retryable: false,
    }),
  },
  {
    says: /no more connections allowed|max_client_conn|max client connections|max clients (are limited|reached)/i,
    failure: () => ({
      code: 'provider-error',
      message: 'The pooler has no free connection: its clients are all taken.',
      action:
        'Raise max_client_conn of the pooler (at Supabase its pool size), or use the direct address; Headroom tries again by itself.',
      ...again,
    }),
  },
  {
    says: /client_login_timeout|query_wait_timeout/i,
    failure: () => ({
      code: 'provider-error',
      message: 'The pooler had no connection to the database in time: all are taken, or it does not get through.',
      action: "Look into the pooler's log; where all are taken, raise default_pool_size, or use the direct address.",
      ...again,
    }),
  },
  {
    says: /statement pooling mode/i,
    failure: () => ({
      code: 'provider-error',
      message: 'The pooler takes single statements only.',
      action: 'Use the direct address of the database.',
      retryable: false,
    }),
  },
  {
    says: /unsupported startup parameter/i,
    failure: () => ({
      code: 'provider-error',
      message: 'The pooler does not take what the client says as it connects.',
      action:
        'Use the direct address of the database, or add application_name to ignore_startup_parameters of the pooler.',
      retryable: false,
    }),
  },
  {
    says: /^(SSL|TLS connection) (is )?required|connection is insecure/i,
    failure: () => ({
      code: 'tls',
      message: 'The server takes encrypted connections only.',
      action: 'Write sslmode=require in the address.',
      retryable: false,
    }),
  },
  {
    says: /shutting down|database .* is (disabled|paused)|does not allow connections|is disabled/i,
    failure: () => ({
      code: 'provider-error',
      message: 'The pooler is shutting down, or this database is switched off in it.',
      action: 'Headroom tries again in the next collection.',
      ...again,
    }),
  },
  {
    says: /^(not allowed|login rejected|no pg_hba)/i,
    failure: () => ({
      code: 'not-permitted',
      message: 'The pooler does not let this user in from this computer.',
      action: 'Allow it in its auth_hba_file.',
      retryable: false,
    }),
  },
];

/** The failure behind what a pooler says; null where it is not the pooler that speaks. */
export function poolerFailure(code: string, text: string, place: Place): Failure | null {
  if (code !== '08P01' && code !== '' && code !== 'XX000' && code !== '28P01') return null;
  const rule = RULES.find(({ says }) => says.test(text));
  if (rule !== undefined) return rule.failure(place);
  if (code !== '08P01') return null;
  return place.database === CONSOLE ? NO_DATABASE : UNKNOWN;
}

/** The database by whose name pgbouncer's own console is reached. */
const CONSOLE = 'pgbouncer';
const NO_DATABASE: Failure = {
  code: 'wrong-credential-kind',
  message: 'pgbouncer is the console of the pooler, and no database.',
  action: 'Write the name of the database at the end of the address.',
  retryable: false,
};

/** A pooler passes on what the database behind it says, in its language, and leaves out the code that would tell it. */
const UNKNOWN: Failure = {
  code: 'provider-error',
  message:
    'The pooler, or the database behind it, does not let this user in, and does not say why in words that Headroom knows.',
  action:
    "Check user, password and database of the address, and the limits of connections; the pooler's log has the words. The direct address of the database tells the cause itself.",
  ...again,
};
