import type { Reading } from '#shared/domain/cycle';
import type { Failure } from '#shared/domain/failure';

/** `INFO` as it was read. */
export interface RedisInfo {
  /** By name; of a field that comes twice the last one stands. */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether the section with the keys of each database is there: it has no line for a database without keys. */
  readonly hasKeyspace: boolean;
  /** Lines that are neither a field nor a heading, and fields that came twice and not alike. */
  readonly reading: Reading;
}

/** Reads the reply of `INFO`: lines `field:value`, headings and blank lines left out. */
export function parseInfo(text: string): RedisInfo {
  const fields = new Map<string, string>();
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  let odd = 0;
  let hasKeyspace = false;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (line.startsWith('#')) {
      hasKeyspace ||= /^#\s*keyspace\b/i.test(line);
      continue;
    }
    const name = line.slice(0, Math.max(0, colon));
    const value = line.slice(colon + 1);
    if (colon < 1 || (fields.has(name) && fields.get(name) !== value)) odd += 1;
    if (colon > 0) fields.set(name, value);
  }
  return { fields, hasKeyspace, reading: { rows: lines.length, notUnderstood: odd } };
}

/** What Headroom reads from `INFO`. Null where the server does not say. Sizes in bytes. */
export interface RedisState {
  readonly isUpstash: boolean;
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
  /** True for a Sentinel, which watches stores and is none. */
  readonly isSentinel: boolean;
  /** Fields that were there but hold nothing that can be right. */
  readonly odd: readonly string[];
  /** Fields of figures that this server does not tell. */
  readonly missing: readonly string[];
}

/**
 * More connections than any server can hold. Some servers count one too few and then write the negative number
 * without its sign: `connected_clients:4294964742`.
 */
const MOST_CONNECTIONS = 1_000_000;

/** How policies begin under which a full store drops keys: Redis and Valkey, Dragonfly (`eviction`), Upstash. */
const EVICTING = /^(allkeys-|volatile-|eviction|optimistic-)/;

/**
 * On Upstash `used_memory` is only what is in RAM, so the limit (`max_data_size`) is compared with
 * `total_data_size`. On a real Redis key metadata counts against `maxmemory`, so `used_memory` it is.
 */
export function readState({ fields, hasKeyspace }: RedisInfo): RedisState {
  const odd: string[] = [];
  const missing: string[] = [];
  const text = (field: string): string | null => {
    const value = fields.get(field)?.trim() ?? '';
    return value === '' ? null : value;
  };
  const number = (field: string, most = Number.MAX_SAFE_INTEGER): number | null => {
    const told = text(field);
    const value = Number(told ?? Number.NaN);
    if (value >= 0 && value <= most) return value;
    if (told !== null) odd.push(field);
    return null;
  };
  /** A number that every server is expected to tell, under the first of `names` that is there. */
  const expected = (names: readonly [string, ...string[]], most?: number): number | null => {
    const name = names.find((one) => text(one) !== null);
    if (name === undefined) missing.push(names[0]);
    return name === undefined ? null : number(name, most);
  };
  const isUpstash = ['upstash_version', 'total_data_size', 'max_data_size'].some((field) => fields.has(field));
  const mode = text('redis_mode');
  const isSentinel = mode === 'sentinel';
  const storageField = isUpstash ? 'total_data_size' : 'used_memory';
  const limit = isUpstash ? number('max_data_size') : expected(['maxmemory']);
  const storageLimit = limit !== null && limit > 0 ? limit : null;
  const cluster = text('cluster_enabled');
  if (cluster !== null && cluster !== '0' && cluster !== '1') odd.push('cluster_enabled');
  const keyspace = readKeyspace(fields, odd);
  const keys = number('total_keys') ?? (hasKeyspace || keyspace.databases > 0 ? keyspace.keys : null);
  if (keys === null) missing.push('keyspace');
  return {
    isUpstash,
    storage: expected([storageField]),
    storageField,
    storageLimit,
    evicts: storageLimit !== null && evicts(text('maxmemory_policy'), keyspace.expires, odd, missing),
    commands: expected(['total_commands_processed']),
    evictedKeys: expected(['evicted_keys']),
    hits: expected(['keyspace_hits']),
    misses: expected(['keyspace_misses']),
    connections: expected(['connected_clients'], MOST_CONNECTIONS),
    // Dragonfly writes it in two words.
    connectionLimit: expected(['maxclients', 'max_clients']),
    keys,
    runId: text('run_id'),
    uptime: number('uptime_in_seconds'),
    isClusterNode: !isUpstash && (cluster === '1' || mode === 'cluster'),
    isSentinel,
    odd,
    missing,
  };
}

/** `volatile-…` drops keys that expire only: where there are none, a full store refuses writes like any other. */
function evicts(policy: string | null, expires: number, odd: string[], missing: string[]): boolean {
  if (policy === null) missing.push('maxmemory_policy');
  else if (!EVICTING.test(policy) && policy !== 'noeviction') odd.push('maxmemory_policy');
  return policy !== null && EVICTING.test(policy) && (!policy.startsWith('volatile-') || expires > 0);
}

/** Sums over `db0:keys=K,expires=E,…`; there is no line for a database without keys. */
function readKeyspace(fields: RedisInfo['fields'], odd: string[]) {
  const sums = { databases: 0, keys: 0, expires: 0 };
  for (const [field, value] of fields) {
    if (!/^db\d+$/.test(field)) continue;
    const [keys, expires] = ['keys', 'expires'].map((name) =>
      new RegExp(`(?:^|,)${name}=(\\d+)(?:,|\\s*$)`).exec(value),
    );
    if (keys == null || expires == null) odd.push(field);
    sums.databases += 1;
    sums.keys += Number(keys?.[1] ?? 0);
    sums.expires += Number(expires?.[1] ?? 0);
  }
  return sums;
}

/** Where a cluster answers: what is said of one node is not said of the whole. */
const ONE_NODE =
  'This is one node of a cluster: storage, commands, connections and keys are its own, not those of the whole. Add the other nodes as connections of their own.';

/** What a person has to know of figures of this store that are all there: null where that is nothing. */
export function noteOf({ isClusterNode, missing }: Pick<RedisState, 'isClusterNode' | 'missing'>): string | null {
  const untold =
    missing.length === 0 ? [] : [`The store does not say ${missing.join(', ')} (INFO), so there is no figure for it.`];
  const notes = [...(isClusterNode ? [ONE_NODE] : []), ...untold];
  return notes.length === 0 ? null : notes.join(' ');
}

/** For the address of a Sentinel: it says where the store is, and its own figures are of no use. */
export const SENTINEL: Failure = {
  code: 'wrong-credential-kind',
  message: 'This is a Sentinel: it watches Redis servers and says where they are, and holds no data itself.',
  action: 'Use the address of the Redis that it watches (SENTINEL get-master-addr-by-name shows it).',
  retryable: false,
};
