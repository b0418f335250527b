import { z } from 'zod';
import type { Period } from '#shared/domain/instant';
import { type Ask, json, limitParameter, type Reply, type Route } from '../exchange';
import type { Slice, World } from '../world';
import { isTeam, planAt } from './account';
import { badRequest, isoTime, rangeOf, vercelRefusal } from './respond';

interface MetricEntry {
  readonly id: string;
  readonly description: string;
  readonly unit: string;
  /** Key of the usage that it shows, and what one unit of the metric holds of it. */
  readonly usage: string;
  readonly scale: number;
}

const METRICS: readonly MetricEntry[] = [
  { id: 'vercel.request.count', description: 'Requests', unit: 'count', usage: 'edgeRequests', scale: 1 },
  {
    id: 'vercel.request.fdt_out_bytes',
    description: 'Fast data transfer, outgoing',
    unit: 'bytes',
    usage: 'fastDataTransfer',
    scale: 1,
  },
  {
    id: 'vercel.function_invocation.count',
    description: 'Function invocations',
    unit: 'count',
    usage: 'functionInvocations',
    scale: 1,
  },
  {
    id: 'vercel.function_invocation.function_duration_ms',
    description: 'Function duration',
    unit: 'milliseconds',
    usage: 'fluidActiveCpuSeconds',
    scale: 0.001,
  },
  { id: 'vercel.isr_operation.read_units', description: 'ISR read units', unit: 'count', usage: 'isrReads', scale: 1 },
  {
    id: 'vercel.isr_operation.write_units',
    description: 'ISR write units',
    unit: 'count',
    usage: 'isrWrites',
    scale: 1,
  },
  {
    id: 'vercel.build.duration_ms',
    description: 'Build duration',
    unit: 'milliseconds',
    usage: 'buildSeconds',
    scale: 0.001,
  },
  {
    id: 'vercel.image_transformation.count',
    description: 'Image transformations',
    unit: 'count',
    usage: 'imageTransformations',
    scale: 1,
  },
];

const querySchema = z.object({
  scope: z.object({ ownerId: z.string(), projectIds: z.array(z.string()).optional() }),
  timeRange: z.object({ start: z.string(), end: z.string() }),
  bucketSeconds: z.number().int().min(60).optional(),
  groupBy: z.array(z.string()).default([]),
  metrics: z.record(z.string(), z.object({ metric: z.string(), aggregation: z.string() })),
  outputs: z.array(z.string()).optional(),
});

const MOST_BUCKETS = 1500;

/** `/metrics/v1`: minutes-fresh counts for accounts with Observability Plus. */
export function observabilityRoutes(world: World): Route[] {
  const gated = (answer: (ask: Ask) => Reply) => (ask: Ask) =>
    world.scenario.observabilityPlus && planAt(world, world.now()).plan !== 'hobby'
      ? answer(ask)
      : vercelRefusal({ status: 402, code: 'payment_required', message: 'This needs Observability Plus.' });
  return [
    { method: 'GET', pattern: '/metrics/v1', handle: gated((ask) => catalogue(world, ask)) },
    { method: 'POST', pattern: '/metrics/v1', handle: gated((ask) => series(world, ask)) },
  ];
}

function catalogue(world: World, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 250, 250);
  const offset = Number(ask.query.get('cursor') ?? '0');
  if (limit === null || !Number.isInteger(offset) || offset < 0) {
    return badRequest('`limit` must be between 1 and 250, and `cursor` one that was given.');
  }
  const search = ask.query.get('search') ?? '';
  const known = METRICS.filter(
    (metric) => world.scenario.usage[metric.usage] !== undefined && metric.id.includes(search),
  );
  const page = known.slice(offset, offset + limit);
  const hasMore = known.length > offset + limit;
  return json({
    metrics: page.map(({ id, description, unit }) => ({
      id,
      description,
      unit,
      aggregations: ['sum', 'avg', 'min', 'max', 'count'],
      dimensions: [
        { name: 'project_id', label: 'Project' },
        { name: 'region', label: 'Region' },
      ],
    })),
    pagination: { hasMore, nextCursor: hasMore ? String(offset + limit) : null },
  });
}

