import { dayOf, formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import { latestKept } from '#shared/domain/instant-bounds';
import type { SeriesKind } from '#shared/domain/metric';
import type { MetricSample } from '#shared/domain/series';
import type { CapabilityResult } from '../../collection-run';
import { oddRows, together } from '../../lenient';
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

/** Projects that are asked for one by one in a cycle. */
const MOST_PROJECTS = 100;

/** What the current period used so far, by project and for the account. */
export async function readNeonUsage(
  api: NeonApi,
  chosen: string,
  connectionId: string,
  now: Instant,
): Promise<Result<CapabilityResult>> {
  const listed = chosen === '' ? await api.projectIds() : succeed({ ...NOTHING_LISTED, items: [chosen] });
  if (!listed.ok) return listed;
  const { items: ids, reading, cut } = listed.value;
  if (ids.length === 0) return fail(noProject());
  // Only a project's own answer has its plan, its period and the totals of it.
  const details = await Promise.all(ids.slice(0, MOST_PROJECTS).map((id) => api.project(id)));
  const known = details.flatMap((detail) => (detail.ok ? [detail.value] : []));
  const failed = details.find((detail) => !detail.ok);
  const failure = failed === undefined || failed.ok ? null : failed.failure;
  const projects = known.map(({ project }) => project);
  const first = projects[0];
  if (first === undefined) return fail(failure ?? noProject());
  const billing = billingOf(first);
  const start = parseInstant(first.consumption_period_start ?? '');
  const partly = cut ?? failure ?? (ids.length > MOST_PROJECTS ? moreProjects(ids.length) : null);
  const all = together(reading, ...known.map((one) => one.reading));
  return succeed({
    samples: usageSamples(projects, billing?.plan === 'free', partly === null && reading.notUnderstood === 0, now),
    facts: {
      ...(billing === null ? {} : { billing }),
      ...(start === null ? {} : { billingAnchor: { day: Number(dayOf(start, 'UTC').slice(8)), zone: 'UTC' } }),
      projects: projects.map(({ id, name }) => ({ connectionId, projectId: id, name: name ?? id })),
      limits: limitsOf(projects),
    },
    // The computes of all of them are looked through for the database that is visited.
    cursors: { neonProjects: ids, neonOrgId: first.org_id ?? null },
    reading: all,
    ...(partly === null ? {} : { partly }),
  });
}

const NOTHING_LISTED = { reading: { rows: 0, notUnderstood: 0 }, cut: null } as const;

/**
 * Free limits each project by itself, so there the fullest one stands for the account; else the sum does. `isWhole`:
 * no project of the account is missing; without one, or where one does not tell, the account has used at least that.
 */
function usageSamples(
  projects: readonly NeonProject[],
  perProject: boolean,
  isWhole: boolean,
  now: Instant,
): MetricSample[] {
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
    const total = sample(null, account);
    const isKnown = isWhole && values.length === projects.length;
    return [
      isKnown ? total : { ...total, lowerBound: true },
      ...values.map(({ projectId, value }) => sample(projectId, value)),
    ];
  });
}

/** Limits that a project's own settings state: each holds for that project, and so for the account where it has one. */
function limitsOf(projects: readonly NeonProject[]): CollectedFacts['limits'] {
  return projects.flatMap(({ id, settings, branch_logical_size_limit_bytes: ofBranch }) => {
    const limit = (
      metric: string,
      value: number | undefined,
      unit: string,
      window: 'point-in-time' | 'billing-cycle',
      per: number,
    ) =>
      value === undefined || value <= 0 || value >= NO_LIMIT
        ? []
        : [
            {
              service: NEON,
              metric,
              value: value / per,
              unit,
              window,
              atLimit: 'hard' as const,
              reason: 'A quota in the settings of the project at Neon',
              ...(projects.length === 1 ? {} : { projectId: id }),
            },
          ];
    return [
      ...limit('STORAGE_GB', settings?.quota?.logical_size_bytes ?? ofBranch, 'GB', 'point-in-time', GB),
      ...limit('COMPUTE_CU_HOURS', settings?.quota?.compute_time_seconds, 'CU-hours', 'billing-cycle', HOUR),
    ];
  });
}

/** The plan under the price list's names; null for one that it does not have. */
function billingOf(project: NeonProject): Connection['billing'] {
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
  const { items: frames, reading, cut } = answer.value;
  const known = frames.filter(({ timeframe_start: from }) => (parseInstant(from) ?? now + DAY) <= latestKept(now));
  const told = together(reading, oddRows(frames.length - known.length, 0));
  // A day of which something is missing has used at least the rest.
  const isWhole = cut === null && told.notUnderstood === 0;
  return succeed({
    samples: dailySamples(known, isWhole, now),
    facts: { charges: billedQuantities(known, { start, end }, isWhole, now) },
    reading: told,
    ...(cut === null ? {} : { partly: cut }),
  });
}

/** Sums over the projects, a day each. */
function dailySamples(frames: readonly NeonFrame[], isWhole: boolean, now: Instant): MetricSample[] {
  const sums = new Map<string, MetricSample>();
  for (const frame of frames) {
    const time = parseInstant(frame.timeframe_start) ?? now;
    for (const { metric_name: name, value } of frame.metrics) {
      const known = CONSUMPTION[name];
      if (known === undefined) continue;
      const key = `${known.metric} ${time}`;
      sums.set(key, dailySample(known, time, (sums.get(key)?.value ?? 0) + value / known.per, now));
    }
  }
  return [...sums.values()].map((one) => (isWhole ? one : { ...one, lowerBound: true }));
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

function moreProjects(count: number): Failure {
  return {
    code: 'too-large',
    message: `Neon has ${count.toLocaleString('en')} projects, and ${MOST_PROJECTS} of them were asked for what they used: the sums of the account are the least that they can be.`,
    action: 'Enter the id of the one project that you want to watch.',
    retryable: false,
  };
}
