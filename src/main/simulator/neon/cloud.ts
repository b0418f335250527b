import { calendarMonthOf, formatInstant } from '#shared/core/calendar/calendar';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import { cursorPage } from '../cursor';
import { type Ask, bearer, json, limitParameter, type ProviderCloud, type Reply } from '../exchange';
import type { ScenarioNeon, ScenarioNeonProject } from '../scenario';
import type { World } from '../world';
import { amount, byteHours, LAG_SECONDS } from './amounts';
import { consumption } from './consumption';
import { neonRefusal } from './refusal';

/** `https://console.neon.tech`: projects, endpoints and consumption. No request wakes a compute. */
export function neonCloud(world: World, account: ScenarioNeon): ProviderCloud {
  const one = (ask: Ask, show: (project: ScenarioNeonProject) => unknown): Reply => {
    const project = account.projects.find(({ id }) => id === ask.params.project);
    return project === undefined
      ? neonRefusal({ status: 404, code: 'NOT_FOUND', message: 'project not found' })
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
        : neonRefusal({ status: 401, code: '', message: 'supplied credentials do not pass authentication' }),
    refuse: neonRefusal,
  };
}

function listProjects(world: World, account: ScenarioNeon, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 10, 400);
  const wanted = ask.query.get('org_id');
  if (limit === null || (wanted !== null && wanted !== account.organization.id)) {
    return neonRefusal({
      status: limit === null ? 400 : 404,
      code: '',
      message: 'bad limit, or not a member of org_id',
    });
  }
  const search = ask.query.get('search') ?? '';
  const found = account.projects.filter(({ name }) => name.includes(search));
  const paged = cursorPage(found, limit, ask.query, 'cursor');
  if (paged === null) {
    return neonRefusal({ status: 400, code: '', message: 'invalid cursor' });
  }
  return json({
    projects: paged.page.map((project) => listedProject(shownProject(world, account, project))),
    unavailable_project_ids: [],
    pagination: { cursor: paged.next ?? '' },
  });
}

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

/**
 * A project as the list shows it: neither plan nor period, and of what was used no more than the time of processors
 * (`ProjectListItem` of @neondatabase/api-client 2.7.3).
 */
function listedProject(project: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(project).filter(([name]) => !NOT_LISTED.has(name)));
}

const NOT_LISTED: ReadonlySet<string> = new Set([
  'owner',
  'active_time_seconds',
  'compute_time_seconds',
  'written_data_bytes',
  'data_transfer_bytes',
  'data_storage_bytes_hour',
  'consumption_period_start',
  'consumption_period_end',
]);

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
