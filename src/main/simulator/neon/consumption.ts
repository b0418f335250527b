import { calendarMonthOf, formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { DAY, HOUR, type Period } from '#shared/domain/instant';
import { cursorPage } from '../cursor';
import { type Ask, json, limitParameter, listParameter, type Reply } from '../exchange';
import type { ScenarioNeon, ScenarioNeonProject } from '../scenario';
import type { World } from '../world';
import { amount, byteHours, LAG_SECONDS } from './amounts';
import { neonRefusal } from './refusal';

/** Seconds a timeframe lasts, and how far back each granularity reaches. */
const GRANULARITIES: Readonly<Record<string, { step: number; reach: number }>> = {
  hourly: { step: HOUR, reach: 168 * HOUR },
  daily: { step: DAY, reach: 60 * DAY },
  monthly: { step: 31 * DAY, reach: 366 * DAY },
};

/** `GET /consumption_history/v2/projects`. */
export function consumption(world: World, account: ScenarioNeon, ask: Ask): Reply {
  const { query } = ask;
  const granularity = query.get('granularity') ?? '';
  const rule = GRANULARITIES[granularity];
  const from = parseInstant(query.get('from') ?? '');
  const to = parseInstant(query.get('to') ?? '');
  const metrics = listParameter(query, 'metrics');
  const limit = limitParameter(query, 10, 100);
  if (rule === undefined || from === null || to === null || metrics.length === 0 || limit === null) {
    return neonRefusal({ status: 400, code: '', message: 'org_id, from, to, granularity and metrics are required' });
  }
  if (query.get('org_id') !== account.organization.id) {
    return neonRefusal({ status: 404, code: '', message: 'not a member of the organization' });
  }
  if (world.now() - from > rule.reach + rule.step) {
    return neonRefusal({ status: 406, code: '', message: 'the range does not fit the granularity' });
  }
  const ids = listParameter(query, 'project_ids');
  const projects = account.projects.filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (account.projects.every(({ plan }) => plan.startsWith('free'))) {
    return neonRefusal({ status: 403, code: '', message: 'this endpoint is not available on the Free plan' });
  }
  const paged = cursorPage(projects, limit, query, 'cursor');
  if (paged === null) {
    return neonRefusal({ status: 400, code: '', message: 'invalid cursor' });
  }
  return json({
    projects: paged.page.map((project) => ({
      project_id: project.id,
      periods: periodsOf(world, project, { start: from, end: Math.min(to, world.now()) }, granularity, metrics),
    })),
    pagination: { cursor: paged.next ?? '' },
  });
}

function periodsOf(
  world: World,
  project: ScenarioNeonProject,
  range: Period,
  granularity: string,
  metrics: readonly string[],
): unknown[] {
  const periods: unknown[] = [];
  for (
    let month = calendarMonthOf(range.start, 'UTC');
    month.start < range.end;
    month = calendarMonthOf(month.end, 'UTC')
  ) {
    const inside = { start: Math.max(month.start, range.start), end: Math.min(month.end, range.end) };
    const step = granularity === 'hourly' ? HOUR : DAY;
    const frames = granularity === 'monthly' ? [month] : framesOf(inside, step);
    periods.push({
      period_id: `${project.id}-${formatInstant(month.start).slice(0, 7)}`,
      period_plan: project.plan.replace(/_v\d+$/, ''),
      period_start: formatInstant(month.start),
      ...(month.end <= world.now() ? { period_end: formatInstant(month.end) } : {}),
      consumption: frames.map((frame) => ({
        timeframe_start: formatInstant(frame.start),
        timeframe_end: formatInstant(frame.end),
        metrics: metrics.map((metric) => ({ metric_name: metric, value: metricValue(world, project, metric, frame) })),
      })),
    });
  }
  return periods;
}

function framesOf(range: Period, step: number): Period[] {
  const frames: Period[] = [];
  for (let start = Math.floor(range.start / step) * step; start < range.end; start += step) {
    frames.push({ start, end: start + step });
  }
  return frames;
}

/** Hours of a month as Neon divides byte-hours into byte-months. */
const HOURS_A_MONTH = 730;

function metricValue(world: World, project: ScenarioNeonProject, metric: string, frame: Period): number {
  const span = { start: frame.start, end: Math.max(frame.start, Math.min(frame.end, world.now() - LAG_SECONDS)) };
  switch (metric) {
    case 'compute_unit_seconds':
      return amount(world, project, 'computeUnitSeconds', span);
    case 'public_network_transfer_bytes':
      return amount(world, project, 'transferBytes', span);
    case 'root_branch_bytes_month':
      return Math.round(byteHours(world, project, span) / HOURS_A_MONTH);
    default:
      return 0;
  }
}
