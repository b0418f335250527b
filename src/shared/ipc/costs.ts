import { z } from 'zod';
import { channel, instantSchema, nothing } from './channel';

/** How sure a figure is: computed from the price list, told by the provider but not closed, or billed. */
const costStateSchema = z.enum(['estimate', 'provisional', 'final']);

/** A share of the period's cost under one heading; all shares add up to what is known of the total. Main units. */
const costShareSchema = z.object({
  /** Service, project, region or day; null for what has none, such as the plan's fee by project. */
  key: z.string().nullable(),
  title: z.string(),
  amount: z.number(),
  effectiveAmount: z.number(),
  listAmount: z.number(),
  state: costStateSchema,
  /** How many parts of it have no known cost: the share is then "at least". */
  unknown: z.number().int(),
});

const costComponentSchema = z.object({
  service: z.string(),
  metric: z.string(),
  title: z.string(),
  region: z.string().nullable(),
  unit: z.string(),
  quantity: z.number(),
  included: z.number(),
  billedQuantity: z.number(),
  /** `$0.15 per GB`; empty when there is no price. */
  price: z.string(),
  tier: z.string(),
  /** Null: not known, and `reason` says why. */
  amount: z.number().nullable(),
  reason: z.string(),
  source: z.string(),
  /** `YYYY-MM-DD`; null for an undated source. */
  sourceDate: z.string().nullable(),
  /** The source is older than ninety days, or has no date. */
  sourceOld: z.boolean(),
});

export const costsSchema = z.object({
  connectionId: z.string(),
  title: z.string(),
  planName: z.string().nullable(),
  currency: z.string(),
  periodStart: instantSchema,
  periodEnd: instantSchema,
  /** The zone that the period's days are counted in. */
  zone: z.string(),
  /** Whole days passed, today included, and in all. */
  day: z.number().int(),
  days: z.number().int(),
  state: costStateSchema,
  /** One sentence that answers the screen's question. */
  headline: z.string(),
  /** Invoice side (FOCUS BilledCost): fee, charges before credit, credit, what is due so far. Null is unknown. */
  soFar: z.object({
    total: z.number().nullable(),
    atLeast: z.number(),
    fee: z.number().nullable(),
    charges: z.number(),
    creditIncluded: z.number(),
    creditUsed: z.number(),
    creditLeft: z.number(),
  }),
  /** Consumption side (FOCUS EffectiveCost and ListCost). */
  effective: z.number(),
  list: z.number(),
  /** At the period's end; null while a part is unknown, with the reason in `unknown`. */
  projected: z
    .object({
      total: z.number().nullable(),
      atLeast: z.number(),
      interval: z.tuple([z.number(), z.number()]).nullable(),
    })
    .nullable(),
  budget: z
    .object({
      amount: z.number(),
      spentPercent: z.number().nullable(),
      verdict: z.enum(['within', 'will-pass', 'passed', 'unknown']),
    })
    .nullable(),
  /** Every budget of the connection, the account's own among them. */
  budgets: z.array(
    z.object({
      scope: z.enum(['account', 'project', 'service']),
      /** Project or service; null for the account. */
      key: z.string().nullable(),
      title: z.string(),
      amount: z.number(),
      spent: z.number(),
      projected: z.number().nullable(),
      spentPercent: z.number().nullable(),
      verdict: z.enum(['within', 'will-pass', 'passed', 'unknown']),
    }),
  ),
  /** Days (`YYYY-MM-DD`) on which something is used up within this period; null: not this period. */
  runOut: z.object({
    credit: z.string().nullable(),
    /** The credit is expected to last until the period ends; false also where nobody can tell. */
    creditLasts: z.boolean(),
    budget: z.string().nullable(),
    allowances: z.array(z.object({ title: z.string(), day: z.string() })),
  }),
  byService: z.array(costShareSchema),
  byProject: z.array(costShareSchema),
  byDay: z.array(costShareSchema),
  byRegion: z.array(costShareSchema),
  /** Where the split by region comes from; empty when it is that of the other splits. */
  byRegionNote: z.string(),
  components: z.array(costComponentSchema),
  unknown: z.array(z.object({ title: z.string(), reason: z.string() })),
  assumptions: z.array(z.string()),
  /** The estimate against the provider's own rows for the same days; null while there are none. */
  reconciliation: z
    .object({
      estimated: z.number(),
      billed: z.number(),
      through: z.string(),
      differences: z.array(z.object({ cause: z.string(), amount: z.number(), explanation: z.string() })),
      unexplained: z.number(),
    })
    .nullable(),
  /** The price list's own date (`YYYY-MM-DD`). */
  pricesAsOf: z.string(),
});
export type CostsView = z.infer<typeof costsSchema>;

