import { dayOf, formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import type { CapabilityResult } from '../../collection-run';
import type { CollectedFacts } from '../../monitor';
import { NEON } from '../definitions';
import { billedQuantities } from './billed';
import type { NeonApi, NeonFrame, NeonProject } from './client';

const NEON_SOURCE = 'neon:/projects';
const CONSUMPTION_SOURCE = 'neon:/consumption_history/v2/projects';

/** Decimal, as Neon bills. */
const GB = 1e9;
/** Neon names "no limit" with figures of this size. */
const NO_LIMIT = 1e12;
/** Daily history reaches back this far. */
export const HISTORY_DAYS = 60;

/** Neon's words for its plans, without their version. */
const PLANS: Readonly<Record<string, string>> = { free: 'Free', launch: 'Launch', scale: 'Scale' };

/** What the current period used so far, by project and for the account. */
export async function readNeonUsage(
  api: NeonApi,
  chosen: string,
  connectionId: string,
  now: Instant,
): Promise<Result<CapabilityResult>> {
  const listed = chosen === '' ? await api.projects() : await api.project(chosen);
  if (!listed.ok) return listed;
  const projects = Array.isArray(listed.value) ? listed.value : [listed.value];
  const first = projects[0];
  if (first === undefined) return fail(noProject());
  const billing = billingOf(first);
  // Only a project's own answer has the totals of the period for certain.
  const details =
    chosen === ''
      ? await Promise.all(projects.slice(0, 10).map(({ id }) => api.project(id)))
      : [listed as Result<NeonProject>];
  const known = details.flatMap((detail) => (detail.ok ? [detail.value] : []));
  const failed = details.find((detail) => !detail.ok);
  if (known.length === 0 && failed !== undefined && !failed.ok) return failed;
  const start = parseInstant(first.consumption_period_start ?? '');
  return succeed({
    samples: usageSamples(known, billing?.plan === 'free', now),
    facts: {
      ...(billing === null ? {} : { billing }),
      ...(start === null ? {} : { billingAnchor: { day: Number(dayOf(start, 'UTC').slice(8)), zone: 'UTC' } }),
      projects: known.map(({ id, name }) => ({ connectionId, projectId: id, name: name ?? id })),
      limits: limitsOf(known),
    },
    cursors: { neonProjects: known.map(({ id }) => id), neonOrgId: first.org_id ?? null },
    ...(failed !== undefined && !failed.ok ? { partly: failed.failure } : {}),
  });
}

/** Free limits each project by itself, so there the fullest one stands for the account; else the sum does. */
function usageSamples(projects: readonly NeonProject[], perProject: boolean, now: Instant): MetricSample[] {
  const figures: readonly (readonly [string, string, SeriesKind, (project: NeonProject) => number | undefined])[] = [
    ['COMPUTE_CU_HOURS', 'CU-hours', 'period', ({ compute_time_seconds: used }) => used && used / HOUR],
    ['STORAGE_GB', 'GB', 'gauge', ({ synthetic_storage_size: size }) => size && size / GB],
    ['PUBLIC_TRANSFER_GB', 'GB', 'period', ({ data_transfer_bytes: bytes }) => bytes && bytes / GB],
  ];
  return figures.flatMap(([metric, unit, kind, read]) => {
    const values = projects.flatMap((project) => {
      const value = read(project);
      return value === undefined ? [] : [{ projectId: project.id, value }];
    });
    if (values.length === 0) return [];
    const account = perProject
      ? Math.max(...values.map(({ value }) => value))
      : values.reduce((sum, { value }) => sum + value, 0);
    const sample = (projectId: string | null, value: number): MetricSample => ({
      service: NEON,
      metric,
      projectId,
      kind,
      unit,
      zone: 'UTC',
      source: NEON_SOURCE,
      time: now,
      value,
    });
    return [sample(null, account), ...values.map(({ projectId, value }) => sample(projectId, value))];
  });
}

/** Limits that a project's own settings state; the tightest project stands. */
function limitsOf(projects: readonly NeonProject[]): CollectedFacts['limits'] {
  const tightest = (read: (project: NeonProject) => number | undefined): number | null => {
    const known = projects
      .map(read)
      .filter((value): value is number => value !== undefined && value > 0 && value < NO_LIMIT);
    return known.length === 0 ? null : Math.min(...known);
  };
  const storage = tightest(
    ({ settings, branch_logical_size_limit_bytes: limit }) => settings?.quota?.logical_size_bytes ?? limit,
  );
  const compute = tightest(({ settings }) => settings?.quota?.compute_time_seconds);
  const limit = (metric: string, value: number, unit: string, window: 'point-in-time' | 'billing-cycle') => ({
    service: NEON,
    metric,
    value,
    unit,
    window,
    atLimit: 'hard' as const,
    reason: 'A quota in the settings of the project at Neon',
  });
  return [
    ...(storage === null ? [] : [limit('STORAGE_GB', storage / GB, 'GB', 'point-in-time')]),
    ...(compute === null ? [] : [limit('COMPUTE_CU_HOURS', compute / HOUR, 'CU-hours', 'billing-cycle')]),
  ];
}

/** The plan under the price list's names; null for one that it does not have. */
export function billingOf(project: NeonProject): Connection['billing'] {
  const plan = (project.owner?.subscription_type ?? '').replace(/_v\d+$/, '');
  const planName = PLANS[plan];
  return planName === undefined ? null : { provider: 'neon', plan, planName, source: 'provider' };
}

/** Billed use by the UTC day, for the account. Not on the Free plan. */
export async function readConsumption(
  api: NeonApi,
  orgId: string,
  range: Period,
  now: Instant,
): Promise<Result<CapabilityResult>> {
  const oldest = Math.floor(now / DAY) * DAY - (HISTORY_DAYS - 1) * DAY;
  const start = Math.max(Math.floor(range.start / DAY) * DAY, oldest);
  const end = Math.min(range.end, Math.floor(now / DAY) * DAY + DAY);
  if (start >= end) return succeed({});
  const answer = await api.consumption(orgId, formatInstant(start), formatInstant(end));
  if (!answer.ok) return answer.failure.code === 'not-permitted' ? fail(notOnFree()) : answer;
  return succeed({
    samples: dailySamples(answer.value, now),
    facts: { charges: billedQuantities(answer.value, { start, end }, now) },
  });
}

/** Sums over the projects, a day each. */
function dailySamples(frames: readonly NeonFrame[], now: Instant): MetricSample[] {
  const sums = new Map<string, MetricSample>();
  for (const frame of frames) {
    const time = parseInstant(frame.timeframe_start);
    if (time === null || time > now) continue;
    for (const { metric_name: name, value } of frame.metrics) {
      const known = CONSUMPTION[name];
      if (known === undefined) continue;
      const key = `${known.metric} ${time}`;
      sums.set(key, dailySample(known, time, (sums.get(key)?.value ?? 0) + value / known.per, now));
    }
  }
  return [...sums.values()];
}

function dailySample(
  { metric, unit }: { readonly metric: string; readonly unit: string },
  time: Instant,
  value: number,
  now: Instant,
): MetricSample {
  return {
    service: NEON,
    metric,
    projectId: null,
    kind: 'daily',
    unit,
    zone: 'UTC',
    source: CONSUMPTION_SOURCE,
    time,
    value,
    ...(now < time + 2 * DAY ? { provisional: true } : {}),
  };
}

const CONSUMPTION: Readonly<Record<string, { readonly metric: string; readonly unit: string; readonly per: number }>> =
  {
    compute_unit_seconds: { metric: 'COMPUTE_CU_HOURS_PER_DAY', unit: 'CU-hours', per: HOUR },
    public_network_transfer_bytes: { metric: 'TRANSFER_GB_PER_DAY', unit: 'GB', per: GB },
  };

function notOnFree(): Failure {
  return {
    code: 'not-on-plan',
    message: 'Neon gives figures by the day only on its paid plans.',
    action: 'Nothing to do: Headroom uses the totals of the month instead.',
    retryable: false,
  };
}

function noProject(): Failure {
  return {
    code: 'not-found',
    message: 'The key of Neon is valid, but it sees no project.',
    action: 'Enter the id of the organization, or use a key that belongs to it.',
    retryable: false,
  };
}
