import { changed } from '#main/http/outcome';
import { dayOf, dayStart, formatInstant } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import type { CapabilityResult } from '../collection-run';
import { instantIn, lenientNumber, member, oddRows, readItems, together } from '../lenient';
import type { VercelApi } from './client';
import { METERED } from './metered';
import { type UsageRow, usageRowSchema } from './schemas';

export const USAGE_SOURCE = 'vercel:/v2/usage';

/** Days asked for when nothing is known yet: Hobby's limits look at 30, today included. */
export const FIRST_DAYS = 30;

/** Rows this young are still rewritten by Vercel. Seconds after the end of their day. */
const SETTLED_AFTER = DAY;

/**
 * The days that have to be asked for: 30 at first, then the last three, or more after a gap. `to` is the
 * end of today in UTC.
 */
export function usageRange(now: Instant, lastGood: Instant | null): Period {
  const today = dayStart(dayOf(now, 'UTC'), 'UTC');
  const first = today - (FIRST_DAYS - 1) * DAY;
  const since = lastGood === null ? first : dayStart(dayOf(lastGood, 'UTC'), 'UTC') - 2 * DAY;
  return { start: Math.max(first, since), end: today + DAY };
}

/**
 * Asks `/v2/usage` for one type and turns its rows, one a UTC day, into samples at the day's start.
 * `projectId` null asks for the whole account.
 */
export async function readUsage(
  api: VercelApi,
  type: string,
  range: Period,
  now: Instant,
  projectId: string | null,
): Promise<Result<CapabilityResult & { readonly samples: readonly MetricSample[] }>> {
  const answer = await api.get('/v2/usage', {
    type,
    from: formatInstant(range.start),
    to: formatInstant(range.end),
    ...(projectId === null ? {} : { projectId }),
  });
  if (!answer.ok) return answer;
  const rows = readItems(usageRowSchema, member(answer.value, 'data'));
  if (rows === null || (rows.items.length === 0 && rows.rejected > 0)) {
    return fail(changed('Vercel', 'the usage by day'));
  }
  // Which fields an answer has differs by type and date; one that some of its days have, all of them should have.
  const told = new Set(rows.items.flatMap((row) => fieldsOf(type).filter((field) => isTold(row[field]))));
  const days = rows.items.map((row) => readDay(row, type, told, now, projectId));
  const odd = days.filter((day) => day.isOdd).length;
  return succeed({
    samples: days.flatMap((day) => day.samples),
    reading: together(rows.reading, oddRows(odd, 0)),
  });
}

const isTold = (value: unknown): boolean => value !== undefined && value !== null;

/** The fields of a type of usage that Headroom reads. */
function fieldsOf(type: string): readonly string[] {
  return METERED.flatMap(({ usage }) => (usage?.type === type ? usage.fields : []));
}

/**
 * A day's samples, and whether something of the day was missed: its date, a field in another form, or a field that
 * is not there though its figure has others, or other days have it.
 */
function readDay(
  row: UsageRow,
  type: string,
  told: ReadonlySet<string>,
  now: Instant,
  projectId: string | null,
): { readonly samples: MetricSample[]; readonly isOdd: boolean } {
  const time = instantIn(row.date, 'UTC');
  if (time === null || time > now) return { samples: [], isOdd: true };
  let isOdd = false;
  const samples = METERED.flatMap((metered): MetricSample[] => {
    const { usage } = metered;
    if (usage?.type !== type || !usage.fields.some((field) => told.has(field))) return [];
    const fields = usage.fields.map((field) => row[field]);
    const counts = fields.filter(isTold).map((value) => lenientNumber.safeParse(value));
    if (counts.length < fields.length) isOdd = true;
    if (counts.length === 0) return [];
    // A sum of which a part cannot be read is no figure.
    if (!counts.every((one) => one.success)) {
      isOdd = true;
      return [];
    }
    const value = counts.reduce((sum, count) => sum + (count.data ?? 0), 0) / usage.per;
    return [usageSample(metered, projectId, time, value, now)];
  });
  return { samples, isOdd: isOdd || samples.length === 0 };
}

function usageSample(
  metered: (typeof METERED)[number],
  projectId: string | null,
  time: Instant,
  value: number,
  now: Instant,
): MetricSample {
  return {
    service: metered.service,
    metric: metered.metric,
    projectId,
    kind: metered.kind,
    unit: metered.unit,
    zone: 'UTC',
    source: USAGE_SOURCE,
    time,
    value,
    ...(now < time + DAY + SETTLED_AFTER ? { provisional: true } : {}),
  };
}
