import { calendarMonthOf, formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import { cursorPage } from '../cursor';
import {
  type Ask,
  bearer,
  json,
  limitParameter,
  listParameter,
  type ProviderCloud,
  type Refusal,
  type Reply,
} from '../exchange';
import type { Scenario, ScenarioNeonProject } from '../scenario';
import type { World } from '../world';

type ScenarioNeon = NonNullable<Scenario['neon']>;

/** `https://console.neon.tech`: projects, endpoints and consumption. No request wakes a compute. */
export function neonCloud(world: World, account: ScenarioNeon): ProviderCloud {
  const one = (ask: Ask, show: (project: ScenarioNeonProject) => unknown): Reply => {
    const project = account.projects.find(({ id }) => id === ask.params.project);
    return project === undefined
      ? refuse({ status: 404, code: 'NOT_FOUND', message: 'project not found' })
      : json(show(project));
  };
  const root = '/api/v2';
  return {
    prefix: '/neon',
    routes: [
      {
        method: 'GET',
        pattern: `${root}/users/me`,
        handle: () => json({ id: world.scenario.user.id, name: world.scenario.user.name }),
      },
      {
        method: 'GET',
        pattern: `${root}/users/me/organizations`,
        handle: () => json({ organizations: [{ ...account.organization, handle: account.organization.id }] }),
      },
      { method: 'GET', pattern: `${root}/projects`, handle: (ask) => listProjects(world, account, ask) },
      {
        method: 'GET',
        pattern: `${root}/projects/:project`,
        handle: (ask) => one(ask, (project) => ({ project: shownProject(world, account, project) })),
      },
      {
        method: 'GET',
        pattern: `${root}/projects/:project/branches`,
        handle: (ask) => one(ask, (project) => ({ branches: [branch(world, project)] })),
      },
      {
        method: 'GET',
        pattern: `${root}/projects/:project/endpoints`,
        handle: (ask) => one(ask, (project) => ({ endpoints: [endpoint(world, project)] })),
      },
      {
        method: 'GET',
        pattern: `${root}/consumption_history/v2/projects`,
        handle: (ask) => consumption(world, account, ask),
      },
      {
        method: 'GET',
        pattern: `${root}/organizations/:organization/billing/spending_limit`,
        handle: () => json({ spending_limit_cents: null }),
      },
    ],
    authorize: (ask) =>
      bearer(ask) === account.apiKey
        ? null
        : refuse({ status: 401, code: '', message: 'supplied credentials do not pass authentication' }),
    refuse,
  };
}

function refuse({ status, code, message }: Refusal): Reply {
  return json({ request_id: '3d0b0f1e-0000-4000-8000-000000000000', code: code.toUpperCase(), message }, status);
}

function listProjects(world: World, account: ScenarioNeon, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 10, 400);
  const wanted = ask.query.get('org_id');
  if (limit === null || (wanted !== null && wanted !== account.organization.id)) {
    return refuse({ status: limit === null ? 400 : 404, code: '', message: 'bad limit, or not a member of org_id' });
  }
  const search = ask.query.get('search') ?? '';
  const found = account.projects.filter(({ name }) => name.includes(search));
  const paged = cursorPage(found, limit, ask.query, 'cursor');
  if (paged === null) {
    return refuse({ status: 400, code: '', message: 'invalid cursor' });
  }
  return json({
    projects: paged.page.map((project) => shownProject(world, account, project)),
    pagination: { cursor: paged.next ?? '' },
  });
}

function amount(
  world: World,
  project: ScenarioNeonProject,
  what: 'computeUnitSeconds' | 'writtenBytes' | 'transferBytes',
  span: Period,
): number {
  return world.load(`neon|${project.id}|${what}`, project[what]).between(span);
}

/** Integral of the stored bytes over `span`, in byte-hours. */
function byteHours(world: World, project: ScenarioNeonProject, span: Period): number {
  const middle = Math.floor((span.start + span.end) / 2);
  return Math.round((world.level(project.storageBytes, middle) * Math.max(0, span.end - span.start)) / HOUR);
}

/** What Neon counts as compute time; its counters run some minutes behind. */
const LAG_SECONDS = 900;

