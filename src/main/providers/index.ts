import { aiGatewayDescriptor } from './ai-gateway/descriptor';
import { anthropicDescriptor } from './anthropic/descriptor';
import { importedDescriptor } from './imported/descriptor';
import type { ProviderEntry } from './monitor';
import { openAiDescriptor } from './openai/descriptor';
import { postgresDescriptor } from './postgres/descriptor';
import { redisDescriptor } from './redis/descriptor';
import { vercelDescriptor } from './vercel/descriptor';

/** Every provider that Headroom knows: a folder beside this file, and a line here. */
export const registry: readonly ProviderEntry[] = [
  { descriptor: vercelDescriptor, load: async () => (await import('./vercel/provider')).vercel },
  { descriptor: redisDescriptor, load: async () => (await import('./redis/provider')).redis },
  { descriptor: postgresDescriptor, load: async () => (await import('./postgres/provider')).postgres },
  { descriptor: openAiDescriptor, load: async () => (await import('./openai/provider')).openAi },
  { descriptor: anthropicDescriptor, load: async () => (await import('./anthropic/provider')).anthropic },
  { descriptor: aiGatewayDescriptor, load: async () => (await import('./ai-gateway/provider')).aiGateway },
  { descriptor: importedDescriptor, load: async () => (await import('./imported/provider')).imported },
];
