import type { MetricDefinition } from '#shared/domain/metric';
import { summaryKey } from '#shared/domain/service';
import type { Provider, ProviderDescriptor } from './monitor';

/** The capability that every provider has whose public status page may be asked. */
export const STATUS_PAGE = 'status-page';

/** The descriptors of all registered providers, by what one looks for. */
export interface Catalog {
  readonly descriptors: readonly ProviderDescriptor[];
  descriptor(provider: string): ProviderDescriptor | null;
  definition(provider: string, service: string, metric: string): MetricDefinition | null;
  capabilityTitle(provider: string, capability: string): string;
  /** Ids of the capabilities that bring this metric. */
  feeding(provider: string, metric: Pick<MetricDefinition, 'service' | 'metric'>): readonly string[];
}

export function createCatalog(providers: readonly Pick<Provider, 'descriptor'>[]): Catalog {
  const descriptors = providers.map((provider) => provider.descriptor);
  const find = (id: string) => descriptors.find((descriptor) => descriptor.id === id) ?? null;
  return {
    descriptors,
    descriptor: find,
    definition: (provider, service, metric) =>
      find(provider)?.metrics.find((known) => known.service === service && known.metric === metric) ?? null,
    capabilityTitle: (provider, capability) =>
      capability === STATUS_PAGE
        ? 'Status page'
        : (find(provider)?.capabilities.find((known) => known.id === capability)?.title ?? capability),
    feeding: (provider, { service, metric }) =>
      (find(provider)?.capabilities ?? [])
        .filter((capability) => capability.feeds.includes(summaryKey(service, metric)))
        .map((capability) => capability.id),
  };
}
