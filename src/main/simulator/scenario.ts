import { z } from 'zod';
import { faultSchema } from './fault';

/** Days counted from the UTC day of the anchor: 0 is that day, -12 twelve days before. */
const dayOffset = z.number().int();

/**
 * How much of something happens a day. `base` is the amount on the anchor's day before weekday and
 * noise; everything else says how the other days differ from it.
 */
export const loadSchema = z.strictObject({
  /** Base units a day: bytes, counts, seconds, tokens, as the metric says. */
  base: z.number().nonnegative(),
  /** Linear growth, base units a day for each day. */
  perDay: z.number().default(0),
  /** Compound growth, percent for each day. */
  percentPerDay: z.number().default(0),
  /** Monday to Sunday; scaled to a mean of 1, so that `base` stays a mean. */
  weekly: z.array(z.number().nonnegative()).length(7).default([1, 1, 1, 1, 1, 1, 1]),
  /** Largest relative deviation of a single day. */
  noise: z.number().min(0).max(0.9).default(0),
  floor: z.number().nonnegative().default(0),
  /** Lasting changes: from `day` on, the level is `factor` times what it was before. */
  shifts: z
    .array(z.strictObject({ day: dayOffset, factor: z.number().positive(), project: z.string().optional() }))
    .default([]),
  /** Days that stand out and are over again. */
  spikes: z
    .array(
      z.strictObject({ day: dayOffset, days: z.number().int().positive().default(1), factor: z.number().positive() }),
    )
    .default([]),
});
export type LoadSpec = z.infer<typeof loadSchema>;

/** A level, such as stored bytes: `at` is exact at the anchor, whatever the ripple. */
export const levelSchema = z.strictObject({
  at: z.number().nonnegative(),
  /** Growth a day; each rate holds from its day until the next one's, the first since ever. */
  rates: z.array(z.strictObject({ fromDay: dayOffset.optional(), perDay: z.number() })).min(1),
  /** Height of the daily wave, zero at the anchor's time of day. */
  ripple: z.number().nonnegative().default(0),
  floor: z.number().nonnegative().default(0),
});
export type LevelSpec = z.infer<typeof levelSchema>;

const usageSchema = loadSchema.extend({
  /** Share of each project, by name; they add up to 1. */
  shares: z.record(z.string(), z.number().min(0).max(1)),
});

const projectSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  framework: z.string().nullable().default('nextjs'),
  createdDay: dayOffset,
  deploymentsPerDay: z.number().min(0).max(48),
  /** Mean wall-clock seconds of a build. */
  buildSeconds: z.number().positive().default(95),
  /** Share of deployments that fail. */
  failing: z.number().min(0).max(1).default(0.04),
  /** Deployments that the story names, beside the ordinary ones. */
  marked: z.array(z.strictObject({ day: dayOffset, hour: z.number().min(0).max(24), message: z.string() })).default([]),
});
export type ScenarioProject = z.infer<typeof projectSchema>;

const tokenSchema = z.strictObject({
  id: z.string(),
  token: z.string(),
  name: z.string(),
  /** `limited` sees its teams only in the short form. */
  kind: z.enum(['account', 'team', 'project', 'limited']),
  createdDay: dayOffset,
  expiresDay: dayOffset.nullable(),
});
export type ScenarioToken = z.infer<typeof tokenSchema>;

const planSchema = z.enum(['hobby', 'pro', 'enterprise']);
export type VercelPlan = z.infer<typeof planSchema>;

const storeEntrySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.enum(['integration', 'blob', 'edge-config']),
  status: z.string().nullable().default('available'),
  product: z.strictObject({ slug: z.string(), name: z.string() }).optional(),
  plan: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      cost: z.string(),
      details: z.array(z.strictObject({ label: z.string(), value: z.string() })).default([]),
    })
    .optional(),
  /** False: the partner reports no usage for it. */
  billingData: z.boolean().default(true),
  quotaExceeded: z.boolean().default(false),
  projects: z.array(z.string()).default([]),
  envVarPrefix: z.string().nullable().default(null),
  environmentVariables: z.array(z.string()).default([]),
  /** Blob only: bytes and objects at the anchor. */
  size: z.number().int().nonnegative().default(0),
  count: z.number().int().nonnegative().default(0),
});
export type ScenarioStore = z.infer<typeof storeEntrySchema>;