function series(world: World, ask: Ask): Reply {
  const parsed = querySchema.safeParse(ask.body);
  if (!parsed.success) {
    return badRequest(`Invalid query: ${parsed.error.issues[0]?.message ?? 'malformed body'}.`);
  }
  const query = parsed.data;
  const range = rangeOf(query.timeRange.start, query.timeRange.end, world.now());
  if (typeof range === 'string') {
    return badRequest(range);
  }
  if (!isTeam(world.scenario, query.scope.ownerId)) {
    return vercelRefusal({ status: 403, code: 'forbidden', message: 'No access to this owner.' });
  }
  const wanted = wantedMetrics(query.metrics);
  if (wanted === null) {
    const allowedValues = METRICS.map(({ id }) => id);
    return vercelRefusal({ status: 400, code: 'unknown_metric', message: 'Unknown metric.', extra: { allowedValues } });
  }
  const bucket = query.bucketSeconds ?? Math.max(60, range.end - range.start);
  if ((range.end - range.start) / bucket > MOST_BUCKETS) {
    return vercelRefusal({ status: 504, code: 'gateway_timeout', message: 'The query took too long.' });
  }
  const groups = groupsOf(world, query.groupBy, query.scope.projectIds);
  const points = bucketsOf(range, bucket).flatMap((span) =>
    groups.map((group) => ({
      timestamp: isoTime(span.start),
      dimensions: group.dimensions,
      values: valuesOf(world, wanted, group, span),
    })),
  );
  return json({
    series: points,
    summary: groups.map((group) => ({
      dimensions: group.dimensions,
      values: valuesOf(world, wanted, group, { start: bucketStart(range, bucket), end: range.end }),
    })),
    meta: {
      statistics: { rowsRead: points.length, bytesRead: points.length * 64, databaseElapsedMs: 3, elapsedMs: 5 },
      sources: [{ id: 'metrics' }],
    },
  });
}

interface WantedMetric {
  readonly name: string;
  readonly metric: MetricEntry;
}

/** The metrics by the names that the query gives them; null when one is unknown. */
function wantedMetrics(given: z.infer<typeof querySchema>['metrics']): WantedMetric[] | null {
  const wanted = Object.entries(given).flatMap(([name, { metric }]) => {
    const entry = METRICS.find(({ id }) => id === metric);
    return entry === undefined ? [] : [{ name, metric: entry }];
  });
  return wanted.length === Object.keys(given).length ? wanted : null;
}

function bucketStart(range: Period, bucket: number): number {
  return Math.floor(range.start / bucket) * bucket;
}

function bucketsOf(range: Period, bucket: number): Period[] {
  const buckets: Period[] = [];
  for (let start = bucketStart(range, bucket); start < range.end; start += bucket) {
    buckets.push({ start, end: Math.min(start + bucket, range.end) });
  }
  return buckets;
}

function valuesOf(world: World, wanted: readonly WantedMetric[], group: Group, span: Period): Record<string, number> {
  const visible = { start: span.start, end: Math.min(span.end, world.now() - world.scenario.lags.metrics) };
  return Object.fromEntries(
    wanted.map(({ name, metric }) => [
      name,
      group.slices.reduce((sum, slice) => sum + world.usage(metric.usage, slice, visible), 0) / metric.scale,
    ]),
  );
}

interface Group {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly slices: readonly Slice[];
}

function groupsOf(world: World, groupBy: readonly string[], projectIds: readonly string[] | undefined): Group[] {
  const projects = world.projects.filter(({ id }) => projectIds === undefined || projectIds.includes(id));
  if (groupBy.includes('project_id') || groupBy.includes('project')) {
    return projects.map(({ id, name }) => ({ dimensions: { project_id: id }, slices: [{ project: name }] }));
  }
  if (groupBy.includes('region')) {
    return Object.keys(world.scenario.regions).map((region) => ({
      dimensions: { region },
      slices: projects.map(({ name }) => ({ project: name, region })),
    }));
  }
  return [{ dimensions: {}, slices: projects.map(({ name }) => ({ project: name })) }];
}
