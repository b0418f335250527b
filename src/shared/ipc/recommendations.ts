import { z } from 'zod';
import { OUTCOME_VERDICTS } from '../domain/recommendation-outcome';
import { channel, instantSchema, nothing } from './channel';
import { forecastStepSchema } from './metric-view';
import { standingSchema } from './standing';

export const assumptionsSchema = z.object({
  /** USD a day; null when not told. */
  revenuePerDay: z.number().min(0).max(1e9).nullable(),
  /** 0 to 1. */
  lostShare: z.number().min(0).max(1),
  hoursToRecover: z.number().min(0).max(720),
  /** Hours that a change takes; null: each advice's own estimate. */
  hoursOfWork: z.number().min(0).max(1000).nullable(),
  /** USD an hour; null: not told. */
  hourlyRate: z.number().min(0).max(10_000).nullable(),
});

const amount = z.number().nullable();
const days = z.number().nullable();

/** Main units of `currency`; null is unknown, and `notes` has the code of why. Amounts a month, `workCost` once. */
const roiViewSchema = z.object({
  currency: z.string(),
  currentCost: amount,
  projectedCost: amount,
  upgradeCost: amount,
  extraCost: amount,
  revenueImpact: amount,
  profitImpact: amount,
  roi: z.number().nullable(),
  workCost: amount,
  paybackDays: z.number().nullable(),
  /** Why a figure is not known, or is none: a sentence by the figure's name. */
  notes: z.record(z.string(), z.string()),
  /** Which way a figure may be off, by its name: a part of a bill is in no source. */
  bounds: z.record(z.string(), z.enum(['at least', 'at most'])),
  /** The ROI where there is little room: `99,900 %`, `unknown`, `free`, `saving`, `no price`. */
  short: z.string(),
});

const savedSchema = z.object({ low: z.number(), middle: z.number(), high: z.number() });

/** What came of a change, main units a month. */
const outcomeSchema = z.object({
  days: z.union([z.literal(7), z.literal(30)]),
  currency: z.string(),
  promised: z.number(),
  saved: savedSchema.nullable(),
  limitHeld: z.boolean().nullable(),
  verdict: z.enum(OUTCOME_VERDICTS),
  /** `Saved $41 ± 12 a month, promised $60`. */
  text: z.string(),
});

