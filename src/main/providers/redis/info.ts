/** `INFO` as fields; of a field that comes twice the last one stands. */
export type RedisInfo = ReadonlyMap<string, string>;

/** Reads the reply of `INFO`: lines `field:value`, headings and blank lines left out. */
export function parseInfo(text: string): RedisInfo {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#')) fields.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return fields;
}

/** What Headroom reads from `INFO`. Null where the server does not say. Sizes in bytes. */
export interface RedisState {
  readonly isUpstash: boolean;
  readonly version: string | null;
  /** The size that the limit is about: `total_data_size` on Upstash, `used_memory` elsewhere. */
  readonly storage: number | null;
  readonly storageField: string;
  /** Null: none is set. */
  readonly storageLimit: number | null;
  /** True when the server drops keys instead of refusing writes. */
  readonly evicts: boolean;
  readonly commands: number | null;
  readonly evictedKeys: number | null;
  readonly hits: number | null;
  readonly misses: number | null;
  readonly connections: number | null;
  readonly connectionLimit: number | null;
  readonly keys: number | null;
  /** Changes with a restart. */
  readonly runId: string | null;
  /** Seconds since the start. */
  readonly uptime: number | null;
  /** True for one node of a cluster: what it says is about itself only. */
  readonly isClusterNode: boolean;
  /** Fields that were there but hold no figure that can be right. */
  readonly odd: readonly string[];
}

/**
 * More connections than any server can hold. Some servers count one too few and then write the negative number
 * without its sign: `connected_clients:4294964742`.
 */
const MOST_CONNECTIONS = 1_000_000;

/**
 * On Upstash `used_memory` is only what is in RAM, so the limit (`max_data_size`) is compared with
 * `total_data_size`. On a real Redis key metadata counts against `maxmemory`, so `used_memory` it is.
 */
export function readState(info: RedisInfo): RedisState {
  const odd: string[] = [];
  const number = (field: string, most = Number.MAX_SAFE_INTEGER): number | null => {
    const text = info.get(field)?.trim();
    if (text === undefined || text === '') return null;
    const value = Number(text);
    if (value >= 0 && value <= most) return value;
    odd.push(field);
    return null;
  };
  const isUpstash = info.has('upstash_version');
  const dataSize = number('total_data_size');
  const storageField = isUpstash && dataSize !== null ? 'total_data_size' : 'used_memory';
  const limit = number(isUpstash ? 'max_data_size' : 'maxmemory');
  return {
    isUpstash,
    version: info.get('redis_version') ?? null,
    storage: number(storageField),
    storageField,
    storageLimit: limit !== null && limit > 0 ? limit : null,
    evicts: evicts(info),
    commands: number('total_commands_processed'),
    evictedKeys: number('evicted_keys'),
    hits: number('keyspace_hits'),
    misses: number('keyspace_misses'),
    connections: number('connected_clients', MOST_CONNECTIONS),
    // Dragonfly writes it in two words.
    connectionLimit: number('maxclients') ?? number('max_clients'),
    keys: number('total_keys') ?? keysOf(info),
    runId: info.get('run_id') ?? null,
    uptime: number('uptime_in_seconds'),
    isClusterNode: !isUpstash && (info.get('cluster_enabled') === '1' || info.get('redis_mode') === 'cluster'),
    odd,
  };
}

/** `volatile-…` drops keys that expire only: where there are none, a full store refuses writes like any other. */
function evicts(info: RedisInfo): boolean {
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  if (policy.startsWith('noeviction')) return false;
  return !policy.startsWith('volatile-') || keyspaceSum(info, 'expires') !== 0;
}

/** Sum over `db0:keys=K,…`; zero when the section is there but empty, as on a server without keys. */
function keysOf(info: RedisInfo): number | null {
  return info.has('redis_version') ? keyspaceSum(info, 'keys') : null;
}

function keyspaceSum(info: RedisInfo, name: 'keys' | 'expires'): number {
  let sum = 0;
  for (const [field, value] of info) {
    if (/^db\d+$/.test(field)) sum += Number(new RegExp(`${name}=(\\d+)`).exec(value)?.[1] ?? 0);
  }
  return sum;
}

/** Where a cluster answers: what is said of one node is not said of the whole. */
export const ONE_NODE =
  'This is one node of a cluster: storage, commands, connections and keys are its own, not those of the whole. Add the other nodes as connections of their own.';
