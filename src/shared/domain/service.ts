/** Services that Headroom knows by name. The type is open: a provider brings its own. */
export const InfrastructureService = {
  VERCEL_KV: 'VERCEL_KV',
  VERCEL_POSTGRES: 'VERCEL_POSTGRES',
  VERCEL_BUILD: 'VERCEL_BUILD',
  VERCEL_FUNCTIONS: 'VERCEL_FUNCTIONS',
  VERCEL_BANDWIDTH: 'VERCEL_BANDWIDTH',
  VERCEL_EDGE: 'VERCEL_EDGE',
  VERCEL_ISR: 'VERCEL_ISR',
  VERCEL_BLOB: 'VERCEL_BLOB',
  NEON_POSTGRES: 'NEON_POSTGRES',
  UPSTASH_REDIS: 'UPSTASH_REDIS',
  OPENAI: 'OPENAI',
  ANTHROPIC: 'ANTHROPIC',
} as const;
export type InfrastructureService = (typeof InfrastructureService)[keyof typeof InfrastructureService] | (string & {});

/** Metrics that Headroom knows by name. The type is open, for the same reason. */
export const MetricType = {
  STORAGE_MB: 'STORAGE_MB',
  COMMANDS_PER_DAY: 'COMMANDS_PER_DAY',
  CONNECTIONS: 'CONNECTIONS',
  LATENCY_MS: 'LATENCY_MS',
  BUILD_MINUTES: 'BUILD_MINUTES',
  INVOCATIONS: 'INVOCATIONS',
  BANDWIDTH_GB: 'BANDWIDTH_GB',
  EDGE_REQUESTS: 'EDGE_REQUESTS',
  READS: 'READS',
} as const;
export type MetricType = (typeof MetricType)[keyof typeof MetricType] | (string & {});

/** The key of a usage summary: `VERCEL_KV` and `STORAGE_MB` make `VERCEL_KV_STORAGE_MB`. */
export function summaryKey(service: string, metric: string): string {
  return `${service}_${metric}`;
}
