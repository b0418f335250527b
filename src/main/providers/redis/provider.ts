import type { Provider } from '../monitor';
import { redisDescriptor } from './descriptor';
import { VercelKVMonitor } from './monitors/vercel-kv-monitor';
import { verifyRedis } from './verify';

export const redis: Provider = { descriptor: redisDescriptor, verify: verifyRedis, monitor: new VercelKVMonitor() };
