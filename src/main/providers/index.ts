import type { ProviderEntry, RecognizedAddress } from './monitor';
import { postgresDescriptor } from './postgres/descriptor';
import { redisDescriptor } from './redis/descriptor';
import { vercelDescriptor } from './vercel/descriptor';

/** Every provider that Headroom knows: a folder beside this file, and a line here. */
export const registry: readonly ProviderEntry[] = [
  { descriptor: vercelDescriptor, load: async () => (await import('./vercel/provider')).vercel },
  { descriptor: redisDescriptor, load: async () => (await import('./redis/provider')).redis },
  { descriptor: postgresDescriptor, load: async () => (await import('./postgres/provider')).postgres },
];

/** The provider of that id, or null. */
export function findProvider(id: string, providers: readonly ProviderEntry[] = registry): ProviderEntry | null {
  return providers.find(({ descriptor }) => descriptor.id === id) ?? null;
}

/** What a pasted address or key belongs to; null when no provider knows it. No network. */
export function recognizeAddress(
  text: string,
  providers: readonly ProviderEntry[] = registry,
): RecognizedAddress | null {
  for (const { descriptor } of providers) {
    const recognized = descriptor.recognize?.(text) ?? null;
    if (recognized !== null) return recognized;
  }
  return null;
}
