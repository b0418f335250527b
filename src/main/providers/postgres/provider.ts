import type { Provider } from '../monitor';
import { postgresDescriptor } from './descriptor';
import { VercelPostgresMonitor } from './monitors/vercel-postgres-monitor';
import { verifyPostgres } from './verify';

export const postgres: Provider = {
  descriptor: postgresDescriptor,
  verify: verifyPostgres,
  monitor: new VercelPostgresMonitor(),
};