function shownProject(world: World, account: ScenarioNeon, project: ScenarioNeonProject): Record<string, unknown> {
  const now = world.now();
  const period = calendarMonthOf(now, 'UTC');
  const span = { start: period.start, end: Math.max(period.start, now - LAG_SECONDS) };
  const cpu = amount(world, project, 'computeUnitSeconds', span);
  const created = formatInstant(world.dayStart(-Math.min(300, world.scenario.historyDays)));
  return {
    id: project.id,
    name: project.name,
    org_id: account.organization.id,
    platform_id: 'aws',
    region_id: 'aws-us-east-1',
    pg_version: 17,
    active_time_seconds: Math.round(cpu / project.minCu),
    compute_time_seconds: cpu,
    cpu_used_sec: cpu,
    written_data_bytes: amount(world, project, 'writtenBytes', span),
    data_transfer_bytes: amount(world, project, 'transferBytes', span),
    data_storage_bytes_hour: byteHours(world, project, span),
    synthetic_storage_size: Math.round(world.level(project.storageBytes, now)),
    branch_logical_size_limit_bytes: project.storageLimitBytes ?? 17_592_186_044_416,
    consumption_period_start: formatInstant(period.start),
    consumption_period_end: formatInstant(period.end),
    compute_last_active_at: formatInstant(lastAwake(project, now)),
    history_retention_seconds: 604_800,
    owner: {
      email: world.scenario.user.email,
      name: world.scenario.user.name,
      branches_limit: 10,
      subscription_type: project.plan,
    },
    settings: project.storageLimitBytes === null ? {} : { quota: { logical_size_bytes: project.storageLimitBytes } },
    created_at: created,
    updated_at: created,
  };
}

function isAwake(project: ScenarioNeonProject, instant: Instant): boolean {
  return project.awakeHours.includes(Math.floor((instant % DAY) / HOUR));
}

/** The end of the last hour in which the compute ran, `now` while it runs. */
function lastAwake(project: ScenarioNeonProject, now: Instant): Instant {
  for (let at = now; at > now - 2 * DAY; at = Math.floor((at - 1) / HOUR) * HOUR) {
    if (isAwake(project, at)) {
      return at === now ? now : Math.min(now, at + HOUR);
    }
  }
  return now - 2 * DAY;
}

function branch(world: World, project: ScenarioNeonProject): Record<string, unknown> {
  const now = world.now();
  const span = { start: calendarMonthOf(now, 'UTC').start, end: now };
  const cpu = amount(world, project, 'computeUnitSeconds', span);
  return {
    id: `br-${project.id}`,
    project_id: project.id,
    name: 'main',
    default: true,
    current_state: 'ready',
    logical_size: Math.round(world.level(project.storageBytes, now)),
    active_time_seconds: Math.round(cpu / project.minCu),
    compute_time_seconds: cpu,
    written_data_bytes: amount(world, project, 'writtenBytes', span),
    data_transfer_bytes: amount(world, project, 'transferBytes', span),
  };
}

function endpoint(world: World, project: ScenarioNeonProject): Record<string, unknown> {
  const now = world.now();
  const awake = isAwake(project, now);
  const last = lastAwake(project, now);
  return {
    id: `ep-${project.id}`,
    project_id: project.id,
    branch_id: `br-${project.id}`,
    host: `ep-${project.id}.us-east-1.aws.neon.tech`,
    type: 'read_write',
    current_state: awake ? 'active' : 'idle',
    autoscaling_limit_min_cu: project.minCu,
    autoscaling_limit_max_cu: project.maxCu,
    suspend_timeout_seconds: project.suspendSeconds,
    last_active: formatInstant(last),
    ...(awake
      ? { started_at: formatInstant(Math.floor(now / HOUR) * HOUR) }
      : { suspended_at: formatInstant(last + 300) }),
  };
}

/** Seconds a timeframe lasts, and how far back each granularity reaches. */
const GRANULARITIES: Readonly<Record<string, { step: number; reach: number }>> = {
  hourly: { step: HOUR, reach: 168 * HOUR },
  daily: { step: DAY, reach: 60 * DAY },
  monthly: { step: 31 * DAY, reach: 366 * DAY },
};

function consumption(world: World, account: ScenarioNeon, ask: Ask): Reply {
  const { query } = ask;
  const granularity = query.get('granularity') ?? '';
  const rule = GRANULARITIES[granularity];
  const from = parseInstant(query.get('from') ?? '');
  const to = parseInstant(query.get('to') ?? '');
  const metrics = listParameter(query, 'metrics');
  const limit = limitParameter(query, 10, 100);
  if (rule === undefined || from === null || to === null || metrics.length === 0 || limit === null) {
    return refuse({ status: 400, code: '', message: 'org_id, from, to, granularity and metrics are required' });
  }
  if (query.get('org_id') !== account.organization.id) {
    return refuse({ status: 404, code: '', message: 'not a member of the organization' });
  }
  if (world.now() - from > rule.reach + rule.step) {
    return refuse({ status: 406, code: '', message: 'the range does not fit the granularity' });
  }
  const ids = listParameter(query, 'project_ids');
  const projects = account.projects.filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (account.projects.every(({ plan }) => plan.startsWith('free'))) {
    return refuse({ status: 403, code: '', message: 'this endpoint is not available on the Free plan' });
  }
  const paged = cursorPage(projects, limit, query, 'cursor');
  if (paged === null) {
    return refuse({ status: 400, code: '', message: 'invalid cursor' });
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
