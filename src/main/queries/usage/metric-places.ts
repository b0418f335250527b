import type { ProviderDescriptor } from '#main/providers/monitor';
import { isOfPlan } from '#shared/core/usage/metric-status';
import type { Connection } from '#shared/domain/connection';
import { type InfrastructureLimit, OWN_MARK, PLAN_LIMIT } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { Series } from '#shared/domain/series';
import { capitalized } from '#shared/format/capitalized';
import type { ConnectionRows } from '../connections/connection-rows';
import type { ReadParts } from '../read-parts';

/** The key of a metric as the window and the terminal know it. */
export function metricKey(connectionId: string, service: string, metric: string): string {
  return `${connectionId}/${service}/${metric}`;
}

/** The connection that a metric's key begins with. */
export function connectionOf(key: string): string {
  return key.replace(OF_METRIC, '').split('/').slice(0, -2).join('/');
}

/** What follows the metric in a key: its project and its limit. */
const OF_METRIC = /[@#][^/]*$/;

export function isOther(key: string): boolean {
  return OF_METRIC.test(key);
}

/** A metric of a connection, with the series that may stand for it. */
export interface Place {
  readonly connection: Connection;
  readonly definition: MetricDefinition;
  readonly series: readonly Series[];
  /** Null: the whole account. */
  readonly projectId: string | null;
  /** The row that it is held against. */
  readonly limit: InfrastructureLimit | null;
}

export function placesOf(
  { catalog }: ReadParts,
  { series, limits }: ConnectionRows,
  connection: Connection,
): readonly Place[] {
  const own = series.filter((one) => one.connectionId === connection.id);
  const ofAccount = own.filter(({ projectId }) => projectId === null);
  return definitionsOf(catalog.descriptor(connection.provider), ofAccount).map((definition) => {
    const limit = limits.find((one) => one.connectionId === connection.id && isOf(one, definition) && isOfPlan(one));
    const projects = projectsOf(own, definition);
    return {
      connection,
      definition,
      series: seriesOf(ofAccount, definition),
      projectId: null,
      // What holds for each project is never held against the sum of several.
      limit: limit !== undefined && isPerProject(limit) && projects.length > 1 ? withoutFigure(limit) : (limit ?? null),
    };
  });
}

/** The limits of single projects, and those beside the one of the plan. */
export function otherPlaces(
  { catalog }: ReadParts,
  { series, limits }: ConnectionRows,
  connection: Connection,
): readonly Place[] {
  const own = series.filter((one) => one.connectionId === connection.id);
  const ofAccount = own.filter(({ projectId }) => projectId === null);
  const rows = limits.filter((one) => one.connectionId === connection.id);
  return definitionsOf(catalog.descriptor(connection.provider), ofAccount).flatMap((definition): Place[] => {
    const ofMetric = rows.filter((one) => isOf(one, definition));
    // A mark of one's own that was taken away has no value left.
    const stated = ofMetric.filter((one) => !isOfPlan(one) && !(one.limitId === OWN_MARK && one.value === null));
    const plan = ofMetric.find(isOfPlan);
    const projects = projectsOf(own, definition);
    const shared =
      plan === undefined || !isPerProject(plan) || projects.length < 2
        ? []
        : projects
            .filter((projectId) => stated.every((one) => one.projectId !== projectId))
            .map((projectId) => ({ ...plan, projectId }));
    return [...stated, ...shared].map((limit) => ({
      connection,
      definition,
      projectId: limit.projectId === '' ? null : limit.projectId,
      series: seriesOf(
        own.filter(({ projectId }) => (projectId ?? '') === limit.projectId),
        definition,
      ),
      limit,
    }));
  });
}

/** Lists say of what holds for each project alone: `GB per project`. */
function isPerProject({ unit, source }: InfrastructureLimit): boolean {
  return source !== 'user' && / per project$/.test(unit);
}

function withoutFigure(limit: InfrastructureLimit): InfrastructureLimit {
  return { ...limit, value: null };
}

function projectsOf(series: readonly Series[], definition: MetricDefinition): readonly string[] {
  const ids = seriesOf(series, definition).flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
  return [...new Set(ids)].sort();
}

function seriesOf(series: readonly Series[], { service, metric }: MetricDefinition): readonly Series[] {
  return series.filter((one) => one.service === service && one.metric === metric);
}

export function keyOf({
  connection,
  definition,
  projectId,
  limit,
}: Pick<Place, 'connection' | 'definition' | 'projectId' | 'limit'>): string {
  const project = projectId === null ? '' : `@${projectId}`;
  const other = limit === null || limit.limitId === PLAN_LIMIT ? '' : `#${limit.limitId}`;
  return `${metricKey(connection.id, definition.service, definition.metric)}${project}${other}`;
}

function isOf({ service, metric }: InfrastructureLimit, definition: MetricDefinition): boolean {
  return service === definition.service && metric === definition.metric;
}

/**
 * The metrics of a connection: those its provider describes, and whatever else was measured or imported.
 * A service that nobody described yet is still shown, under a title made from its name.
 */
export function definitionsOf(
  descriptor: ProviderDescriptor | null,
  series: readonly Series[],
): readonly MetricDefinition[] {
  const described = descriptor?.metrics ?? [];
  const known = new Set(described.map(({ service, metric }) => `${service}/${metric}`));
  const others = new Map<string, MetricDefinition>();
  for (const one of series) {
    const key = `${one.service}/${one.metric}`;
    if (one.projectId === null && !known.has(key)) {
      others.set(key, undescribed(one, descriptor));
    }
  }
  return [...described, ...others.values()];
}

function undescribed(
  { service, metric, unit, kind, zone }: Series,
  descriptor: ProviderDescriptor | null,
): MetricDefinition {
  const title = asTitle(metric);
  return {
    service,
    metric,
    title,
    shortTitle: title,
    group: descriptor?.title ?? asTitle(service),
    unit,
    kind,
    zone,
    icon: descriptor?.icon ?? 'circle-dashed',
  };
}

/** `PAGE_VIEWS` as a title: `Page views`. */
function asTitle(name: string): string {
  return capitalized(name.toLowerCase().replaceAll('_', ' '));
}
