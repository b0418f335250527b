import type { MetricDefinition } from '#shared/domain/metric';
import { InfrastructureService, MetricType } from '#shared/domain/service';

export const POSTGRES = InfrastructureService.VERCEL_POSTGRES;
export const NEON = InfrastructureService.NEON_POSTGRES;

const common = { service: POSTGRES, group: 'Postgres', zone: 'UTC', kind: 'gauge' } as const;
const neon = { service: NEON, group: 'Neon', zone: 'UTC' } as const;

export const ROLE_CONNECTIONS = 'ROLE_CONNECTIONS';
export const DATABASE_CONNECTIONS = 'DATABASE_CONNECTIONS';

/** What SQL tells. */
export const sqlDefinitions: readonly MetricDefinition[] = [
  {
    ...common,
    metric: MetricType.STORAGE_MB,
    title: 'Postgres storage',
    shortTitle: 'Storage',
    unit: 'MB',
    icon: 'database',
    consequence: 'Postgres then refuses writes',
  },
  {
    ...common,
    metric: MetricType.CONNECTIONS,
    title: 'Postgres connections',
    shortTitle: 'Connections',
    unit: 'connections',
    icon: 'plug',
    consequence: 'Postgres then refuses new connections',
  },
  {
    ...common,
    metric: ROLE_CONNECTIONS,
    title: 'Postgres connections of the role',
    shortTitle: 'By the role',
    unit: 'connections',
    icon: 'plug',
    consequence: 'Postgres then refuses new connections of this role',
  },
  {
    ...common,
    metric: DATABASE_CONNECTIONS,
    title: 'Postgres connections to the database',
    shortTitle: 'To the database',
    unit: 'connections',
    icon: 'plug',
    consequence: 'Postgres then refuses new connections to this database',
  },
  {
    ...common,
    metric: MetricType.LATENCY_MS,
    title: 'Postgres latency from this computer',
    shortTitle: 'Latency from here',
    unit: 'ms',
    icon: 'timer',
  },
  {
    ...common,
    metric: 'QUERY_LATENCY_MS',
    title: 'Mean time of a Postgres query',
    shortTitle: 'Query time',
    unit: 'ms',
    icon: 'timer-reset',
  },
  {
    ...common,
    metric: 'QUERIES_PER_DAY',
    title: 'Postgres queries',
    shortTitle: 'Queries',
    unit: 'queries',
    kind: 'daily',
    icon: 'terminal',
  },
  {
    ...common,
    metric: 'CACHE_HIT_RATE',
    title: 'Postgres cache hits',
    shortTitle: 'Cache hits',
    unit: 'percent',
    icon: 'target',
  },
  {
    ...common,
    metric: 'DEAD_ROWS_PERCENT',
    title: 'Dead rows in Postgres',
    shortTitle: 'Dead rows',
    unit: 'percent',
    icon: 'trash-2',
  },
  {
    ...common,
    metric: 'WRAPAROUND_PERCENT',
    title: 'Transaction ids used up in Postgres',
    shortTitle: 'Wraparound',
    unit: 'percent',
    icon: 'refresh-cw',
    consequence: 'Postgres then refuses writes until a vacuum is through',
  },
  {
    ...common,
    metric: 'IDLE_IN_TRANSACTION_SECONDS',
    title: 'Longest idle transaction in Postgres',
    shortTitle: 'Idle in transaction',
    unit: 'seconds',
    icon: 'pause',
  },
  {
    ...common,
    metric: 'LONGEST_QUERY_SECONDS',
    title: 'Longest running Postgres query',
    shortTitle: 'Longest query',
    unit: 'seconds',
    icon: 'hourglass',
  },
];

/** What Neon's own interface tells, without waking anything. */
export const neonDefinitions: readonly MetricDefinition[] = [
  {
    ...neon,
    metric: 'COMPUTE_CU_HOURS',
    title: 'Neon compute',
    shortTitle: 'Compute',
    unit: 'CU-hours',
    kind: 'period',
    amounts: 'COMPUTE_CU_HOURS_PER_DAY',
    icon: 'cpu',
    consequence: 'Neon then stops the compute on Free and charges more on the other plans',
  },
  {
    ...neon,
    metric: 'STORAGE_GB',
    title: 'Neon storage',
    shortTitle: 'Storage',
    unit: 'GB',
    kind: 'gauge',
    icon: 'database',
    consequence: 'Neon then refuses writes on Free and charges more on the other plans',
  },
  {
    ...neon,
    metric: 'PUBLIC_TRANSFER_GB',
    title: 'Neon transfer',
    shortTitle: 'Transfer',
    unit: 'GB',
    kind: 'period',
    amounts: 'TRANSFER_GB_PER_DAY',
    icon: 'arrow-down-up',
    consequence: 'Neon then stops the compute on Free and charges more on the other plans',
  },
  {
    ...neon,
    metric: 'COMPUTE_CU_HOURS_PER_DAY',
    title: 'Neon compute by the day',
    shortTitle: 'Compute a day',
    unit: 'CU-hours',
    kind: 'daily',
    icon: 'cpu',
  },
  {
    ...neon,
    metric: 'TRANSFER_GB_PER_DAY',
    title: 'Neon transfer by the day',
    shortTitle: 'Transfer a day',
    unit: 'GB',
    kind: 'daily',
    icon: 'arrow-down-up',
  },
];
