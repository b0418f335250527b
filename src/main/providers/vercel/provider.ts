import type { Provider } from '../monitor';
import { vercelDescriptor } from './descriptor';
import { VercelPlatformMonitor } from './monitors/vercel-platform-monitor';
import { verifyVercel } from './verify';

export const vercel: Provider = {
  descriptor: vercelDescriptor,
  verify: verifyVercel,
  monitor: new VercelPlatformMonitor(),
};
