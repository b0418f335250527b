import { DAY, type Instant } from '#shared/domain/instant';
import type { ScenarioRedis } from '../scenario';
import type { World } from '../world';

/** The counters of one store at a moment. */
export interface RedisFigures {
  readonly dataBytes: number;
  readonly keys: number;
  readonly clients: number;
  /** Since the last restart. */
  readonly commands: number;
  readonly hits: number;
  readonly misses: number;
  readonly evicted: number;
}

export function redisFigures(world: World, store: ScenarioRedis, now: Instant): RedisFigures {
  const restarts = store.restartDays.map((day) => world.dayStart(day)).filter((start) => start <= now);
  const since = Math.max(world.dayStart(-world.scenario.historyDays), ...restarts);
  const commands = world.load(`redis|${store.name}|commands`, store.commands).between({ start: since, end: now });
  const dataBytes = Math.round(world.level(store.storageBytes, now));
  const reads = Math.floor(commands * 0.84);
  const hits = Math.floor(reads * store.hitRate);
  return {
    dataBytes,
    keys: Math.round((dataBytes / 1024) * store.keysPerKilobyte),
    clients: Math.max(1, Math.round(world.level(store.connections, now))),
    commands,
    hits,
    misses: reads - hits,
    evicted: Math.floor((store.evictedKeysPerDay * (now - since)) / DAY),
  };
}

/** A readable size as Upstash writes it: `25.500M`. */
function human(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(3)}M`;
}

type Section = readonly [string, readonly (readonly [string, string | number])[]];

function sections(world: World, store: ScenarioRedis): Section[] {
  const now = world.now();
  const figures = redisFigures(world, store, now);
  const minute = world.load(`redis|${store.name}|commands`, store.commands).between({ start: now - 60, end: now });
  const limit: [string, string | number][] =
    store.maxDataBytes === null
      ? []
      : [
          ['max_data_size', store.maxDataBytes],
          ['max_data_size_human', human(store.maxDataBytes)],
        ];
  return [
    [
      'Server',
      [
        ['upstash_version', '1.20.4'],
        ['redis_version', '6.2.6'],
        ['redis_git_sha1', '3f1c9a52'],
        ['redis_build_id', '2026-10-01T08:00:00'],
        ['redis_mode', 'standalone'],
      ],
    ],
    [
      'Clients',
      [
        ['connected_clients', figures.clients],
        ['maxclients', store.maxClients],
      ],
    ],
    [
      'Memory',
      [
        // What is in memory is less than what is stored: entries move to disk.
        ['used_memory', Math.round(figures.dataBytes * 0.31)],
        ['used_memory_human', human(figures.dataBytes * 0.31)],
        ['maxmemory', 268_435_456],
        ['maxmemory_human', human(268_435_456)],
        ['maxmemory_policy', store.policy],
      ],
    ],
    [
      'Persistence',
      [
        ['total_keys', figures.keys],
        ['total_data_size', figures.dataBytes],
        ['total_data_size_human', human(figures.dataBytes)],
        ...limit,
      ],
    ],
    [
      'Stats',
      [
        ['total_connections_received', Math.floor(figures.commands / 40)],
        ['total_commands_processed', figures.commands],
        ['instantaneous_ops_per_sec', Math.round(minute / 60)],
        ['max_ops_per_sec', 10_000],
        ['evicted_clients', 0],
        ['expired_keys', Math.floor(figures.commands / 55)],
        ['evicted_keys', figures.evicted],
        ['keyspace_hits', figures.hits],
        ['keyspace_misses', figures.misses],
        ['total_reads_processed', figures.hits + figures.misses],
        ['total_writes_processed', figures.commands - figures.hits - figures.misses],
      ],
    ],
    [
      'Cluster',
      [
        ['cluster_enabled', 0],
        ['local_member', 'member-1'],
        ['primary_member', 'member-1'],
      ],
    ],
    [
      'Keyspace',
      figures.keys === 0
        ? []
        : [['db0', `keys=${figures.keys},expires=${Math.round(figures.keys * store.expiring)},avg_ttl=0`]],
    ],
  ];
}

const ALL = new Set(['', 'all', 'default', 'everything']);

/** The reply to `INFO [section]`; an unknown section is a bare heading, as on Upstash. */
export function infoText(world: World, store: ScenarioRedis, section: string): string {
  const wanted = section.toLowerCase();
  const chosen = sections(world, store).filter(([name]) => ALL.has(wanted) || name.toLowerCase() === wanted);
  const shown: readonly Section[] = chosen.length > 0 ? chosen : [[section, []]];
  return shown
    .map(([name, fields]) => [`# ${name}`, ...fields.map(([field, value]) => `${field}:${value}`), ''].join('\r\n'))
    .join('\r\n');
}