const redisSchema = z.strictObject({
  /** The store's name: it makes the path `/upstash/<name>`. */
  name: z.string(),
  token: z.string(),
  readOnlyToken: z.string(),
  /** Whether `INFO` passes with the read-only token; the real answer is not known. */
  readOnlyInfo: z.boolean().default(false),
  storageBytes: levelSchema,
  /** Left out of INFO when null. */
  maxDataBytes: z.number().int().positive().nullable(),
  commands: loadSchema,
  connections: levelSchema,
  maxClients: z.number().int().positive(),
  hitRate: z.number().min(0).max(1),
  /** Keys per stored kilobyte. */
  keysPerKilobyte: z.number().positive().default(1.6),
  /** What a full store does: the value of Redis's `maxmemory-policy`. */
  policy: z.string().default('noeviction'),
  /** Share of the keys that expire, 0 to 1. */
  expiring: z.number().min(0).max(1).default(0.38),
  evictedKeysPerDay: z.number().nonnegative().default(0),
  /** Day on which the counters start again, as after a restart. */
  restartDays: z.array(dayOffset).default([]),
});
export type ScenarioRedis = z.infer<typeof redisSchema>;

/** A budget of the AI Gateway; what it counts is its share of all that the gateway spends. */
const gatewayBudgetSchema = z.strictObject({
  scope: z.enum(['team', 'project', 'user', 'api-key']),
  id: z.string(),
  name: z.string().optional(),
  amount: z.number(),
  refresh: z.enum(['daily', 'weekly', 'monthly', 'none']),
  share: z.number().min(0).max(1).default(1),
  active: z.boolean().default(true),
});

const modelSchema = z.strictObject({
  model: z.string(),
  /** Id of the OpenAI project or Anthropic workspace. */
  project: z.string(),
  apiKey: z.string(),
  /** All tokens a day, input and output. */
  tokens: loadSchema,
  /** Parts of all tokens; what is left over is uncached input. */
  cached: z.number().min(0).max(1),
  cacheWrite: z.number().min(0).max(1).default(0),
  output: z.number().min(0).max(1),
  tokensPerRequest: z.number().positive().default(2600),
  /** Dollars a million tokens. */
  price: z.strictObject({
    uncached: z.number().nonnegative(),
    cached: z.number().nonnegative(),
    cacheWrite: z.number().nonnegative(),
    output: z.number().nonnegative(),
  }),
});
export type ScenarioModel = z.infer<typeof modelSchema>;

const aiSchema = z.strictObject({
  adminKey: z.string(),
  /** A key of the wrong kind: known, but without the right to read usage. */
  projectKey: z.string(),
  organization: z.strictObject({ id: z.string(), name: z.string() }),
  projects: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  models: z.array(modelSchema),
  /** Dollars a month; null: none is set. */
  spendLimit: z.number().positive().nullable().default(null),
  /** Seconds until usage shows up. */
  lagSeconds: z.number().int().nonnegative().default(300),
  /** OpenAI: what is used a day of each kind besides completions, by the last part of its path; the same every day. */
  otherUsage: z.record(z.string(), z.number().nonnegative()).default({}),
});
export type ScenarioAi = z.infer<typeof aiSchema>;

const neonProjectSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  plan: z.string(),
  storageBytes: levelSchema,
  storageLimitBytes: z.number().int().positive().nullable(),
  computeUnitSeconds: loadSchema,
  writtenBytes: loadSchema,
  transferBytes: loadSchema,
  minCu: z.number().positive().default(0.25),
  maxCu: z.number().positive().default(2),
  suspendSeconds: z.number().int().default(0),
  /** UTC hours of the day in which the compute runs. */
  awakeHours: z.array(z.number().int().min(0).max(23)),
});
export type ScenarioNeonProject = z.infer<typeof neonProjectSchema>;

