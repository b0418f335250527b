import { z } from 'zod';
import type { DaySpan } from '#shared/core/calendar/calendar';
import type { Period } from '#shared/domain/instant';
import { type Ask, json, type Reply, type Route } from '../exchange';
import type { World } from '../world';
import { billedSince, billingPeriod, planAt, planRefusal } from './account';
import { billedDays, cellsOf, licenceCost, PRODUCTS } from './billing';
import { badRequest, isoTime, rangeOf, vercelRefusal } from './respond';

const dimension = z.enum(['product', 'region', 'project']);
type Dimension = z.infer<typeof dimension>;

const bodySchema = z.object({
  from: z.string(),
  to: z.string(),
  metrics: z.array(z.string()).default(['gross_cost', 'quantity']),
  format: z.string().default('timeseries'),
  views: z.record(z.string(), z.object({ groupBy: z.array(dimension) })),
});

/** A cell with its day: the seats come along as one more product. */
interface Entry {
  readonly product: string;
  readonly project: string | null;
  readonly region: string | null;
  readonly dayIndex: number;
  readonly quantity: number;
  readonly cost: number;
  readonly flatRate: boolean;
}

const LICENCE = { slug: 'pro_seats', title: 'Pro Plan', category: 'Subscription Licenses' };

export const REGION_TITLES: Readonly<Record<string, string>> = {
  iad1: 'Washington, D.C., USA',
  fra1: 'Frankfurt, Germany',
  sfo1: 'San Francisco, USA',
  hnd1: 'Tokyo, Japan',
};

/** `POST /v2/billing/costs`: quantity and gross cost by Los Angeles day, in the views that were asked for. */
export function costRoutes(world: World): Route[] {
  return [{ method: 'POST', pattern: '/v2/billing/costs', handle: (ask) => costs(world, ask) }];
}

function costs(world: World, ask: Ask): Reply {
  const refusal = planRefusal(world);
  if (refusal !== null) {
    return vercelRefusal(refusal);
  }
  const body = bodySchema.safeParse(ask.body);
  if (!body.success) {
    return badRequest(`Invalid request: ${body.error.issues[0]?.message ?? 'malformed body'}.`);
  }
  const range = rangeOf(body.data.from, body.data.to, world.now());
  if (typeof range === 'string') {
    return badRequest(range);
  }
  if (range.end <= billedSince(world)) {
    return vercelRefusal({ status: 404, code: 'costs_not_found', message: 'Costs not found.' });
  }
  const days = [...billedDays(world, range, world.now() - world.scenario.lags.costs)];
  const entries = entriesOf(world, days);
  const names = Object.keys(body.data.views);
  // A view may be missing in the answer: the fault drops the last one asked for.
  const kept = ask.faults.has('view-missing') ? names.slice(0, -1) : names;
  const views = Object.fromEntries(
    kept.map((name) => [name, view(entries, body.data.views[name]?.groupBy ?? [], days.length)]),
  );
  return json(answer(world, range, days, views));
}

function answer(world: World, range: Period, days: readonly DaySpan[], views: Record<string, unknown>) {
  const miu = planAt(world, world.now()).plan === 'enterprise';
  const quantities = PRODUCTS.filter((product) => world.scenario.usage[product.key] !== undefined).map((product) => ({
    slug: `quantity_${product.slug}`,
    title: product.title,
    unit: product.unit,
  }));
  return {
    from: isoTime(range.start),
    to: isoTime(range.end),
    queriedAt: isoTime(world.now()),
    availableCurrencies: [miu ? 'MIU' : 'USD'],
    metrics: [
      {
        slug: 'gross_cost',
        title: 'Cost',
        unit: miu ? { kind: 'custom', singular: 'MIU', plural: 'MIUs' } : { kind: 'standard', name: 'USD' },
      },
      ...quantities,
      { slug: 'quantity', title: 'Usage', unit: { kind: 'custom', singular: 'seat', plural: 'seats' } },
    ],
    results: {
      granularity: { unit: 'day', step: 1 },
      times: days.map((day) => isoTime(day.start)),
      dimensionsMeta: {
        product: {
          values: Object.fromEntries(
            [...PRODUCTS, LICENCE].map(({ slug, title, category }) => [slug, { title, category }]),
          ),
        },
        project: { values: Object.fromEntries(world.projects.map(({ id, name }) => [id, { title: name }])) },
        region: {
          values: Object.fromEntries(
            Object.keys(world.scenario.regions).map((region) => [region, { title: REGION_TITLES[region] ?? region }]),
          ),
        },
      },
      views,
    },
  };
}

function entriesOf(world: World, days: readonly DaySpan[]): Entry[] {
  const ids = new Map(world.projects.map(({ id, name }) => [name, id]));
  return days.flatMap((day, dayIndex) => {
    const cells = [...cellsOf(world, day)].map((cell) => ({
      product: cell.product.slug,
      project: ids.get(cell.project) ?? null,
      region: cell.region,
      dayIndex,
      quantity: cell.quantity,
      cost: cell.cost,
      flatRate: false,
    }));
    const licence = licenceCost(world, day.start);
    if (licence === 0) {
      return cells;
    }
    // The seats are invoiced on the first day of the period and counted on each.
    const opens = billingPeriod(world, day.start).start === day.start;
    const seats = planAt(world, day.start).seats;
    return [
      ...cells,
      {
        product: LICENCE.slug,
        project: null,
        region: null,
        dayIndex,
        quantity: seats,
        cost: opens ? licence : 0,
        flatRate: false,
      },
    ];
  });
}

function view(entries: readonly Entry[], groupBy: readonly Dimension[], days: number): unknown {
  const groups = new Map<string, { first: Entry; values: [number, number][] }>();
  for (const entry of entries) {
    const key = groupBy.map((name) => entry[name] ?? '').join('|');
    let group = groups.get(key);
    if (group === undefined) {
      group = { first: entry, values: Array.from({ length: days }, () => [0, 0]) };
      groups.set(key, group);
    }
    const value = group.values[entry.dayIndex];
    if (value !== undefined) {
      value[0] += entry.cost;
      value[1] += entry.quantity;
    }
  }
  return {
    groupBy,
    results: [...groups.values()].map(({ first, values }) => ({
      dimensionValues: Object.fromEntries(groupBy.map((name) => [name, first[name]])),
      metrics: ['gross_cost', first.product === LICENCE.slug ? 'quantity' : `quantity_${first.product}`],
      totalValue: [sum(values, 0), sum(values, 1)],
      values,
      flatRate: first.flatRate,
    })),
  };
}

function sum(values: readonly [number, number][], index: 0 | 1): number {
  return values.reduce((total, value) => total + value[index], 0);
}
