import type { ProviderDescriptor } from '#main/providers/monitor';
import type { MetricDefinition } from '#shared/domain/metric';
import type { Series } from '#shared/domain/series';
import { capitalized } from '#shared/format/capitalized';

/**
 * The metrics of a connection: those its provider describes, and whatever else was measured or imported.
 * A service that nobody described yet is still shown, under a title made from its name.
 */
export function definitionsOf(
  descriptor: ProviderDescriptor | null,
  series: readonly Series[],
): readonly MetricDefinition[] {
  const described = descriptor?.metrics ?? [];
  const known = new Set(described.map(({ service, metric }) => `${service}/${metric}`));
  const others = new Map<string, MetricDefinition>();
  for (const one of series) {
    const key = `${one.service}/${one.metric}`;
    if (one.projectId === null && !known.has(key)) {
      others.set(key, undescribed(one, descriptor));
    }
  }
  return [...described, ...others.values()];
}

function undescribed(
  { service, metric, unit, kind, zone }: Series,
  descriptor: ProviderDescriptor | null,
): MetricDefinition {
  const title = asTitle(metric);
  return {
    service,
    metric,
    title,
    shortTitle: title,
    group: descriptor?.title ?? asTitle(service),
    unit,
    kind,
    zone,
    icon: descriptor?.icon ?? 'circle-dashed',
  };
}

/** `PAGE_VIEWS` as a title: `Page views`. */
function asTitle(name: string): string {
  return capitalized(name.toLowerCase().replaceAll('_', ' '));
}