export const scenarioSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  /** Seed of all noise. */
  seed: z.number().int(),
  /** Days of history before the anchor; before that nothing happened. */
  historyDays: z.number().int().positive(),
  user: z.strictObject({ id: z.string(), username: z.string(), email: z.string(), name: z.string() }),
  team: z.strictObject({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    createdDay: dayOffset,
    role: z.string().default('OWNER'),
    /** Day of month on which the billing period starts. */
    billingDay: z.number().int().min(1).max(31).default(1),
  }),
  /** A second team that the token may not read. */
  otherTeam: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }).nullable().default(null),
  /** The plan from each day on, oldest first; the first holds since ever. */
  plans: z
    .array(
      z.strictObject({
        fromDay: dayOffset.optional(),
        plan: planSchema,
        iteration: z.string().nullable().default(null),
        seats: z.number().int().nonnegative().default(1),
      }),
    )
    .min(1),
  softBlock: z
    .strictObject({
      fromDay: dayOffset,
      /** The day on which it ends by itself, which the answer then announces. */
      untilDay: dayOffset.optional(),
      reason: z.string(),
      overage: z.string().optional(),
    })
    .nullable()
    .default(null),
  tokens: z.array(tokenSchema).min(1),
  projects: z.array(projectSchema),
  /** Share of the traffic by region; they add up to 1. */
  regions: z.record(z.string(), z.number().min(0).max(1)),
  /** By key of `vercel/products.json`. */
  usage: z.record(z.string(), usageSchema),
  /** Has Observability Plus, so that `/metrics/v1` answers. */
  observabilityPlus: z.boolean().default(false),
  credit: z.number().nonnegative().default(0),
  /** Enterprise: managed infrastructure units committed a year. */
  commitmentMiu: z.number().nonnegative().default(0),
  budget: z
    .strictObject({
      amount: z.number().positive(),
      thresholds: z.array(z.number()),
      pauseAt: z.number().nullable().default(null),
    })
    .nullable()
    .default(null),
  lags: z
    .strictObject({
      usage: z.number().int().nonnegative().default(3_600),
      costs: z.number().int().nonnegative().default(3_600),
      charges: z.number().int().nonnegative().default(172_800),
      metrics: z.number().int().nonnegative().default(60),
      rollover: z.number().int().nonnegative().default(600),
      /** A usage row of a day that is over stays this share too low for `revisionSeconds`. */
      revision: z.number().min(0).max(0.5).default(0),
      revisionSeconds: z.number().int().nonnegative().default(43_200),
    })
    .prefault({}),
  /** Requests a minute by path prefix; `*` for all others. */
  rateLimits: z.record(z.string(), z.number().int().positive()).default({ '*': 1000 }),
  stores: z.array(storeEntrySchema).default([]),
  redis: z.array(redisSchema).default([]),
  upstashDeveloper: z
    .strictObject({
      email: z.string(),
      apiKey: z.string(),
      vercelManaged: z.boolean(),
      /** Type of its databases, such as `payg` or `fixed_1gb`; `free` where none is named. */
      type: z.string().optional(),
    })
    .nullable()
    .default(null),
  openai: aiSchema.nullable().default(null),
  anthropic: aiSchema
    .extend({
      /** False: the beta is refused, only the legacy reports answer. */
      analytics: z.boolean().default(true),
      /** Seconds that the analytics export runs behind. */
      refreshLagSeconds: z.number().int().nonnegative().default(14_400),
    })
    .nullable()
    .default(null),
  neon: z
    .strictObject({
      apiKey: z.string(),
      organization: z.strictObject({ id: z.string(), name: z.string() }),
      projects: z.array(neonProjectSchema),
    })
    .nullable()
    .default(null),
  aiGateway: z
    .strictObject({
      apiKey: z.string(),
      balance: z.number(),
      models: z.array(modelSchema),
      budgets: z.array(gatewayBudgetSchema).optional(),
    })
    .nullable()
    .default(null),
  /** What the status page of a provider, by its id, tells of; all is well elsewhere. */
  incidents: z.record(z.string(), z.string()).default({}),
  faults: z.array(faultSchema).default([]),
});

/** Everything that the simulated clouds know, as data. */
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioAnthropic = NonNullable<Scenario['anthropic']>;
export type ScenarioNeon = NonNullable<Scenario['neon']>;
