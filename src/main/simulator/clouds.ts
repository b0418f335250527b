import { aiGatewayCloud } from './ai-gateway';
import { anthropicCloud } from './anthropic/cloud';
import type { ProviderCloud } from './exchange';
import { modelCloud } from './model/cloud';
import { neonCloud } from './neon/cloud';
import { openAiCloud } from './openai/cloud';
import { statusPagesCloud } from './status-pages';
import { upstashDeveloperCloud } from './upstash/developer';
import { upstashRestCloud } from './upstash/rest';
import { vercelCloud } from './vercel/cloud';
import type { World } from './world';

/**
 * All hosts that the scenario has. Vercel also answers without a prefix, since its command line takes
 * a bare base URL; it comes last, as its empty prefix fits every path.
 */
export function createClouds(world: World): ProviderCloud[] {
  const { openai, anthropic, neon, upstashDeveloper, aiGateway } = world.scenario;
  return [
    vercelCloud(world, '/vercel'),
    upstashRestCloud(world),
    ...(openai === null ? [] : [openAiCloud(world, openai)]),
    ...(anthropic === null ? [] : [anthropicCloud(world, anthropic)]),
    ...(neon === null ? [] : [neonCloud(world, neon)]),
    ...(upstashDeveloper === null ? [] : [upstashDeveloperCloud(world, upstashDeveloper)]),
    ...(aiGateway === null ? [] : [aiGatewayCloud(world, aiGateway)]),
    statusPagesCloud(world),
    modelCloud(world),
    vercelCloud(world, ''),
  ];
}
