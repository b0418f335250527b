import type { ProviderCloud } from './exchange';
import { upstashRestCloud } from './upstash/rest';
import { vercelCloud } from './vercel/cloud';
import type { World } from './world';

/** All simulated hosts. Vercel also answers without a prefix, since its command line takes a bare base URL. */
export function createClouds(world: World): ProviderCloud[] {
  return [vercelCloud(world, '/vercel'), upstashRestCloud(world), vercelCloud(world, '')];
}
