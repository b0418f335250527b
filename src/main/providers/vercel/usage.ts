import { changed } from '#main/http/outcome';
import { dayOf, dayStart, formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import type { Harvest } from '../collection-run';
import { looseNumber, member, readItems } from '../loose';
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
): Promise<Result<Harvest & { readonly samples: readonly MetricSample[] }>> {
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
  const samples = rows.items.flatMap((row) => samplesOf(row, type, now, projectId));
  const partly = rows.rejected > 0 ? { partly: changed('Vercel', `${rows.rejected} of the days of usage`) } : {};
  return succeed({ samples, ...partly });
}

function samplesOf(row: UsageRow, type: string, now: Instant, projectId: string | null): MetricSample[] {
  const time = parseInstant(row.date);
  if (time === null || time > now) return [];
  return METERED.flatMap((metered): MetricSample[] => {
    if (metered.usage?.type !== type) return [];
    const counts = metered.usage.fields.map((field) => looseNumber.safeParse(row[field])).filter((one) => one.success);
    if (counts.length === 0) return [];
    const value = counts.reduce((sum, count) => sum + count.data, 0) / metered.usage.per;
    return [
      {
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
      },
    ];
  });
}
