// The monitors' names for what the price list calls otherwise. 1 GB is read as 1,000 MB: Upstash's
// plan of 0.25 GB is called "250MB".
export const aliases = [
  {
    provider: 'vercel',
    service: 'VERCEL_BANDWIDTH',
    metric: 'FAST_DATA_TRANSFER_GB',
    asService: 'VERCEL_BANDWIDTH',
    asMetric: 'BANDWIDTH_GB',
    factor: 1,
  },
  {
    provider: 'upstash',
    service: 'UPSTASH_REDIS',
    metric: 'DATA_SIZE_MB',
    asService: 'UPSTASH_REDIS',
    asMetric: 'STORAGE_MB',
    factor: 1,
  },
  {
    provider: 'upstash',
    service: 'UPSTASH_REDIS',
    metric: 'DATA_SIZE_GB',
    asService: 'UPSTASH_REDIS',
    asMetric: 'STORAGE_MB',
    factor: 1000,
  },
  {
    provider: 'upstash',
    service: 'UPSTASH_REDIS',
    metric: 'STORAGE_GB',
    asService: 'UPSTASH_REDIS',
    asMetric: 'STORAGE_MB',
    factor: 1000,
  },
  {
    provider: 'upstash',
    service: 'UPSTASH_REDIS',
    metric: 'COMMANDS',
    asService: 'UPSTASH_REDIS',
    asMetric: 'COMMANDS_PER_MONTH',
    factor: 1,
  },
];
export const serviceAliases = [
  { provider: 'upstash', service: 'UPSTASH_REDIS', asService: 'VERCEL_KV' },
  { provider: 'redis-cloud', service: 'REDIS_CLOUD', asService: 'VERCEL_KV' },
  { provider: 'neon', service: 'NEON_POSTGRES', asService: 'VERCEL_POSTGRES' },
];
export const buildMachines = [
  { machine: 'standard', vcpus: 4, metric: 'BUILD_MINUTES_STANDARD' },
  { machine: 'enhanced', vcpus: 8, metric: 'BUILD_MINUTES_ENHANCED' },
  { machine: 'turbo', vcpus: 30, metric: 'BUILD_MINUTES_TURBO' },
];
