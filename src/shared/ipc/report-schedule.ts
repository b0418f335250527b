import { z } from 'zod';
import { failureSchema } from '#shared/domain/failure-schema';
import { SCHEDULED_FORMATS } from '#shared/domain/report-schedule';
import { channel, instantSchema, nothing } from './channel';

const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

/** What a person sets of it; the folder is chosen in the system's dialog, and `since` is when they last did. */
const reportWishSchema = z.object({
  isOn: z.boolean(),
  every: z.enum(['week', 'month']),
  weekday,
  monthDay: z.number().int().min(1).max(31),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  format: z.enum(SCHEDULED_FORMATS),
  about: z.enum(['running', 'before']),
  into: z.enum(['folder', 'mail']),
  channel: z.string().max(60).nullable(),
});
export type ReportScheduleChange = Partial<z.infer<typeof reportWishSchema>>;

/** A schedule as it is kept; its id is in the key. */
export const keptScheduleSchema = reportWishSchema.extend({
  folder: z.string().max(4096).nullable(),
  since: instantSchema,
});

const scheduleId = z.string().min(1).max(60);
const named = z.object({ id: scheduleId });

const reportScheduleSchema = keptScheduleSchema.extend({ id: scheduleId });

const scheduleStateSchema = z.object({
  schedule: reportScheduleSchema,
  /** When the next one is due; null while it is off. */
  nextAt: instantSchema.nullable(),
  /** When the last one arrived; null: none has. */
  lastAt: instantSchema.nullable(),
  isRunning: z.boolean(),
  /** Why the last one did not arrive; `retryAt` when it is tried again. */
  failure: failureSchema.nullable(),
});
export type ScheduleState = z.infer<typeof scheduleStateSchema>;

const reportSchedulesViewSchema = z.object({
  /** In the order in which they were made. */
  schedules: z.array(scheduleStateSchema),
  /** Mail channels that a report may go by. */
  channels: z.array(z.object({ id: z.string(), title: z.string() })),
  /** False: there is no account of one's own to report on. */
  hasAccount: z.boolean(),
});
export type ReportSchedulesView = z.infer<typeof reportSchedulesViewSchema>;

export const reportScheduleChannels = {
  'report-schedule:get': channel(nothing, reportSchedulesViewSchema),
  /** Another one, which is off until it is known where it goes. Fails with `invalid-input` where there are ten. */
  'report-schedule:add': channel(nothing, reportSchedulesViewSchema),
  /** Fails with `invalid-input` where it is to be on and nobody knows where reports go, `not-found` for one that is gone. */
  'report-schedule:set': channel(named.extend({ change: reportWishSchema.partial() }), reportSchedulesViewSchema),
  /** Asks for the folder with the system's dialog; null when cancelled. */
  'report-schedule:choose-folder': channel(named, reportSchedulesViewSchema.nullable()),
  'report-schedule:remove': channel(named, reportSchedulesViewSchema),
  /** Takes a removal of this run back. */
  'report-schedule:put-back': channel(named, reportSchedulesViewSchema),
  /** Makes one now, as it would come by itself; answers where it went. */
  'report-schedule:run': channel(named, z.object({ to: z.string() })),
};
