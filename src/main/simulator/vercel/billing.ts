import { z } from 'zod';
import { type DaySpan, dayCutter } from '#shared/core/calendar/calendar';
import type { Instant, Period } from '#shared/domain/instant';
import type { Slice, World } from '../world';
import { BILLING_ZONE, billedSince, billingPeriod, planAt } from './account';
import productData from './products.json' with { type: 'json' };
import { regionalPrice } from './region-prices';

const productSchema = z.strictObject({
  key: z.string(),
  slug: z.string(),
  title: z.string(),
  category: z.string(),
  /** ServiceName, ServiceCategory and ConsumedUnit of FOCUS. */
  service: z.string(),
  serviceCategory: z.string(),
  consumedUnit: z.string(),
  unit: z.union([
    z.strictObject({ kind: z.literal('custom'), singular: z.string(), plural: z.string() }),
    z.strictObject({ kind: z.literal('digitalStorage'), name: z.string() }),
  ]),
  /** Base units of the scenario in one unit of the bill. */
  scale: z.number().positive(),
  /** Dollars for `per` units of the bill, beyond `included` of them in a billing period. */
  price: z.number().nonnegative(),
  per: z.number().positive(),
  included: z.number().nonnegative(),
  regional: z.boolean(),
});
export type Product = z.infer<typeof productSchema>;

/** What the simulated Vercel sells; prices of Pro in iad1 as of July 2026. */
export const PRODUCTS: readonly Product[] = z.array(productSchema).parse(productData);

/** One day of one product in one place: the atom that costs and charges are made of alike. */
export interface BilledCell {
  readonly product: Product;
  readonly project: string;
  /** Null for a product without regions. */
  readonly region: string | null;
  /** In units of the bill. */
  readonly quantity: number;
  /** Dollars, or MIU on Enterprise, before credits. */
  readonly cost: number;
}

/** The Los Angeles days of `range` that have been billed by `visible`; the last one may be cut short. */
export function* billedDays(world: World, range: Period, visible: Instant): Generator<DaySpan> {
  const cut = dayCutter(BILLING_ZONE);
  const start = Math.max(range.start, billedSince(world));
  const end = Math.min(range.end, visible);
  for (let at = start; at < end; ) {
    const day = cut(at);
    yield { day: day.day, start: Math.max(day.start, start), end: Math.min(day.end, end) };
    at = day.end;
  }
}

/** All cells of `span`, which lies within one billing day; cells without use are left out. */
export function* cellsOf(world: World, span: Period): Generator<BilledCell> {
  for (const product of PRODUCTS) {
    if (world.scenario.usage[product.key] !== undefined) {
      yield* productCells(world, product, span);
    }
  }
}

function* productCells(world: World, product: Product, span: Period): Generator<BilledCell> {
  const regions = product.regional ? Object.keys(world.scenario.regions) : [null];
  const share = billedShare(world, product, span);
  for (const { name: project } of world.projects) {
    for (const region of regions) {
      const slice: Slice = region === null ? { project } : { project, region };
      const amount = world.usage(product.key, slice, span);
      if (amount > 0) {
        const quantity = amount / product.scale;
        const price = regionalPrice(product.key, product.price, region);
        yield { product, project, region, quantity, cost: quantity * (price / product.per) * share };
      }
    }
  }
}

/** The part of `span`'s use that lies beyond what the plan includes in the billing period. */
function billedShare(world: World, product: Product, span: Period): number {
  if (product.included === 0) {
    return 1;
  }
  const { start } = billingPeriod(world, span.start);
  const before = world.usage(product.key, {}, { start, end: span.start }) / product.scale;
  const within = world.usage(product.key, {}, span) / product.scale;
  const beyond = Math.max(0, before + within - product.included) - Math.max(0, before - product.included);
  return within === 0 ? 0 : beyond / within;
}

/** What the seats cost a month, in dollars; Enterprise pays by contract. */
export function licenceCost(world: World, instant: Instant): number {
  const { plan, seats } = planAt(world, instant);
  return plan === 'pro' ? 20 * Math.max(1, seats) : 0;
}

/** Infrastructure used in the billing period so far, before the credit, in dollars. */
export function infrastructureCost(world: World, visible: Instant): number {
  const period = billingPeriod(world, world.now());
  let sum = 0;
  for (const day of billedDays(world, period, visible)) {
    for (const cell of cellsOf(world, day)) {
      sum += cell.cost;
    }
  }
  return sum;
}
