import type { Ask, ProviderCloud, Reply } from '../exchange';
import { hexText } from '../noise';
import type { World } from '../world';
import { accessRefusal } from './account';
import { chargeRoutes } from './charges';
import { costRoutes } from './costs';
import { deploymentRoutes } from './deployments';
import { identityRoutes } from './identity';
import { observabilityRoutes } from './observability';
import { projectRoutes } from './projects';
import { createRateLimiter } from './rate-limit';
import { vercelRefusal } from './respond';
import { spendRoutes } from './spend';
import { storeRoutes } from './stores';
import { usageRoutes } from './usage';

/** `https://api.vercel.com`, under `prefix`. */
export function vercelCloud(world: World, prefix: string): ProviderCloud {
  const limiter = createRateLimiter(world);
  const refuse: ProviderCloud['refuse'] = (refusal) =>
    refusal.status === 429 ? withLimit(world, vercelRefusal(refusal), refusal.message) : vercelRefusal(refusal);
  let requests = 0;
  return {
    prefix,
    routes: [
      ...identityRoutes(world),
      ...projectRoutes(world),
      ...deploymentRoutes(world),
      ...usageRoutes(world),
      ...costRoutes(world),
      ...chargeRoutes(world),
      ...spendRoutes(world),
      ...storeRoutes(world),
      ...observabilityRoutes(world),
    ],
    authorize(ask: Ask): Reply | null {
      const refusal = accessRefusal(world, ask);
      if (refusal !== null) {
        return vercelRefusal(refusal);
      }
      const seconds = limiter.take(ask.path);
      if (seconds === null) {
        return null;
      }
      const reply = refuse({ status: 429, code: 'rate_limited', message: 'Rate limit exceeded.' });
      return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } };
    },
    refuse,
    stamp(ask, reply) {
      requests += 1;
      return {
        ...reply,
        headers: {
          ...limiter.headers(ask.path),
          'x-vercel-id': `sim1::${hexText(world.scenario.seed, 'request', requests, 12)}`,
          ...reply.headers,
        },
      };
    },
  };
}

function withLimit(world: World, reply: Reply, message: string): Reply {
  const reset = (Math.floor(world.now() / 60) + 1) * 60;
  return {
    ...reply,
    payload: {
      kind: 'json',
      value: {
        error: { code: 'rate_limited', message, limit: { total: 1000, remaining: 0, reset, resetMs: reset * 1000 } },
      },
    },
  };
}
