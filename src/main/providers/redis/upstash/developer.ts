import { z } from 'zod';
import type { ErrorAnswer, HttpClient } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { dayOf } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';
import { InfrastructureService, MetricType } from '#shared/domain/service';
import { DATABASE_SCOPE } from '#shared/domain/spend';
import { baseUrlOf } from '../../base-url';
import type { CapabilityResult } from '../../collection-run';
import { expected, lenientNumber, optional, optionalText, type Readable, readItems } from '../../lenient';
import type { CollectedFacts, CollectionContext } from '../../monitor';
import { redisDescriptor } from '../descriptor';
import { COMMANDS_PER_MONTH } from '../samples';
import { DEVELOPER_SOURCE, UPSTASH_URL } from './constants';

const MB = 1024 * 1024;

const databaseSchema = z.object({
  database_id: z.string(),
  database_name: optionalText,
  endpoint: optionalText,
  type: optionalText,
  database_type: optionalText,
  db_disk_threshold: expected(lenientNumber),
  db_request_limit: expected(lenientNumber),
  budget: optional(lenientNumber),
});
type Database = z.infer<typeof databaseSchema>;

const statsSchema = z.object({ total_monthly_requests: lenientNumber.pipe(z.number().min(0)) });

/** Upstash's types of a database with the names of its plans (price texts, section 4; facts on stores, 1.8). */
const PLANS: Readonly<Record<string, string>> = {
  free: 'Free',
  payg: 'Pay as you go',
  fixed_250mb: 'Fixed 250MB',
  fixed_1gb: 'Fixed 1GB',
  fixed_5gb: 'Fixed 5GB',
  fixed_10gb: 'Fixed 10GB',
  fixed_50gb: 'Fixed 50GB',
  fixed_100gb: 'Fixed 100GB',
  fixed_500gb: 'Fixed 500GB',
};
/** Other words for pay as you go: the type of older databases, and what Upstash's own terminal prints. */
const PAY_AS_YOU_GO = /^(paid|pay as you go)$/;

export interface UpstashDeveloper {
  /** The database that `host` belongs to. */
  database(host: string): Promise<Result<Database>>;
  /** Commands of this month, as they are billed. */
  monthlyCommands(databaseId: string): Promise<Result<number>>;
}

/** Upstash's interface for its own accounts. Those made through Vercel are refused. */
export function upstashDeveloper(
  { connection, credentials }: Pick<CollectionContext, 'connection' | 'credentials'>,
  http: HttpClient,
): UpstashDeveloper {
  const base = baseUrlOf(redisDescriptor, connection, UPSTASH_URL, ['upstashUrl']);
  const account = `${connection.settings['upstashEmail'] || credentials['upstashEmail'] || ''}:${credentials['upstashApiKey'] ?? ''}`;
  const get = async (path: string): Promise<Result<unknown>> => {
    const answer = await http.request({
      url: `${base}${path}`,
      // Passwords are left out of the answer.
      query: { credentials: 'hide' },
      headers: { authorization: `Basic ${Buffer.from(account).toString('base64')}` },
      from: 'Upstash',
      explain,
    });
    return answer.ok ? succeed(answer.value.body) : answer;
  };
  return {
    async database(host) {
      const answer = await get('/redis/databases');
      if (!answer.ok) return answer;
      const read = readItems(databaseSchema, answer.value);
      if (read === null) return fail(changed('Upstash', 'the databases'));
      const found = read.items.find(({ endpoint }) => endpoint !== undefined && endpoint === host);
      const database = found ?? onlyOne(read, host);
      return database === undefined ? fail(otherAccount(host)) : succeed(database);
    },
    async monthlyCommands(databaseId) {
      const answer = await get(`/redis/stats/${encodeURIComponent(databaseId)}`);
      if (!answer.ok) return answer;
      const stats = statsSchema.safeParse(answer.value);
      return stats.success
        ? succeed(stats.data.total_monthly_requests)
        : fail(changed('Upstash', 'the commands of the month'));
    },
  };
}

/**
 * The one database of the account, where `host` does not say which it is: a name of one's own, a tunnel, or a database
 * whose address is not told. A host of Upstash that is not listed belongs to somebody else.
 */
