import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Reading } from '#shared/domain/cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { HOUR, type Instant } from '#shared/domain/instant';
import type { MetricDefinition } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import type { CapabilityResult } from '../collection-run';
import { lenientNumber, member, oddRows, readItems, together } from '../lenient';
import type { VercelApi } from './client';
import { METERED, type Metered } from './metered';

const METRICS_SOURCE = 'vercel:/metrics/v1';

const pointSchema = z.object({ timestamp: z.string(), values: z.object({ value: lenientNumber }) });

const HOURLY: readonly Metered[] = METERED.filter(({ observability }) => observability !== undefined);

/** Counts by the hour are metrics of their own: added to the daily ones they would count twice. */
const hourlyMetric = (metered: Metered): string => `${metered.metric}_PER_HOUR`;

export const hourlyDefinitions: readonly MetricDefinition[] = HOURLY.map((metered) => ({
  service: metered.service,
  metric: hourlyMetric(metered),
  title: `${metered.title} by the hour`,
  shortTitle: `${metered.shortTitle} an hour`,
  group: 'Vercel',
  unit: metered.unit,
  kind: 'gauge',
  zone: 'UTC',
  icon: metered.icon,
}));

/** Fresh counts of the last two hours and the one that runs; needs Observability Plus at Vercel. */
export async function readHourly(api: VercelApi, teamId: string, now: Instant): Promise<Result<CapabilityResult>> {
  const start = Math.floor(now / HOUR) * HOUR - 2 * HOUR;
  const [first, ...others] = HOURLY;
  if (first === undefined) return succeed({});
  // The first answer tells whether the account has these figures at all.
  const answer = await readOne(api, teamId, first, start, now);
  if (!answer.ok) return answer;
  const rest = await Promise.all(others.map((metered) => readOne(api, teamId, metered, start, now)));
  const answers = [answer, ...rest];
  const failed = answers.find((one) => !one.ok);
  const samples = answers.flatMap((one) => (one.ok ? one.value.samples : []));
  const reading = together(...answers.map((one) => (one.ok ? one.value.reading : undefined)));
  if (failed !== undefined && !failed.ok) {
    return succeed({ samples, reading, partly: failed.failure });
  }
  return succeed({ samples, reading });
}

async function readOne(
  api: VercelApi,
  teamId: string,
  metered: Metered,
  start: Instant,
  now: Instant,
): Promise<Result<{ readonly samples: readonly MetricSample[]; readonly reading: Reading }>> {
  const answer = await api.post('/metrics/v1', {
    scope: { ownerId: teamId },
    timeRange: { start: formatInstant(start), end: formatInstant(Math.floor(now / HOUR) * HOUR + HOUR) },
    bucketSeconds: HOUR,
    metrics: { value: { metric: metered.observability, aggregation: 'sum' } },
    outputs: ['value'],
  });
  if (!answer.ok) return answer;
  const points = readItems(pointSchema, member(answer.value, 'series'));
  if (points === null || (points.items.length === 0 && points.rejected > 0)) {
    return fail(changed('Vercel', 'the counts by the hour'));
  }
  const samples = points.items.flatMap(({ timestamp, values }): MetricSample[] => {
    const time = parseInstant(timestamp);
    if (time === null || time > now) return [];
    return [
      {
        service: metered.service,
        metric: hourlyMetric(metered),
        projectId: null,
        kind: 'gauge',
        unit: metered.unit,
        zone: 'UTC',
        source: METRICS_SOURCE,
        time,
        value: values.value / (metered.usage?.per ?? 1),
        ...(now < time + 2 * HOUR ? { provisional: true } : {}),
      },
    ];
  });
  return succeed({ samples, reading: together(points.reading, oddRows(points.items.length - samples.length, 0)) });
}
