import { MetricType, summaryKey } from '#shared/domain/service';
import { type Capability, type ProviderDescriptor, QUERY_TEXTS_SETTING, unencryptedField } from '../monitor';
import { certificateField } from '../store-tls';
import { readPostgresAddress, recognizePostgres } from './address';
import { DATABASE_CONNECTIONS, NEON, neonDefinitions, POSTGRES, ROLE_CONNECTIONS, sqlDefinitions } from './definitions';
import { neonBilledAs } from './neon/billed-metrics';
import { neonStatusPage } from './neon/status-page';
import { DEFAULT_SQL_MINUTES, wakingSentence } from './neon/waking';

/** The interface of Neon. */
const NEON_URL = 'https://console.neon.tech/api/v2';

export const SIZE = 'size';
export const CONNECTIONS = 'connections';
export const LATENCY = 'latency';
export const ACTIVITY = 'activity';
export const HEALTH = 'health';
export const STATEMENTS = 'statements';
export const NEON_USAGE = 'neon:usage';
export const NEON_STATE = 'neon:state';
export const NEON_DAYS = 'neon:days';

/** Capabilities that take a visit by SQL. */
export const SQL_CAPABILITIES = [SIZE, CONNECTIONS, LATENCY, ACTIVITY, HEALTH, STATEMENTS] as const;

const sql = (id: string, title: string, metrics: readonly string[]): Capability => ({
  id,
  title,
  feeds: metrics.map((metric) => summaryKey(POSTGRES, metric)),
});
const neon = (id: string, title: string, metrics: readonly string[]): Capability => ({
  id,
  title,
  feeds: metrics.map((metric) => summaryKey(NEON, metric)),
});

export const postgresDescriptor: ProviderDescriptor = {
  id: 'postgres',
  title: 'Postgres',
  icon: 'database-zap',
  fields: [
    {
      key: 'url',
      label: 'Address',
      secret: true,
      required: false,
      help: 'Best the direct one (DATABASE_URL_UNPOOLED) with a role of its own that has pg_monitor. Headroom only reads, in one short connection.',
      placeholder: 'postgres://headroom:password@host:5432/database?sslmode=require',
      environment: ['DATABASE_URL_UNPOOLED', 'POSTGRES_URL_NON_POOLING', 'DATABASE_URL', 'POSTGRES_URL'],
      check: (value) => {
        const address = readPostgresAddress(value);
        return address.ok ? null : `${address.failure.message} ${address.failure.action}`;
      },
    },
    {
      key: 'neonApiKey',
      label: 'Neon API key',
      secret: true,
      required: false,
      help: 'For Neon: usage without waking the database, and SQL only while it is awake anyway.',
      placeholder: 'napi_…',
      link: 'https://console.neon.tech/app/settings/api-keys',
      environment: ['NEON_API_KEY'],
      check: (value) => (/^\S{12,}$/.test(value) ? null : 'A key of Neon is one long word, mostly napi_….'),
    },
    {
      key: 'neonProjectId',
      label: 'Neon project',
      secret: false,
      required: false,
      help: 'Empty: all projects that the key sees.',
      environment: ['NEON_PROJECT_ID'],
    },
    {
      key: 'neonOrgId',
      label: 'Neon organization',
      secret: false,
      required: false,
      help: 'Needed for a personal key that sees several organizations.',
      placeholder: 'org-…',
      environment: ['NEON_ORG_ID'],
    },
    {
      key: 'sqlEveryMinutes',
      label: 'SQL at most every … minutes',
      secret: false,
      required: false,
      help: `Only for Neon without a key, where each visit wakes the database. Empty: ${DEFAULT_SQL_MINUTES}. ${wakingSentence(15)} ${wakingSentence(DEFAULT_SQL_MINUTES)}`,
      placeholder: String(DEFAULT_SQL_MINUTES),
      environment: ['HEADROOM_SQL_EVERY_MINUTES'],
      check: (value) => (/^[1-9]\d{0,4}$/.test(value) ? null : 'A whole number of minutes.'),
    },
    {
      key: QUERY_TEXTS_SETTING,
      label: 'Show the texts of queries',
      secret: false,
      required: false,
      help: 'Write yes to keep and show them, their values taken out. Empty: only their numbers, since a text may still hold data.',
      placeholder: 'no',
      environment: ['HEADROOM_QUERY_TEXTS'],
      check: (value) => (/^(yes|no)$/i.test(value) ? null : 'Write yes or no.'),
    },
    certificateField('HEADROOM_POSTGRES_CERTIFICATE'),
    unencryptedField('HEADROOM_POSTGRES_UNENCRYPTED'),
  ],
  metrics: [...sqlDefinitions, ...neonDefinitions],
  capabilities: [
    sql(SIZE, 'Size of the database', [MetricType.STORAGE_MB]),
    sql(CONNECTIONS, 'Connections', [MetricType.CONNECTIONS, ROLE_CONNECTIONS, DATABASE_CONNECTIONS]),
    sql(LATENCY, 'Latency from this computer', [MetricType.LATENCY_MS]),
    sql(ACTIVITY, 'What sessions do', ['IDLE_IN_TRANSACTION_SECONDS', 'LONGEST_QUERY_SECONDS']),
    sql(HEALTH, 'Cache, dead rows, wraparound', ['CACHE_HIT_RATE', 'DEAD_ROWS_PERCENT', 'WRAPAROUND_PERCENT']),
    sql(STATEMENTS, 'Query statistics', ['QUERIES_PER_DAY', 'QUERY_LATENCY_MS']),
    neon(NEON_USAGE, 'Usage of the month at Neon', ['COMPUTE_CU_HOURS', 'STORAGE_GB', 'PUBLIC_TRANSFER_GB']),
    neon(NEON_DAYS, 'Usage by day at Neon', ['COMPUTE_CU_HOURS_PER_DAY', 'TRANSFER_GB_PER_DAY']),
    { id: NEON_STATE, title: 'Is the Neon compute awake?', feeds: [] },
  ],
  billingProvider: 'neon',
  baseUrl: NEON_URL,
  baseUrlVariable: 'HEADROOM_NEON_URL',
  statusPage: neonStatusPage,
  recognize: recognizePostgres,
  billedAs: neonBilledAs,
  links: {
    usage: () => 'https://console.neon.tech/app/projects',
    upgrade: () => 'https://console.neon.tech/app/billing',
    change: (_connection, change) =>
      change.kind === 'sleep' ? `https://console.neon.tech/app/projects/${encodeURIComponent(change.project)}` : null,
  },
};