function onlyOne({ items, rejected }: Readable<Database>, host: string): Database | undefined {
  const [one, second] = items;
  const mayBe = second === undefined && rejected === 0;
  return mayBe && (one?.endpoint === undefined || !host.endsWith('.upstash.io')) ? one : undefined;
}

/** Which database a connection is at Upstash, and the day in UTC on which its plan was last asked for. */
const keptSchema = z.object({ id: z.string(), day: z.string() });

/** The billed commands of the month, and once a day the plan and its limits, which may have changed. */
export async function readUpstash(
  api: UpstashDeveloper,
  host: string,
  kept: unknown,
  now: Instant,
): Promise<Result<CapabilityResult>> {
  const parsed = keptSchema.safeParse(kept);
  const today = dayOf(now, 'UTC');
  const known = parsed.success && parsed.data.day === today ? parsed.data.id : null;
  const database = known === null ? await api.database(host) : null;
  if (database !== null && !database.ok) return database;
  const id = known ?? database?.value.database_id ?? '';
  const commands = await api.monthlyCommands(id);
  if (!commands.ok) return commands;
  return succeed({
    samples: [
      {
        service: InfrastructureService.VERCEL_KV,
        metric: COMMANDS_PER_MONTH,
        projectId: null,
        kind: 'period',
        unit: 'commands',
        zone: 'UTC',
        source: DEVELOPER_SOURCE,
        time: now,
        value: commands.value,
      },
    ],
    ...(database === null ? {} : { facts: factsOf(database.value) }),
    cursors: { upstashDatabase: { id, day: today } },
  });
}

function factsOf(database: Database): CollectedFacts {
  const service = InfrastructureService.VERCEL_KV;
  const told = (database.type ?? database.database_type ?? '').trim().toLowerCase();
  const plan = PAY_AS_YOU_GO.test(told) ? 'payg' : told;
  // A type that is new here stands as it was told: what it costs is then not known, and no older plan is kept for it.
  const planName = PLANS[plan] ?? plan;
  const billing: Connection['billing'] =
    plan === '' ? null : { provider: 'upstash', plan, planName, source: 'provider' };
  const { db_disk_threshold: disk, db_request_limit: requests, budget = 0 } = database;
  // A fixed price cannot be passed, whatever budget is told beside it.
  const hasBudget = plan === 'payg' && budget > 0;
  const rejects = { currency: 'USD', thresholds: [], scope: DATABASE_SCOPE, key: null, pauses: false, rejects: true };
  return {
    budgets: hasBudget ? [{ ...rejects, amount: toMicros(budget) }] : [],
    ...(billing === null ? {} : { billing, billingAnchor: { day: 1, zone: 'UTC' } }),
    limits: [
      ...(disk === undefined || disk <= 0
        ? []
        : [
            {
              service,
              metric: MetricType.STORAGE_MB,
              value: disk / MB,
              unit: 'MB',
              window: 'point-in-time' as const,
              atLimit: 'hard' as const,
              reason: 'db_disk_threshold of the database at Upstash',
            },
          ]),
      // A number beyond what can be counted stands for "no limit".
      ...(requests === undefined || requests <= 0 || requests > Number.MAX_SAFE_INTEGER
        ? []
        : [
            {
              service,
              metric: COMMANDS_PER_MONTH,
              value: requests,
              unit: 'commands',
              window: 'calendar-month' as const,
              atLimit: 'hard' as const,
              reason: 'db_request_limit of the database at Upstash',
            },
          ]),
    ],
  };
}

function explain({ status }: ErrorAnswer): Failure | null {
  if (status === 401) {
    return {
      code: 'invalid-credential',
      message: 'Upstash does not accept the e-mail address with this API key.',
      action: 'Make a key in the Upstash console (Account, Management API); one with read rights is enough.',
      retryable: false,
    };
  }
  if (status === 403) {
    return {
      code: 'not-permitted',
      message: 'Upstash refuses its Developer API for this account, as it does for accounts made through Vercel.',
      action: 'Leave e-mail address and API key empty: the state of the store itself is enough.',
      retryable: false,
    };
  }
  return null;
}

function otherAccount(host: string): Failure {
  return {
    code: 'wrong-credential-kind',
    message: `The account at Upstash has no database at ${host}.`,
    action: 'Use a key of the account that the store belongs to.',
    retryable: false,
  };
}
