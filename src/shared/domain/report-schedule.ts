import type { ClockTime, Weekday } from './alert-settings';
import type { Instant } from './instant';

/** When a report is due by itself. */
export interface ReportRule {
  readonly every: 'week' | 'month';
  /** Of a weekly one. */
  readonly weekday: Weekday;
  /** Of a monthly one, 1 to 31: a month that has no such day has it on its last. */
  readonly monthDay: number;
  readonly time: ClockTime;
  /** When the person last set it: what was due before is not made up for. */
  readonly since: Instant;
}

/** The file types of a report that can come by itself. */
export const SCHEDULED_FORMATS = ['pdf', 'html', 'markdown', 'csv', 'json'] as const;
export type ScheduledFormat = (typeof SCHEDULED_FORMATS)[number];

/** A report that comes by itself, as a person wants it. */
export interface ReportSchedule extends ReportRule {
  /** Of this schedule for ever. */
  readonly id: string;
  readonly isOn: boolean;
  readonly format: ScheduledFormat;
  /** The month that runs when it is due, or the one before. */
  readonly about: 'running' | 'before';
  readonly into: 'folder' | 'mail';
  /** Where files go; null: none was chosen. */
  readonly folder: string | null;
  /** Id of the mail channel by which it goes; null: none was chosen. */
  readonly channel: string | null;
}
