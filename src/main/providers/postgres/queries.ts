import { z } from 'zod';

/** A query with the form of its one row. Numbers are cast in SQL, since the client gives large ones as text. */
export interface Query<T> {
  readonly sql: string;
  readonly row: z.ZodType<T>;
}

/** Stands in every statement of ours, so that the server's statistics can leave them out by it, and nothing else. */
export const MARK = '/* headroom */';
export const APPLICATION_NAME = 'headroom';

/** The least of queries, in a form that no app sends: the server counts statements of one form together. */
export const ROUND_TRIP = `select ${MARK} 1 where pg_backend_pid() > 0`;

const query = <T>(sql: string, row: z.ZodType<T>): Query<T> => ({ sql, row });

/** `monitor`: sees the sessions of others. `member` without it: it would, but for NOINHERIT. */
export const identity = query(
  `select ${MARK} current_setting('server_version_num')::int as version, current_user::text as role,
          extract(epoch from pg_postmaster_start_time())::float8 as started,
          pg_has_role(current_user, 'pg_read_all_stats', 'usage') as monitor,
          pg_has_role(current_user, 'pg_read_all_stats', 'member') as member`,
  z.object({
    version: z.number(),
    role: z.string(),
    started: z.number(),
    monitor: z.boolean(),
    member: z.boolean(),
  }),
);
export type Identity = z.infer<typeof identity.row>;

export const size = query(
  `select ${MARK} pg_database_size(current_database())::float8 as bytes`,
  z.object({ bytes: z.number() }),
);

/**
 * Sessions of clients, of the whole server, this database and this role, with the limits of each; a limit is null
 * where there is none, as for superusers. Without `pg_monitor` the kind of others' sessions is hidden: then all that
 * belong to a role count, workers of a parallel query among them. `others`: the role's sessions that are not ours.
 */
export const connections = query(
  `select ${MARK} current_setting('max_connections')::int as max,
          current_setting('superuser_reserved_connections')::int
            + coalesce(current_setting('reserved_connections', true), '0')::int as reserved,
          count(*) filter (where is_client)::int as used,
          count(*) filter (where is_client and datid = d.oid)::int as database_used,
          count(*) filter (where is_client and usesysid = r.oid)::int as role_used,
          count(*) filter (where is_client and usesysid = r.oid and application_name <> '${APPLICATION_NAME}')::int as others,
          case when r.rolsuper or d.datconnlimit < 0 then null else d.datconnlimit end as database_max,
          case when r.rolsuper or r.rolconnlimit < 0 then null else r.rolconnlimit end as role_max
   from (select datid, usesysid, application_name,
                coalesce(backend_type = 'client backend', usesysid is not null and datid is not null) as is_client
         from pg_stat_activity) as session,
        (select oid, datconnlimit from pg_database where datname = current_database()) as d,
        (select oid, rolsuper, rolconnlimit from pg_roles where rolname = current_user) as r
   group by d.oid, d.datconnlimit, r.oid, r.rolsuper, r.rolconnlimit`,
  z.object({
    max: z.number(),
    reserved: z.number(),
    used: z.number(),
    database_used: z.number(),
    role_used: z.number(),
    others: z.number(),
    database_max: z.number().nullable(),
    role_max: z.number().nullable(),
  }),
);

/**
 * Sessions other than our own. Needs `pg_monitor`: without it the states of others are hidden. By the clock, since
 * `now()` is when our own transaction began: a session that came after it would have a time below zero.
 */
export const activity = query(
  `select ${MARK} coalesce(max(extract(epoch from clock_timestamp() - state_change))
              filter (where state like 'idle in transaction%'), 0)::float8 as idle_in_transaction,
          coalesce(max(extract(epoch from clock_timestamp() - query_start)) filter (where state = 'active'), 0)::float8
            as longest_query
   from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  z.object({ idle_in_transaction: z.number(), longest_query: z.number() }),
);

export const health = query(
  `select ${MARK} (select blks_hit::float8 from pg_stat_database where datname = current_database()) as hit,
          (select blks_read::float8 from pg_stat_database where datname = current_database()) as read,
          coalesce(sum(n_dead_tup), 0)::float8 as dead, coalesce(sum(n_live_tup), 0)::float8 as live,
          (select max(greatest(age(datfrozenxid), mxid_age(datminmxid)))::float8 from pg_database) as age
   from pg_stat_user_tables`,
  z.object({ hit: z.number(), read: z.number(), dead: z.number(), live: z.number(), age: z.number() }),
);

/** Where the extension is, and what this role may do with it; no row where it is not installed. */
export const statementsSchema = query(
  `select ${MARK} e.extversion as version, quote_ident(n.nspname) as schema,
          has_schema_privilege(n.oid, 'usage') as usable,
          coalesce((select has_table_privilege(c.oid, 'select') from pg_class c
                    where c.relnamespace = n.oid and c.relname = 'pg_stat_statements'), false) as readable
   from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'`,
  z.object({ version: z.string(), schema: z.string(), usable: z.boolean(), readable: z.boolean() }),
);
export type StatementsSchema = z.infer<typeof statementsSchema.row>;

/** Rows of this database that are not ours; a text that is hidden or lost belongs to somebody else. */
const counted = `dbid = (select oid from pg_database where datname = current_database())
       and coalesce(query, '') not like '%${MARK}%'`;

/**
 * Sums over all statements, by the server's clock. `reset`: when the statistics began, `dealloc`: how often some were
 * dropped for lack of room; both null before version 1.9 of the extension.
 */
export const statementTotals = (schema: string, hasInfo: boolean) =>
  query(
    `select ${MARK} coalesce(sum(calls), 0)::float8 as calls, coalesce(sum(total_exec_time), 0)::float8 as total_ms,
            extract(epoch from clock_timestamp())::float8 as server_time,
            ${hasInfo ? `(select extract(epoch from stats_reset)::float8 from ${schema}.pg_stat_statements_info)` : 'null::float8'} as reset,
            ${hasInfo ? `(select dealloc::float8 from ${schema}.pg_stat_statements_info)` : 'null::float8'} as dealloc
     from ${schema}.pg_stat_statements where ${counted}`,
    z.object({
      calls: z.number(),
      total_ms: z.number(),
      server_time: z.number(),
      reset: z.number().nullable(),
      dealloc: z.number().nullable(),
    }),
  );

export const topStatements = (schema: string) =>
  query(
    `select ${MARK} coalesce(queryid::text, '') as query_id, sum(calls)::float8 as calls,
            sum(total_exec_time)::float8 as total_ms, min(left(query, 500)) as text
     from ${schema}.pg_stat_statements where ${counted} group by queryid order by total_ms desc limit 20`,
    z.object({ query_id: z.string(), calls: z.number(), total_ms: z.number(), text: z.string().nullable() }),
  );
