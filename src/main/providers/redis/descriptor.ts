import type { Connection } from '#shared/domain/connection';
import type { MetricDefinition } from '#shared/domain/metric';
import { InfrastructureService, MetricType, summaryKey } from '#shared/domain/service';
import { type ProviderDescriptor, type StatusPage, unencryptedField } from '../monitor';
import { certificateField } from '../store-tls';
import { readRedisAddress, recognizeRedis } from './address';
import { COMMANDS_PER_MONTH } from './samples';
import { UPSTASH_URL } from './upstash/constants';

const KV = InfrastructureService.VERCEL_KV;
const common = { service: KV, group: 'Redis', zone: 'UTC' } as const;

const metrics: readonly MetricDefinition[] = [
  {
    ...common,
    metric: MetricType.STORAGE_MB,
    title: 'Redis storage',
    shortTitle: 'Storage',
    unit: 'MB',
    kind: 'gauge',
    icon: 'database',
    consequence: 'Redis then refuses writes',
  },
  {
    ...common,
    metric: MetricType.COMMANDS_PER_DAY,
    title: 'Redis commands',
    shortTitle: 'Commands',
    unit: 'commands',
    kind: 'daily',
    icon: 'terminal',
    consequence: 'Redis then refuses commands until the day ends',
  },
  {
    ...common,
    metric: COMMANDS_PER_MONTH,
    title: 'Redis commands this month',
    shortTitle: 'Commands a month',
    unit: 'commands',
    kind: 'period',
    amounts: MetricType.COMMANDS_PER_DAY,
    icon: 'calendar-range',
    consequence: 'Upstash then refuses commands until its month ends',
  },
  {
    ...common,
    metric: MetricType.CONNECTIONS,
    title: 'Redis connections',
    shortTitle: 'Connections',
    unit: 'connections',
    kind: 'gauge',
    icon: 'plug',
    consequence: 'Redis then refuses new connections',
  },
  {
    ...common,
    metric: MetricType.LATENCY_MS,
    title: 'Redis latency from this computer',
    shortTitle: 'Latency from here',
    unit: 'ms',
    kind: 'gauge',
    icon: 'timer',
  },
  {
    ...common,
    metric: 'HIT_RATE',
    title: 'Redis hit rate',
    shortTitle: 'Hit rate',
    unit: 'percent',
    kind: 'gauge',
    icon: 'target',
  },
  {
    ...common,
    metric: 'EVICTIONS_PER_DAY',
    title: 'Redis keys dropped for lack of space',
    shortTitle: 'Evictions',
    unit: 'count',
    kind: 'daily',
    icon: 'trash-2',
  },
  {
    ...common,
    metric: 'KEYS',
    title: 'Redis keys',
    shortTitle: 'Keys',
    unit: 'count',
    kind: 'gauge',
    icon: 'key-round',
  },
];

/** Capabilities of the store, each with its own outcome. */
export const STATE = 'info';
export const LATENCY = 'latency';
export const DEVELOPER = 'upstash';

export const redisDescriptor: ProviderDescriptor = {
  id: 'redis',
  title: 'Redis',
  icon: 'database',
  fields: [
    {
      key: 'restUrl',
      label: 'REST URL',
      secret: false,
      required: false,
      help: 'For Upstash and Vercel KV: the value of KV_REST_API_URL. Preferred, since it costs no commands.',
      placeholder: 'https://name-12345.upstash.io',
      link: 'https://console.upstash.com/redis',
      environment: ['KV_REST_API_URL', 'UPSTASH_REDIS_REST_URL'],
      check: (value) => (/^https?:\/\/[^\s/]+/.test(value) ? null : 'A REST URL begins with https://.'),
    },
    {
      key: 'restToken',
      label: 'REST token',
      secret: true,
      required: false,
      help: 'The value of KV_REST_API_TOKEN, not the read-only one.',
      link: 'https://console.upstash.com/redis',
      environment: ['KV_REST_API_TOKEN', 'UPSTASH_REDIS_REST_TOKEN'],
      check: (value) => (/^\S{8,}$/.test(value) ? null : 'A token is one long word without spaces.'),
    },
    {
      key: 'url',
      label: 'Address',
      secret: true,
      required: false,
      help: 'For any other Redis: its whole address with user and password. The rights +info and +ping are enough.',
      placeholder: 'rediss://user:password@host:6379',
      environment: ['KV_URL', 'REDIS_URL', 'VALKEY_URL'],
      check: (value) => {
        const address = readRedisAddress(value);
        return address.ok ? null : `${address.failure.message} ${address.failure.action}`;
      },
    },
    certificateField('HEADROOM_REDIS_CERTIFICATE'),
    unencryptedField('HEADROOM_REDIS_UNENCRYPTED'),
    {
      key: 'upstashEmail',
      label: 'Upstash e-mail address',
      secret: false,
      required: false,
      help: 'Only for accounts made at Upstash itself: with its API key Headroom reads the commands that are billed. Accounts made through Vercel have none.',
      environment: ['UPSTASH_EMAIL'],
      check: (value) => (/^\S+@\S+$/.test(value) ? null : 'An e-mail address.'),
    },
    {
      key: 'upstashApiKey',
      label: 'Upstash API key',
      secret: true,
      required: false,
      help: 'One with read rights is enough.',
      link: 'https://console.upstash.com/account/api',
      environment: ['UPSTASH_API_KEY'],
      check: (value) => (/^\S{8,}$/.test(value) ? null : 'A key is one long word without spaces.'),
    },
  ],
  metrics,
  capabilities: [
    {
      id: STATE,
      title: 'State of the store',
      feeds: metrics
        .filter(({ metric }) => metric !== MetricType.LATENCY_MS)
        .map(({ metric }) => summaryKey(KV, metric)),
    },
    { id: DEVELOPER, title: 'Billed commands at Upstash', feeds: [summaryKey(KV, COMMANDS_PER_MONTH)] },
    { id: LATENCY, title: 'Latency from this computer', feeds: [summaryKey(KV, MetricType.LATENCY_MS)] },
  ],
  billingProvider: 'vercel-kv',
  baseUrl: '',
  baseUrlVariable: 'HEADROOM_REDIS_REST_URL',
  otherBaseUrls: [
    { title: "Upstash's developer API", url: UPSTASH_URL, setting: 'upstashUrl', variable: 'HEADROOM_UPSTASH_URL' },
  ],
  addressSettings: ['restUrl'],
  statusPage: upstashStatusPage,
  recognize: recognizeRedis,
  links: {
    usage: (connection) => pageOf(connection),
    upgrade: (connection) => pageOf(connection),
  },
};

/** Upstash's page where the store is one of Upstash, however it was found (B: public clients of it, seen in 2026). */
function upstashStatusPage({ settings, billing }: Connection): StatusPage | null {
  const isUpstash =
    settings['kind'] === 'upstash' ||
    billing?.provider === 'upstash' ||
    [settings['restUrl'], settings['host']].some((at) =>
      /\.(upstash\.io|kv\.vercel-storage\.com)(?=$|[:/])/.test(at ?? ''),
    );
  return isUpstash ? { title: 'Upstash', url: 'https://status.upstash.com/api/v2/status.json', form: 'status' } : null;
}

function pageOf(connection: Connection): string {
  return connection.billing?.provider === 'vercel-kv'
    ? 'https://vercel.com/dashboard/stores'
    : 'https://console.upstash.com/redis';
}
