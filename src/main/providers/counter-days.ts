import { z } from 'zod';
import { dayOf, dayStart, daysIn } from '#shared/core/calendar/calendar';
import type { Failure } from '#shared/domain/failure';
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
  /** When the server had started, by this computer's clock; absent where it does not say. */
  started: z.number().optional(),
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

/** What a counter grew by since its last reading, as far as that is known. */
export interface Growth {
  readonly amount: number;
  /** The amount is spread evenly from here to the reading. */
  readonly since: Instant;
  /**
   * `whole`: nothing is missing. `part`: more ran than the amount, since the counter began anew in between. `unknown`:
   * nobody can tell, the amount is zero or the least that it was.
   */
  readonly known: 'whole' | 'part' | 'unknown';
}

export interface CounterStep {
  readonly cursor: CounterCursor;
  /** The days that this reading adds to, oldest first; empty for the first reading. */
  readonly days: readonly DayTotal[];
  /** Null for the first reading, and when the clock went back. */
  readonly growth: Growth | null;
}

/**
 * Turns a growing counter that may start again into totals by UTC day.
 *
 * The difference to the last reading is spread evenly over the time between. Where the counter began anew in between,
 * what it shows is known to have run since then, and what ran before is lost, so the days touched are lower bounds.
 * Where another counter answers that began earlier (a failover, another node behind the same address), its value is
 * the history of that server and says nothing about the time between: nothing is added, and the days are lower
 * bounds. So is the day of the first reading, which has no difference yet.
 */
export function countDays(cursor: CounterCursor | null, reading: CounterReading): CounterStep {
  const step = addGrowth(cursor, reading, cursor === null ? null : growthOf(cursor, reading));
  const { at, uptime } = reading;
  return uptime === null ? step : { ...step, cursor: { ...step.cursor, started: at - uptime } };
}

/** The same where the caller knows better what the growth is: a server may say more about its counters. */
export function addGrowth(
  cursor: CounterCursor | null,
  reading: Omit<CounterReading, 'uptime'>,
  growth: Growth | null,
): CounterStep {
  const { at, value, runId } = reading;
  const today = dayOf(at, 'UTC');
  if (cursor === null || growth === null || at <= cursor.at) {
    const seen = cursor?.day === today ? cursor.dayTotal : 0;
    return { cursor: { at, value, runId, day: today, dayTotal: seen, lowerBound: true }, days: [], growth: null };
  }
  const { amount, since, known } = growth;
  const totals = daysIn({ start: cursor.at, end: at + 1 }, 'UTC').map((day): DayTotal => {
    const start = dayStart(day, 'UTC');
    const overlap = Math.max(0, Math.min(at, start + DAY) - Math.max(since, start));
    const share = at === since ? Number(day === today) : overlap / (at - since);
    const before = day === cursor.day ? cursor.dayTotal : 0;
    const isTouched = known === 'unknown' || (known === 'part' && start <= since);
    return {
      day,
      total: before + amount * share,
      lowerBound: (day === cursor.day && cursor.lowerBound) || isTouched,
    };
  });
  const last = totals.at(-1) ?? { day: today, total: 0, lowerBound: true };
  const isTold = ({ day, total }: DayTotal) =>
    known !== 'unknown' || total > 0 || (day === cursor.day && !cursor.lowerBound);
  return {
    cursor: { at, value, runId, day: last.day, dayTotal: last.total, lowerBound: last.lowerBound },
    // Of a day of which nothing is known, "at least zero" would be no figure.
    days: totals.filter(isTold).map((day) => ({ ...day, total: Math.round(day.total) })),
    growth,
  };
}

/** What a person is told where the growth is unknown. `what` is what is counted: `commands`. */
export function growthUnknown(server: string, what: string): Failure {
  return {
    code: 'provider-error',
    message: `${server} began to count ${what} anew, or another server answers in its place: how many ran since the last reading is not known, so the day's figure is the least that it can be.`,
    action: 'Nothing was added for that time; Headroom counts on from here.',
    retryable: true,
  };
}

/** Two starts that lie no further apart, in seconds, may be one: two clocks drift, and uptimes are rounded. */
const SAME_START = 120;

/** By the id of the run, where the server has one, else by its uptime and the counter's value. */
function growthOf(cursor: CounterCursor, { at, value, runId, uptime }: CounterReading): Growth {
  const whole: Growth = { amount: value - cursor.value, since: cursor.at, known: 'whole' };
  const isSameRun = runId !== null && runId === cursor.runId;
  // Of the same run a smaller value tells that its statistics were reset since the last reading, but not when.
  if (isSameRun) return whole.amount >= 0 ? whole : { amount: value, since: cursor.at, known: 'part' };
  const isYoung = uptime !== null && uptime < at - cursor.at;
  if (isYoung) return { amount: value, since: at - uptime, known: 'part' };
  const isOtherRun =
    runId !== null && cursor.runId !== null
      ? true
      : uptime !== null && cursor.started !== undefined && Math.abs(at - uptime - cursor.started) > SAME_START;
  return isOtherRun || whole.amount < 0 ? { amount: 0, since: cursor.at, known: 'unknown' } : whole;
}
