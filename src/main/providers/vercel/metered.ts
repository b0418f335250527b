import { z } from 'zod';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import { BILLING_ZONE } from './constants';
import products from './products.json' with { type: 'json' };

const meteredSchema = z.strictObject({
  service: z.string(),
  metric: z.string(),
  unit: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  icon: z.string(),
  kind: z.enum(['daily', 'gauge']),
  consequence: z.string().optional(),
  /** Which fields of `/v2/usage` add up to it, and how many of them make one of `unit`. */
  usage: z
    .strictObject({ type: z.string(), fields: z.array(z.string()).min(1), per: z.number().positive() })
    .optional(),
  /** Slugs and titles under which the billing sources name it. */
  products: z.array(z.string()).optional(),
  /** Id of the fresh count in `/metrics/v1`. */
  observability: z.string().optional(),
});

/** A resource that Vercel meters. The list is data: a new one is a row in `products.json`. */
export type Metered = z.infer<typeof meteredSchema>;

export const METERED: readonly Metered[] = z.array(meteredSchema).parse(products);

/** Where the days of a metric are cut: UTC by `/v2/usage`, Los Angeles by the billing sources. */
function zoneOf(metered: Metered): string {
  return metered.usage === undefined ? BILLING_ZONE : 'UTC';
}

/** `/v2/usage` counts within the hour, the billing sources name a day two days later. Seen, not documented. */
const COUNTED_AFTER = HOUR;
const BILLED_AFTER = 2 * DAY;

export const meteredDefinitions: readonly MetricDefinition[] = METERED.map((metered) => ({
  service: metered.service,
  metric: metered.metric,
  title: metered.title,
  shortTitle: metered.shortTitle,
  group: 'Vercel',
  unit: metered.unit,
  kind: metered.kind,
  zone: zoneOf(metered),
  icon: metered.icon,
  lag: metered.usage === undefined ? BILLED_AFTER : COUNTED_AFTER,
  ...(metered.consequence === undefined ? {} : { consequence: metered.consequence }),
}));

const byProduct = new Map(
  METERED.flatMap((metered) => (metered.products ?? []).map((name) => [plainName(name), metered] as const)),
);

/** The resource that a billing source calls `names` (its slug, its title); null for one that is new. Exact names only. */
export function meteredByProduct(...names: readonly string[]): Metered | null {
  for (const name of names) {
    const found = byProduct.get(plainName(name));
    if (found !== undefined) return found;
  }
  return null;
}

/** A source of whole days: where they are cut, and for how many seconds after its end a day is still revised. */
export interface DailySource {
  readonly source: string;
  readonly zone: string;
  readonly settledAfter: number;
}

/** A resource's sample of the day that starts at `time`, as its source tells it. */
export function daySample(
  { service, metric, kind, unit }: Metered,
  { source, zone, settledAfter }: DailySource,
  { time, value, projectId }: Pick<MetricSample, 'time' | 'value' | 'projectId'>,
  now: Instant,
): MetricSample {
  const provisional = now < time + DAY + settledAfter ? { provisional: true } : {};
  return { service, metric, projectId, kind, unit, zone, source, time, value, ...provisional };
}

/** The types of `/v2/usage` that bring something. */
export const USAGE_TYPES: readonly string[] = [
  ...new Set(METERED.flatMap(({ usage }) => (usage === undefined ? [] : [usage.type]))),
];

/** `Function Invocations`, `function_invocations` and `function-invocations` are one name. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
