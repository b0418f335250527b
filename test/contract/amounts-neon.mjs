import { createApiClient } from '@neondatabase/api-client';
import { ensure, ensureClose, ensureNear } from './check.mjs';

const DAY = 86_400;
const DAYS = 5;
const SECONDS = { daily: DAY, hourly: 3_600 };
const METRICS = ['compute_unit_seconds', 'public_network_transfer_bytes'];
const iso = (seconds) => new Date(seconds * 1000).toISOString();

/** What the client of Neon prints, by day against by hour, against the project's own totals and the scenario. */
export function neonAmounts({ url, credentials, scenario, now }) {
  const end = Math.floor(now / DAY - 1) * DAY;
  const start = end - DAYS * DAY;
  const { apiKey, organizationId } = credentials.neon;
  const client = createApiClient({ apiKey, baseURL: `${url}/neon/api/v2` });
  const call = (name, expect, run) => ({ client: '@neondatabase/api-client 2.7.3', call: name, expect, run });
  /** The projects with their periods, one project a page. */
  const projectsOf = async (from, to, granularity) => {
    const projects = [];
    for (let cursor; ; ) {
      const query = { from: iso(from), to: iso(to), granularity, org_id: organizationId, metrics: METRICS, limit: 1 };
      const { data } = await client.getConsumptionHistoryPerProjectV2({ ...query, ...(cursor ? { cursor } : {}) });
      projects.push(...data.projects);
      if (!data.pagination?.cursor || data.projects.length === 0) return projects;
      cursor = data.pagination.cursor;
    }
  };
  /** Sums by project and metric. */
  const read = async (from, to, granularity) => {
    const projects = await projectsOf(from, to, granularity);
    const frames = projects.flatMap(({ project_id: id, periods }) =>
      periods.flatMap(({ consumption }) => consumption).map((frame) => ({ ...frame, id })),
    );
    const sums = {};
    for (const { id, timeframe_start: begin, metrics } of frames) {
      ensure((Date.parse(begin) / 1000) % SECONDS[granularity] === 0, `${begin} begins no ${granularity} frame`);
      for (const { metric_name: name, value } of metrics) sums[`${id} ${name}`] = (sums[`${id} ${name}`] ?? 0) + value;
    }
    return sums;
  };
  const wanted = scenario.neon.projects.flatMap(({ id, computeUnitSeconds, transferBytes }) => [
    [`${id} compute_unit_seconds`, computeUnitSeconds.base],
    [`${id} public_network_transfer_bytes`, transferBytes.base],
  ]);
  return [
    call(
      'getConsumptionHistoryPerProjectV2',
      'each project, the same by day and by hour, about what the scenario uses a day',
      async () => {
        const days = await read(start, end, 'daily');
        const hours = await read(start, end, 'hourly');
        for (const [key, base] of wanted) {
          ensure(days[key] > 0, `nothing of ${key}`);
          ensureClose(days[key], hours[key], key);
          // Weekdays, noise and growth are small beside a factor of two.
          ensureNear(days[key] / DAYS, base, key, 0.35);
        }
      },
    ),
    call('getProject', 'compute of the period that the days of the period add up to', async () => {
      const [first] = scenario.neon.projects;
      const { data } = await client.getProject(first.id);
      const from = Date.parse(data.project.consumption_period_start) / 1000;
      const told = await read(from, Math.floor(Date.now() / 1000), 'daily');
      ensureNear(data.project.compute_time_seconds, told[`${first.id} compute_unit_seconds`], 'compute', 0.02);
    }),
  ];
}
