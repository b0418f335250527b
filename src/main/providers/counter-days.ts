import { z } from 'zod';
import { dayOf, dayStart, daysIn } from '#shared/core/calendar/calendar';
import type { Day, Instant } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';

/** The last reading of a counter, and how far the day that it lies in had come. */
export const counterCursorSchema = z.object({
  at: z.number(),
  value: z.number(),
  runId: z.string().nullable(),
  day: z.string(),
  dayTotal: z.number(),
  lowerBound: z.boolean(),
});
export type CounterCursor = z.infer<typeof counterCursorSchema>;

export interface CounterReading {
  readonly at: Instant;
  readonly value: number;
  readonly runId: string | null;
  /** Seconds since the server started; null when it does not say. */
  readonly uptime: number | null;
}

/** A day's total so far. `lowerBound`: the true figure can only be higher. */
export interface DayTotal {
  readonly day: Day;
  readonly total: number;
  readonly lowerBound: boolean;
}

export interface CounterStep {
  readonly cursor: CounterCursor;
  /** The days that this reading adds to, oldest first; empty for the first reading. */
  readonly days: readonly DayTotal[];
}

/**
 * Turns a growing counter that may start again into totals by UTC day.
 *
 * The difference to the last reading is spread evenly over the time between. After a restart (another
 * `runId`, an uptime shorter than the time between, or a smaller value) only what the counter shows is
 * known, since its new start: what ran before the restart is lost, so the days touched are lower bounds.
 * So is the day of the first reading, which has no difference yet.
 */
export function countDays(cursor: CounterCursor | null, reading: CounterReading): CounterStep {
  const today = dayOf(reading.at, 'UTC');
  if (cursor === null || reading.at <= cursor.at) {
    const seen = cursor?.day === today ? cursor : null;
    return {
      cursor: {
        at: reading.at,
        value: reading.value,
        runId: reading.runId,
        day: today,
        dayTotal: seen?.dayTotal ?? 0,
        lowerBound: true,
      },
      days: [],
    };
  }
  const restart = restartOf(cursor, reading);
  const delta = restart === null ? reading.value - cursor.value : reading.value;
  const from = restart ?? cursor.at;
  const totals = daysIn({ start: cursor.at, end: reading.at + 1 }, 'UTC').map((day): DayTotal => {
    const start = dayStart(day, 'UTC');
    const overlap = Math.max(0, Math.min(reading.at, start + DAY) - Math.max(from, start));
    const share = reading.at === from ? Number(day === today) : overlap / (reading.at - from);
    const before = day === cursor.day ? cursor.dayTotal : 0;
    const isLower = (day === cursor.day && cursor.lowerBound) || (restart !== null && start <= restart);
    return { day, total: before + delta * share, lowerBound: isLower };
  });
  const last = totals.at(-1) ?? { day: today, total: 0, lowerBound: true };
  return {
    cursor: {
      at: reading.at,
      value: reading.value,
      runId: reading.runId,
      day: last.day,
      dayTotal: last.total,
      lowerBound: last.lowerBound,
    },
    days: totals.map((day) => ({ ...day, total: Math.round(day.total) })),
  };
}

/** When the counter began anew since the last reading; null when it went on. */
function restartOf(cursor: CounterCursor, reading: CounterReading): Instant | null {
  const elapsed = reading.at - cursor.at;
  const otherRun = cursor.runId !== null && reading.runId !== null && cursor.runId !== reading.runId;
  const youngRun = reading.uptime !== null && reading.uptime < elapsed;
  if (!otherRun && !youngRun && reading.value >= cursor.value) return null;
  // Without a usable uptime (a reset of the statistics keeps it) the moment is not known: spread over all.
  return youngRun ? reading.at - (reading.uptime ?? 0) : cursor.at;
}
