import { describe, expect, it } from 'vitest';
import { postgresFailure } from '#main/providers/postgres/failures';
import { redisFailure } from '#main/providers/redis/failures';

const place = { host: 'db.example:5432', database: 'shop', role: 'app' };

describe('what people report of poolers and proxies before PostgreSQL', () => {
  it.each([
    // supabase/supavisor; the same words stand in many reports of Supabase's users.
    ['XX000', 'Tenant or user not found', 'not-found', 'postgres.abcd'],
    ['XX000', '(ENOTFOUND) tenant/user postgres.abcd not found', 'not-found', 'postgres.abcd'],
    [
      'XX000',
      'MaxClientsInSessionMode: max clients reached - in Session mode max clients are limited to pool_size',
      'provider-error',
      'pool size',
    ],
    // Neon docs, "Connection errors", and the reasons of neondatabase/neon's proxy.
    [
      'XX000',
      "The requested endpoint could not be found, or you don't have access to it. Please check the provided ID and try again.",
      'not-found',
      'ep-…',
    ],
    ['XX000', 'Endpoint ID is not specified. Either please upgrade the postgres client library', 'not-found', 'ep-…'],
    ['XX000', "Couldn't connect to compute node", 'provider-error', "pooler's log"],
    [
      'XX000',
      'Your project has exceeded the data transfer quota. Upgrade your plan to increase limits.',
      'rate-limited',
      'Upgrade',
    ],
    ['XX000', 'Your account or project has exceeded the compute time quota.', 'rate-limited', 'Upgrade'],
    ['08P01', "password authentication failed for user 'neondb_owner'", 'invalid-credential', 'Copy the address'],
    // neondatabase/neon issue 6291, riverqueue/river issue 205.
    ['08P01', 'unsupported startup parameter: statement_timeout', 'provider-error', 'direct address'],
  ])('%s %s', (code, text, outcome, action) => {
    const failure = postgresFailure(Object.assign(new Error(text), { code }), place);
    expect(failure).toMatchObject({ code: outcome, action: expect.stringContaining(action) });
  });

  it('says which of Neon’s quotas it was', () => {
    const told = (what: string) =>
      postgresFailure(
        Object.assign(new Error(`Your project has exceeded the ${what} quota. Upgrade`), { code: 'XX000' }),
      ).message;
    expect(told('data transfer')).toContain('the data transfer that the plan includes');
    expect(told('compute time')).toContain('the compute time that the plan includes');
    expect(told('logical size')).toContain('the logical size that the plan includes');
  });
});

describe('what servers say that are not, or no longer, as Headroom needs them', () => {
  it.each([
    // CockroachDB: unknown function pg_postmaster_start_time(); PostgreSQL 9.6: role "pg_read_all_stats" does not exist.
    ['42883', 'ParseFuncOrColumn', 'wrong-credential-kind', 'since version 10'],
    ['42704', 'get_role_oid', 'wrong-credential-kind', 'since version 10'],
    ['42703', 'errorMissingColumn', 'wrong-credential-kind', 'since version 10'],
    ['XX001', 'PageIsVerifiedExtended', 'provider-error', 'damaged'],
    ['53100', 'mdextend', 'provider-error', 'disk'],
    ['53200', 'AllocSetAlloc', 'provider-error', 'memory'],
  ])('%s %s', (code, routine, outcome, words) => {
    const failure = postgresFailure(Object.assign(new Error('…'), { code, routine }), place);
    expect(failure).toMatchObject({ code: outcome, message: expect.stringContaining(words) });
  });
});

describe('what proxies before Redis say to INFO', () => {
  it.each([
    // envoyproxy/envoy issue 38517.
    ["ERR unknown command 'info', with args beginning with: "],
    // envoyproxy/envoy issues 24149 and 17571.
    ["unsupported command 'INFO'"],
    // netease-im/camellia issue 428.
    ["ERR command 'info' not support"],
  ])('%s', (text) => {
    expect(redisFailure(text)).toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('a proxy answers'),
    });
  });

  // medusajs/admin issue 654.
  it('reads the older words of Upstash, which are about a day', () => {
    expect(
      redisFailure('ERR max daily request limit exceeded. Limit: 10000, Usage: 10000. See https://x'),
    ).toMatchObject({
      code: 'rate-limited',
      message: expect.stringContaining('10000 of 10000'),
      action: expect.stringContaining('until the day ends'),
    });
    expect(redisFailure('ERR max requests limit exceeded. Limit: 500000, Usage: 500002').action).toContain(
      'month ends',
    );
  });
});
