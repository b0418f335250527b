import { calendarMonthOf, formatInstant } from '#shared/core/calendar/calendar';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { json, type ProviderCloud, type Refusal, type Reply } from '../exchange';
import type { Scenario, ScenarioRedis } from '../scenario';
import type { World } from '../world';
import { redisFigures } from './redis-info';

type Developer = NonNullable<Scenario['upstashDeveloper']>;

/** `https://api.upstash.com`, the control plane of native Upstash accounts. */
export function upstashDeveloperCloud(world: World, account: Developer): ProviderCloud {
  const one = (id: string, show: (store: ScenarioRedis) => unknown): Reply => {
    const store = world.scenario.redis.find((entry) => idOf(entry) === id);
    return store === undefined ? json('Database not found', 404) : json(show(store));
  };
  return {
    prefix: '/upstash-api',
    routes: [
      {
        method: 'GET',
        pattern: '/v2/redis/databases',
        handle: () => json(world.scenario.redis.map((store) => database(world, account, store, true))),
      },
      {
        method: 'GET',
        pattern: '/v2/redis/database/:id',
        handle: (ask) =>
          one(ask.params.id ?? '', (store) => database(world, account, store, ask.query.get('credentials') === 'hide')),
      },
      {
        method: 'GET',
        pattern: '/v2/redis/stats/:id',
        handle: (ask) => one(ask.params.id ?? '', (store) => stats(world, store)),
      },
    ],
    authorize(ask) {
      const expected = Buffer.from(`${account.email}:${account.apiKey}`).toString('base64');
      if (ask.headers.authorization !== `Basic ${expected}`) {
        return json('Unauthorized', 401);
      }
      return account.vercelManaged
        ? json({ error: 'Developer API is not available for accounts managed by Vercel' }, 403)
        : null;
    },
    refuse: ({ status, message }: Refusal) => json({ error: message }, status),
  };
}

function idOf(store: ScenarioRedis): string {
  return `db-${store.name}`;
}

function database(world: World, account: Developer, store: ScenarioRedis, hide: boolean): Record<string, unknown> {
  const { type = 'free' } = account;
  return {
    database_id: idOf(store),
    database_name: store.name,
    database_type: type,
    type,
    region: 'us-east-1',
    primary_region: 'us-east-1',
    read_regions: [],
    state: 'active',
    tls: true,
    eviction: false,
    auto_upgrade: false,
    budget: 20,
    creation_time: world.dayStart(-Math.min(200, world.scenario.historyDays)),
    endpoint: `${store.name}-12345.upstash.io`,
    port: 6379,
    db_max_clients: store.maxClients,
    db_disk_threshold: store.maxDataBytes ?? 268_435_456,
    db_memory_threshold: 268_435_456,
    db_max_commands_per_second: 10_000,
    // Beyond what a number can tell exactly: no limit.
    db_request_limit: type === 'free' ? 500_000 : 8e18,
    customer_id: account.email,
    ...(hide ? {} : { password: store.token, rest_token: store.token, read_only_rest_token: store.readOnlyToken }),
  };
}

/** Go's text form of a time, which is not ISO 8601. */
function goTime(instant: Instant): string {
  return `${formatInstant(instant).replace('T', ' ').replace('Z', '')} +0000 UTC`;
}

function stats(world: World, store: ScenarioRedis): Record<string, unknown> {
  const now = world.now();
  const today = Math.floor(now / DAY) * DAY;
  const load = world.load(`redis|${store.name}|commands`, store.commands);
  const commands = (span: Period) => load.between(span);
  const lastDays = [4, 3, 2, 1, 0].map((back) => today - back * DAY);
  const lastHour = [60, 45, 30, 15, 0].map((minutes) => now - minutes * 60);
  const month = commands({ start: calendarMonthOf(now, 'UTC').start, end: now });
  const day = commands({ start: today, end: now });
  const size = Math.round(world.level(store.storageBytes, now));
  const writes = (count: number) => count - Math.floor(count * 0.84);
  return {
    daily_net_commands: day,
    daily_read_requests: day - writes(day),
    daily_write_requests: writes(day),
    total_monthly_requests: month,
    total_monthly_read_requests: month - writes(month),
    total_monthly_write_requests: writes(month),
    total_monthly_script_requests: 0,
    current_storage: size,
    total_monthly_storage: size,
    total_monthly_bandwidth: month * 410,
    dailybandwidth: day * 410,
    total_monthly_billing: 0,
    dailyrequests: lastDays.map((start) => ({
      x: goTime(start),
      y: commands({ start, end: Math.min(now, start + DAY) }),
    })),
    days: lastDays.map((start) => WEEKDAYS[(Math.floor(start / DAY) + 3) % 7]),
    connection_count: lastHour.map((at) => ({ x: goTime(at), y: redisFigures(world, store, at).clients })),
    keyspace: lastHour.map((at) => ({ x: goTime(at), y: redisFigures(world, store, at).keys })),
    diskusage: lastHour.map((at) => ({ x: goTime(at), y: redisFigures(world, store, at).dataBytes })),
    latencymean: null,
  };
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