/** AI spend of the calendar month (UTC), by model. */
export const aiCostsSchema = z.object({
  month: z.string(),
  /** Null: a part is not known, and it is `atLeast`. */
  total: z.number().nullable(),
  atLeast: z.number(),
  /** At the month's end, with the interval that holds in 8 of 10 cases; null while it is too early to tell. */
  projected: z.object({ total: z.number(), interval: z.tuple([z.number(), z.number()]) }).nullable(),
  currency: z.string(),
  /** What is charged in other currencies, which is never added. */
  others: z.array(z.object({ currency: z.string(), total: z.number() })),
  /** Each day (UTC), oldest first, a currency a row: those of a currency add up to its total. */
  byDay: z.array(z.object({ day: z.string(), amount: z.number(), currency: z.string() })),
  models: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      cost: z.number().nullable(),
      currency: z.string(),
      tokens: z.number(),
      inputTokens: z.number(),
      outputTokens: z.number(),
      /** Cached share of all input, 0 to 1; null without input. */
      cacheShare: z.number().nullable(),
    }),
  ),
  dataAsOf: instantSchema.nullable(),
});

export type AiCostsView = z.infer<typeof aiCostsSchema>;

/** Everything that is paid a month, as it is and as it would be. */
export const whatIfSchema = z.object({
  /** What was changed, as words: `traffic × 2`. */
  changes: z.array(z.string()),
  today: z.object({ planName: z.string(), total: z.number().nullable(), atLeast: z.number() }),
  changed: z.object({ planName: z.string(), total: z.number().nullable(), atLeast: z.number() }),
  difference: z.number().nullable(),
  /** A flat-rate tier that is too small holds for so many cycles, then moves up to `changed`; null elsewhere. */
  firstCycle: z
    .object({ planName: z.string(), cycles: z.number().int(), total: z.number(), difference: z.number() })
    .nullable(),
  /** What each account comes to, today and then. */
  accounts: z.array(z.object({ connection: z.string(), title: z.string(), today: z.number(), changed: z.number() })),
  lines: z.array(z.object({ title: z.string(), today: z.number().nullable(), changed: z.number().nullable() })),
  notes: z.array(z.string()),
});
export type WhatIfView = z.infer<typeof whatIfSchema>;

/** What the latest change of use or plan does to the costs, and who carries it. Main units of `currency`. */
export const costChangeSchema = z.object({
  /** First day (`YYYY-MM-DD`) on which the costs were others. */
  since: z.string(),
  /** Whole days that came since: with fewer than four it may be a spike. */
  days: z.number().int(),
  currency: z.string(),
  /** Last day (`YYYY-MM-DD`) that the amounts count to; null where the parts' periods end on different days. */
  through: z.string().nullable(),
  /** What more is to pay by the end of the period; the same before the included credit. */
  due: z.number(),
  charges: z.number(),
  /** What the period comes to with the change, and would come to without; null while a part is unknown. */
  total: z.object({ before: z.number(), now: z.number() }).nullable(),
  /** Largest first; their amounts add up to `due` and to `charges`. */
  parts: z.array(
    z.object({
      /** `function CPU of storefront`, `gpt-6.1-sol in api`. */
      title: z.string(),
      account: z.string(),
      due: z.number(),
      charges: z.number(),
      /** Of `due`, or of `charges` where nothing more is due; null when these are 0. */
      share: z.number().nullable(),
      /** `0.5 to 0.9 CPU-hours a day at $0.128 per CPU-hour`. */
      detail: z.string(),
    }),
  ),
  /** The part that carries it: what changed about its use. */
  lead: z.object({ title: z.string(), detail: z.string() }).nullable(),
  /** What began when it did: a likely cause, not a proven one. */
  cause: z.object({ title: z.string(), detail: z.string(), t: instantSchema.nullable() }).nullable(),
  /** `+$86 by 30 Nov since Tuesday: 78 % is function CPU of storefront, from deployment abc1234.` */
  headline: z.string(),
  /** What the credit pays: `+$0.86 of use, nothing to pay` and `78 % is function CPU of storefront`; null for none. */
  insideCredit: z.object({ title: z.string(), detail: z.string() }).nullable(),
  notes: z.array(z.string()),
});
export type CostChangeView = z.infer<typeof costChangeSchema>;

const connection = z.object({ connectionId: z.string().max(100) });

export const costChannels = {
  /** One entry a billed connection. */
  'costs:list': channel(nothing, z.array(costsSchema)),
  'costs:ai': channel(nothing, aiCostsSchema.nullable()),
  /** Null while nothing changed what is spent. */
  'costs:change': channel(nothing, costChangeSchema.nullable()),
  /** Works a what-if out with the real price list: `traffic=2,plan=pro`. */
  'costs:what-if': channel(connection.extend({ changes: z.string().max(500) }), whatIfSchema),
  'costs:plans': channel(
    connection,
    z.array(z.object({ plan: z.string(), name: z.string(), fee: z.number().nullable() })),
  ),
  /** What a what-if can name besides plans, from the price list. */
  'costs:choices': channel(
    connection,
    z.object({
      regions: z.array(z.string()),
      buildMachines: z.array(z.string()),
      /** Models that were charged for, and those that the price list has. */
      usedModels: z.array(z.string()),
      models: z.array(z.string()),
    }),
  ),
  /** USD a period; null takes the budget away. Without a scope it is the account's; an empty account: everything's. */
  'costs:set-budget': channel(
    z.object({
      connectionId: z.string().max(200),
      scope: z.enum(['account', 'project', 'service']).optional(),
      /** The project or service; left out for the account. */
      key: z.string().min(1).max(200).optional(),
      amount: z.number().min(0).max(1e9).nullable(),
    }),
    nothing,
  ),
};