export const recommendationViewSchema = z.object({
  id: z.number().int(),
  /** The question that it answers. */
  key: z.string(),
  kind: z.string(),
  aim: z.enum(['risk', 'saving']),
  /** What is to be changed: `plan`, `seats`, `budget`, `use`, `model`, `sleep` or `source`. */
  change: z.string(),
  connectionId: z.string(),
  /** Title of the account. */
  account: z.string(),
  /** Key of the metric it is about, as in `MetricView.key`; null where it is about none. */
  metricKey: z.string().nullable(),
  service: z.string(),
  metric: z.string(),
  /** What it is about, as people read it: `Redis storage`, `staging-db`. */
  subject: z.string(),
  /** How its limit stands now; null where it is about none, or that is no longer watched. */
  standing: standingSchema.nullable(),
  title: z.string(),
  /** What it does to a month's bill, for lists: `saves $26 / mo`. */
  effect: z.string(),
  /** The first sentence of it, where there is little room. */
  summary: z.string(),
  /** In a few sentences, for people. */
  headline: z.string(),
  /** In the client's own wording, for the JSON shape. */
  reason: z.string(),
  brief: z.object({ benefits: z.array(z.string()), risks: z.array(z.string()) }),
  priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
  priorityReason: z.string(),
  status: z.enum(['PENDING', 'REVIEWED', 'APPROVED', 'IMPLEMENTED', 'DISMISSED', 'EXPIRED']),
  /** The steps that are legal now, for the buttons. */
  allowed: z.array(z.enum(['review', 'approve', 'implement', 'dismiss', 'snooze', 'unsnooze', 'reopen'])),
  currentPlan: z.string(),
  recommendedPlan: z.string(),
  currentPlanName: z.string(),
  recommendedPlanName: z.string(),
  limit: z
    .object({
      used: z.number(),
      value: z.number(),
      unit: z.string(),
      percent: z.number(),
      stops: z.boolean(),
      days,
      daysInterval: z.tuple([days, days]).nullable(),
      growthPerDay: z.number().nullable(),
      recommended: z.number().nullable(),
    })
    .nullable(),
  /** What it brings a month, main units; below 0 it costs. */
  gain: z
    .object({ amount: z.number(), low: z.number(), high: z.number(), probability: z.number(), averted: amount })
    .nullable(),
  roi: roiViewSchema,
  /** What the ROI is worked out from, so that the window does it again on every key press. Micros. */
  roiInput: z.object({
    cost: z.object({
      currency: z.string(),
      current: amount,
      projected: amount,
      recommended: amount,
      least: z.object({ current: z.boolean(), recommended: z.boolean(), extra: z.boolean() }).optional(),
    }),
    /** Whether something stops unless it is done; null: nobody knows. */
    stops: z.boolean().nullable(),
    /** Main units by which a limit of the provider is raised; null: none is. */
    raisedBy: amount,
    hours: z.number(),
  }),
  work: z.string(),
  assumptions: assumptionsSchema,
  /** Every way to answer the question: its bill a month in main units, and why it lost; null for the one that won. */
  alternatives: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      cost: amount,
      /** True: a lower bound. */
      isLeast: z.literal(true).optional(),
      lost: z.string().nullable(),
    }),
  ),
  breakEven: z.string().nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
  confidenceText: z.string(),
  benefits: z.array(z.string()),
  /** What happens to those who wait. */
  risks: z.array(z.string()),
  against: z.array(z.string()),
  sources: z.array(z.object({ text: z.string(), date: z.string().nullable() })),
  steps: z.array(z.string()),
  hasPage: z.boolean(),
  /** What only a person knows, with what is assumed until it is told. */
  question: z
    .object({
      text: z.string(),
      figures: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          unit: z.enum(['share', 'hours', 'seats', 'USD', 'yes-no']),
          value: z.number(),
          assumed: z.boolean(),
          least: z.number(),
          most: z.number(),
        }),
      ),
    })
    .nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  snoozedUntil: instantSchema.nullable(),
  /** False: open, and the last cycle found nothing that calls for it any more. */
  calledFor: z.boolean(),
  /** What was decided and why, or what changed since; empty while nothing was. */
  note: z.string(),
  statusReason: z.string().nullable(),
  history: z.array(
    z.object({
      at: instantSchema,
      from: z.string(),
      to: z.string(),
      actor: z.enum(['user', 'app']),
      reason: z.string(),
      text: z.string(),
    }),
  ),
  /** What came of it, the shorter look first. */
  outcomes: z.array(outcomeSchema),
  /** When the next look is; null: none is ahead. */
  nextLook: instantSchema.nullable(),
  /** The evidence: what was measured, what is expected, and in words. */
  evidence: z.object({
    points: z.array(z.object({ t: instantSchema, value: z.number() })),
    path: z.array(forecastStepSchema),
    texts: z.array(z.string()),
    unit: z.string(),
  }),
});
export type RecommendationView = z.infer<typeof recommendationViewSchema>;

/** What past changes saved and were to save, main units a month. */
const sumSchema = z.object({
  kind: z.string().nullable(),
  title: z.string(),
  currency: z.string(),
  promised: z.number(),
  saved: savedSchema,
  count: z.number().int(),
  text: z.string(),
});

export const recommendationListSchema = z.object({
  items: z.array(recommendationViewSchema),
  /** False while nothing is known of how any limit stands: that nothing is advised is no good news then. */
  known: z.boolean(),
  /** Which accounts were last read too long ago to say anything of now; empty where none. */
  old: z.string(),
  /** What all open savings bring together, main units a month, and which of them are counted. */
  together: z.object({ amount: z.number(), currency: z.string(), ids: z.array(z.number().int()), text: z.string() }),
  /** Over all first, then by kind. Empty while nothing was measured. */
  record: z.array(sumSchema),
});
export type RecommendationList = z.infer<typeof recommendationListSchema>;

const recommendationStepSchema = z.discriminatedUnion('step', [
  z.object({ step: z.enum(['review', 'approve', 'implement', 'reopen', 'unsnooze']) }),
  z.object({ step: z.literal('dismiss'), reason: z.string().min(1).max(500) }),
  z.object({ step: z.literal('snooze'), until: instantSchema }),
]);

export const recommendationChannels = {
  'recommendations:list': channel(nothing, recommendationListSchema),
  'recommendations:change': channel(
    z.object({ id: z.number().int(), change: recommendationStepSchema }),
    recommendationViewSchema,
  ),
  /** Opens the provider's page in the system's browser. The address never comes from the window. */
  'recommendations:open-page': channel(z.object({ id: z.number().int() }), nothing),
  /** Keeps what a person answered to the question of a recommendation, and advises anew. */
  'recommendations:answer': channel(
    z.object({ id: z.number().int(), figures: z.record(z.string(), z.number()) }),
    nothing,
  ),
  /** What holds for every account that has no assumptions of its own. */
  'assumptions:get': channel(nothing, assumptionsSchema),
  /** Keeps the assumptions, of one account or, with null, of all that have none of their own. */
  'assumptions:set': channel(
    z.object({ connectionId: z.string().nullable(), assumptions: assumptionsSchema }),
    nothing,
  ),
};
