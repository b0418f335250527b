import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import { type Ask, json, type Reply, type Route } from '../exchange';
import type { Slice, World } from '../world';
import { deploymentsOnDay } from './deployments';
import { findProject } from './projects';
import { badRequest, isoTime, notFound, rangeOf } from './respond';

const TYPES = [
  'requests',
  'builds',
  'edge',
  'storage_blob',
  'storage_redis',
  'storage_postgres',
  'cron_jobs',
  'data_cache',
  'log_drains',
  'monitoring',
  'artifacts',
];

/** A share of a count, rounded down; the parts of a count are made so that they add up to it. */
const part = (count: number, share: number) => Math.floor(count * share);

type Fields = Record<string, number>;

/** `GET /v2/usage`: one row a UTC day, the last one partial and growing. */
export function usageRoutes(world: World): Route[] {
  return [{ method: 'GET', pattern: '/v2/usage', handle: (ask) => usage(world, ask) }];
}

function usage(world: World, ask: Ask): Reply {
  const type = ask.query.get('type');
  if (type === null || !TYPES.includes(type)) {
    return badRequest(`Invalid query parameter \`type\`: it must be one of ${TYPES.join(', ')}.`, {
      allowedValues: TYPES,
    });
  }
  const range = rangeOf(ask.query.get('from'), ask.query.get('to'), world.now());
  if (typeof range === 'string') {
    return badRequest(range);
  }
  const wanted = ask.query.get('projectId');
  const project = wanted === null ? undefined : (findProject(world, wanted)?.name ?? null);
  if (project === null) {
    return notFound('Project not found.');
  }
  const visible = world.now() - world.scenario.lags.usage;
  return json({
    granularity: 'day',
    lastUpdate: isoTime(visible),
    data: [...rows(world, type, { project }, range, visible)],
  });
}

function* rows(world: World, type: string, slice: Slice, range: Period, visible: Instant): Generator<unknown> {
  const first = Math.max(Math.floor(range.start / DAY) * DAY, world.dayStart(-world.scenario.historyDays));
  const end = Math.min(range.end, visible);
  for (let start = first; start < end; start += DAY) {
    const span = { start, end: Math.min(start + DAY, visible) };
    const fields = fieldsOf(world, type, slice, span);
    if (fields === null) {
      return;
    }
    yield {
      date: isoTime(start),
      first_event: isoTime(start),
      last_event: isoTime(Math.floor((span.end - 1) / HOUR) * HOUR),
      ...fields,
      breakdown: slice.project === undefined ? { [type]: breakdown(world, type, span) } : null,
      previous: null,
    };
  }
}

function fieldsOf(world: World, type: string, slice: Slice, span: Period): Fields | null {
  switch (type) {
    case 'requests':
      return requestFields(world, slice, span);
    case 'builds':
      return buildFields(world, slice, span);
    case 'storage_blob':
      return blobFields(world, slice, span);
    default:
      return null;
  }
}

/** The count as far as it has been corrected: a young day's row is still a little too low. */
function counted(world: World, metric: string, slice: Slice, span: Period): number {
  const { revision, revisionSeconds } = world.scenario.lags;
  const isYoung = world.now() - (Math.floor(span.start / DAY) + 1) * DAY < revisionSeconds;
  const names = slice.project === undefined ? world.projects.map(({ name }) => name) : [slice.project];
  return names.reduce((sum, project) => {
    const full = world.usage(metric, { ...slice, project }, span);
    return sum + (isYoung ? full - part(full, revision) : full);
  }, 0);
}

function requestFields(world: World, slice: Slice, span: Period): Fields {
  const requests = counted(world, 'edgeRequests', slice, span);
  const outgoing = counted(world, 'fastDataTransfer', slice, span);
  const invocations = counted(world, 'functionInvocations', slice, span);
  const errors = part(invocations, 0.004);
  const timeouts = part(invocations, 0.0004);
  const memory = counted(world, 'fluidMemoryMegabyteSeconds', slice, span) / 3_600_000;
  const hits = part(requests, 0.71);
  return {
    request_hit_count: hits,
    request_miss_count: requests - hits,
    bandwidth_outgoing_bytes: outgoing,
    bandwidth_incoming_bytes: part(outgoing, 0.03),
    function_invocation_successful_count: invocations - errors - timeouts,
    function_invocation_error_count: errors,
    function_invocation_throttle_count: 0,
    function_invocation_timeout_count: timeouts,
    function_execution_successful_gb_hours: memory * 0.995,
    function_execution_error_gb_hours: memory * 0.005,
    function_execution_timeout_gb_hours: 0,
    monitoring_metric_count: 0,
  };
}

function buildFields(world: World, slice: Slice, span: Period): Fields {
  const projects = world.projects.filter(({ name }) => slice.project === undefined || name === slice.project);
  const ended = projects
    .flatMap((project) => deploymentsOnDay(world, project, world.dayOffset(span.start)))
    .filter((deployment) => deployment.ended < span.end * 1000);
  return {
    build_build_seconds: counted(world, 'buildSeconds', slice, span),
    build_completed_count: ended.filter(({ failed }) => !failed).length,
    build_failed_count: ended.filter(({ failed }) => failed).length,
  };
}

function blobFields(world: World, slice: Slice, span: Period): Fields | null {
  const stores = world.scenario.stores.filter(
    (store) => store.type === 'blob' && (slice.project === undefined || store.projects.includes(slice.project)),
  );
  if (stores.length === 0) {
    return null;
  }
  const operations = counted(world, 'blobOperations', slice, span);
  return {
    blob_size_in_bytes: stores.reduce((sum, store) => sum + store.size, 0),
    blob_object_count: stores.reduce((sum, store) => sum + store.count, 0),
    blob_simple_request_count: operations,
    blob_advanced_request_count: part(operations, 0.05),
  };
}

const BREAKDOWN_METRIC: Readonly<Record<string, string>> = { requests: 'edgeRequests', builds: 'buildSeconds' };

function breakdown(world: World, type: string, span: Period): unknown[] {
  const metric = BREAKDOWN_METRIC[type];
  if (metric === undefined) {
    return [];
  }
  const total = world.usage(metric, {}, span);
  return world.projects.map((project) => ({
    id: project.id,
    name: project.name,
    percent: total === 0 ? 0 : Math.round((100 * world.usage(metric, { project: project.name }, span)) / total),
  }));
}
