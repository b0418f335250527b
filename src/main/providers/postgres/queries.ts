import { z } from 'zod';

/** A query with the form of its one row. Numbers are cast in SQL, since the client gives large ones as text. */
export interface Query<T> {
  readonly sql: string;
  readonly row: z.ZodType<T>;
}

const query = <T>(sql: string, row: z.ZodType<T>): Query<T> => ({ sql, row });

export const identity = query(
  `select current_setting('server_version_num')::int as version, current_user::text as role,
          extract(epoch from pg_postmaster_start_time())::float8 as started,
          (pg_has_role(current_user, 'pg_monitor', 'member')
            or pg_has_role(current_user, 'pg_read_all_stats', 'member')) as monitor`,
  z.object({ version: z.number(), role: z.string(), started: z.number(), monitor: z.boolean() }),
);
export type Identity = z.infer<typeof identity.row>;

export const size = query(
  'select pg_database_size(current_database())::float8 as bytes',
  z.object({ bytes: z.number() }),
);

/** `numbackends` is right for every role, unlike a count over `pg_stat_activity`. */
export const connections = query(
  `select current_setting('max_connections')::int as max,
          current_setting('superuser_reserved_connections')::int
            + coalesce(current_setting('reserved_connections', true), '0')::int as reserved,
          (select sum(numbackends)::int from pg_stat_database) as used`,
  z.object({ max: z.number(), reserved: z.number(), used: z.number() }),
);

/** Sessions other than our own. Needs `pg_monitor`: without it the states of others are hidden. */
export const activity = query(
  `select coalesce(max(extract(epoch from now() - state_change)) filter (where state like 'idle in transaction%'), 0)::float8
            as idle_in_transaction,
          coalesce(max(extract(epoch from now() - query_start)) filter (where state = 'active'), 0)::float8 as longest_query
   from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  z.object({ idle_in_transaction: z.number(), longest_query: z.number() }),
);

export const health = query(
  `select (select blks_hit::float8 from pg_stat_database where datname = current_database()) as hit,
          (select blks_read::float8 from pg_stat_database where datname = current_database()) as read,
          coalesce(sum(n_dead_tup), 0)::float8 as dead, coalesce(sum(n_live_tup), 0)::float8 as live,
          (select max(greatest(age(datfrozenxid), mxid_age(datminmxid)))::float8 from pg_database) as age
   from pg_stat_user_tables`,
  z.object({ hit: z.number(), read: z.number(), dead: z.number(), live: z.number(), age: z.number() }),
);

export const statementsSchema = query(
  `select e.extversion as version, quote_ident(n.nspname) as schema
   from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'`,
  z.object({ version: z.string(), schema: z.string() }),
);

export const statementTotals = (schema: string) =>
  query(
    `select coalesce(sum(calls), 0)::float8 as calls, coalesce(sum(total_exec_time), 0)::float8 as total_ms
     from ${schema}.pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
       and userid <> (select oid from pg_roles where rolname = current_user)`,
    z.object({ calls: z.number(), total_ms: z.number() }),
  );

export const topStatements = (schema: string) =>
  query(
    `select coalesce(queryid::text, '') as query_id, sum(calls)::float8 as calls, sum(total_exec_time)::float8 as total_ms,
            min(left(query, 500)) as text
     from ${schema}.pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
       and userid <> (select oid from pg_roles where rolname = current_user)
     group by queryid order by total_ms desc limit 20`,
    z.object({ query_id: z.string(), calls: z.number(), total_ms: z.number(), text: z.string() }),
  );
