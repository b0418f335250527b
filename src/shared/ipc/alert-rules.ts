import { z } from 'zod';
import { ALERT_CONDITIONS } from '#shared/domain/alert-condition';
import { channel, instantSchema, nothing } from './channel';

const percent = z.number().min(1).max(1000);
const marks = z.object({ warning: percent, critical: percent }).refine(({ warning, critical }) => warning <= critical);
const metricName = z.string().max(300);

/** What rings by which figures. Every field may be missing in what is stored: it then has its default. */
export const alertRulesSchema = z.object({
  off: z.array(z.enum(ALERT_CONDITIONS)).readonly(),
  marks: z.record(z.string().max(100), marks),
  forecast: z.object({ withinDays: z.number().min(1).max(30), probability: z.number().min(0.05).max(0.95) }),
  budget: z.object({ marks: z.array(percent).min(1).max(10).readonly(), projected: z.boolean() }),
  rate: z.object({ times: z.number().min(1.5).max(100) }),
  stale: z.object({ afterMinutes: z.number().int().min(30).max(10_080) }),
  token: z.object({ warningDays: z.number().min(0).max(90), criticalDays: z.number().min(0).max(90) }),
  silence: z.object({ meters: z.array(metricName).max(500).readonly(), hours: z.number().int().min(1).max(720) }),
  notices: z.object({ reset: z.array(metricName).max(500).readonly(), back: z.array(metricName).max(500).readonly() }),
  expectsNone: z.array(metricName).max(500).readonly(),
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);
const title = z.string().max(100);
const id = z.string().min(1).max(60);

/** When and where a person is told. */
export const alertSettingsSchema = z.object({
  zone: z.string().max(60),
  quietHours: z
    .object({ days: z.array(weekday).min(1).max(7), from: clockTime, to: clockTime, criticalAtOnce: z.boolean() })
    .nullable(),
  maintenance: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('once'), id, title, start: z.number().int(), end: z.number().int() }),
        z.object({ kind: z.literal('weekly'), id, title, day: weekday, from: clockTime, to: clockTime }),
      ]),
    )
    .max(50),
  digest: z.enum(['none', 'weekly', 'monthly']),
  routes: z
    .array(
      z.object({
        channel: z.string().max(60),
        severities: z.array(z.enum(['warning', 'critical'])).max(2),
        services: z.array(z.string().max(100)).max(100),
        conditions: z.array(z.enum(ALERT_CONDITIONS)).max(ALERT_CONDITIONS.length),
      }),
    )
    .max(50),
});

const conditionSchema = z.enum(ALERT_CONDITIONS);

const ruleViewSchema = z.object({
  condition: conditionSchema,
  on: z.boolean(),
  /** The rule in words, with its figures. */
  sentence: z.string(),
  /** What it would have rung in the last 60 days; null where the past does not tell. */
  wouldHaveRung: z.number().int().nullable(),
});
export type RuleView = z.infer<typeof ruleViewSchema>;

const backTestSchema = z.object({
  start: instantSchema,
  end: instantSchema,
  alerts: z
    .array(
      z.object({
        condition: conditionSchema,
        meterKey: z.string(),
        title: z.string(),
        severity: z.enum(['warning', 'critical']),
        firedAt: instantSchema,
        resolvedAt: instantSchema.nullable(),
        percent: z.number(),
        value: z.number(),
        limit: z.number(),
        unit: z.string(),
        daysAhead: z.number().nullable(),
        forNothing: z.boolean(),
      }),
    )
    .readonly(),
  messages: z.number().int(),
});
export type BackTestView = z.infer<typeof backTestSchema>;

/** What one warning mark would have come to. `daysAhead`: as a rule before the limit; null: before none. */
const backTestMarkSchema = z.object({
  mark: z.number(),
  needed: z.number().int(),
  forNothing: z.number().int(),
  daysAhead: z.number().nullable(),
});
export type BackTestMark = z.infer<typeof backTestMarkSchema>;

const drillResultSchema = z.object({
  incident: z.string(),
  minutesToAlarm: z.number().nullable(),
  minutesAfterFirstReading: z.number().nullable(),
  costSoFar: z.number().nullable(),
  providerNotices: z.array(z.object({ percent: z.number(), minutes: z.number().nullable() })).readonly(),
  alarm: z.object({ meterKey: z.string(), severity: z.enum(['warning', 'critical']) }).nullable(),
  touches: z.array(z.string()).readonly(),
});

export const ruleChannels = {
  /** The rules with their figures, and each as a sentence with what it would have rung. */
  'rules:list': channel(nothing, z.object({ rules: alertRulesSchema, list: z.array(ruleViewSchema).readonly() })),
  'rules:set': channel(alertRulesSchema.partial(), alertRulesSchema),
  /** Which alerts rules that are not kept yet would have given; what is left out is as it is kept. */
  'rules:back-test': channel(alertRulesSchema.partial(), backTestSchema),
  /** The same for each of eight warning marks of these services; `change` is tried beside them. */
  'rules:back-test-marks': channel(
    z.object({ change: alertRulesSchema.partial(), services: z.array(z.string().max(100)).max(200).readonly() }),
    z.array(backTestMarkSchema).readonly(),
  ),
  /** How every kind of incident would have gone on this account, with what it is called; null: it was stopped. */
  'drill:run': channel(nothing, z.array(drillResultSchema.extend({ title: z.string() })).nullable()),
  /** Stops the drill that runs, at its next incident. */
  'drill:cancel': channel(nothing, nothing),
};
