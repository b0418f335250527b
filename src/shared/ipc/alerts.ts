import { z } from 'zod';
import { ALERT_EVENT_KINDS } from '#shared/domain/alert';
import { channel, instantSchema, nothing } from './channel';
import { exportedFileSchema } from './exports';

const deliveryViewSchema = z.object({
  /** `desktop`, `email-1`. */
  channel: z.string(),
  channelKind: z.string(),
  channelTitle: z.string(),
  at: instantSchema,
  outcome: z.enum(['waiting', 'shown', 'failed', 'held-back']),
  reason: z.string(),
  /** When it is tried again; null: at once, or not. */
  nextAt: instantSchema.nullable(),
});
export type DeliveryView = z.infer<typeof deliveryViewSchema>;

export const alertViewSchema = z.object({
  id: z.number().int(),
  metricKey: z.string(),
  /** Key of the limit as it stands; null where it is no longer watched, and for what a provider has stopped. */
  limitKey: z.string().nullable(),
  metricTitle: z.string(),
  icon: z.string(),
  /** `Redis storage above 75 %`. */
  title: z.string(),
  /** One sentence with value, limit, since when. */
  sentence: z.string(),
  /** Where more of it is to be seen, for an alert that is not about a metric. */
  place: z.enum(['connections']).optional(),
  state: z.enum(['pending', 'firing', 'resolved']),
  severity: z.enum(['warning', 'critical']),
  /** The level that was read, or a forecast that expects the limit soon. */
  basis: z.enum(['level', 'forecast']),
  percent: z.number(),
  activeAt: instantSchema,
  firedAt: instantSchema.nullable(),
  resolvedAt: instantSchema.nullable(),
  acknowledgedAt: instantSchema.nullable(),
  /** The person's own words for why it is all right; empty without. */
  acknowledgedReason: z.string(),
  snoozedUntil: instantSchema.nullable(),
  deliveries: z.array(deliveryViewSchema),
});
export type AlertView = z.infer<typeof alertViewSchema>;

export const alertEventViewSchema = z.object({
  id: z.number().int(),
  alertId: z.number().int(),
  metricKey: z.string(),
  at: instantSchema,
  kind: z.enum(ALERT_EVENT_KINDS),
  severity: z.enum(['warning', 'critical']),
  title: z.string(),
  sentence: z.string(),
  deliveries: z.array(deliveryViewSchema),
});

export const alertsViewSchema = z.object({
  /** False while nothing is known of how any limit stands: that none is firing is then no good news. */
  known: z.boolean(),
  /** Which accounts were last read too long ago to say that nothing fires, in a sentence; empty: none. */
  old: z.string(),
  firing: z.array(alertViewSchema),
  /** Newest first. */
  history: z.array(alertEventViewSchema),
  last30Days: z.object({ problems: z.number().int(), notifications: z.number().int(), heldBack: z.number().int() }),
});

export const alertChannels = {
  'alerts:list': channel(nothing, alertsViewSchema),
  /** `note`: why it is all right, in the person's own words. */
  'alerts:acknowledge': channel(z.object({ id: z.number().int(), note: z.string().max(500).optional() }), nothing),
  'alerts:snooze': channel(z.object({ id: z.number().int(), until: instantSchema }), nothing),
  'alerts:unsnooze': channel(z.object({ id: z.number().int() }), nothing),
  /** The history of a year with who was told of what; null when the person cancelled. */
  'alerts:export': channel(z.object({ format: z.enum(['csv', 'json']) }), exportedFileSchema.nullable()),
};
