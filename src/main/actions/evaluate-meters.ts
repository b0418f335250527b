import { readMeters, type WatchedMeter } from '#main/queries/alerts/meters';
import { toldOfEvent } from '#shared/core/alerts/alert-book';
import type { Observation } from '#shared/core/alerts/alert-transition';
import { observeDeployment, observeSilence, observeUnexpected } from '#shared/core/alerts/meter-conditions';
import { type MeterReading, observeRate } from '#shared/core/alerts/rate-condition';
import type { Alert } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { Connection } from '#shared/domain/connection';
import { DAY } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import type { Standing } from '#shared/domain/standing';
import type { DecisionParts } from './decision-parts';

/** What is seen of every meter of these connections. */
export async function observeMeters(
  parts: DecisionParts,
  connections: readonly Connection[],
  around: { readonly standings: readonly Standing[]; readonly rules: AlertRules; readonly open: readonly Alert[] },
): Promise<readonly Observation[]> {
  const now = parts.clock.now();
  const [meters, deployments, projects] = await Promise.all([
    readMeters(parts, connections, around.standings),
    parts.store.facts.deployments({ start: now - DAY, end: now + 1 }),
    parts.store.facts.projects(),
  ]);
  const live = deployments.filter(({ target, state }) => target === 'production' && state === 'READY');
  const nameOf = (meter: WatchedMeter) =>
    projects.find((one) => one.connectionId === meter.connectionId && one.projectId === meter.projectId)?.name;
  return meters.flatMap((meter) =>
    observeMeter(
      { ...meter, toldAs: toldOfEvent(around.open, meter, now) },
      { ...around, deployments: live, project: nameOf(meter) ?? meter.projectId },
    ),
  );
}

interface AroundMeter {
  readonly rules: AlertRules;
  readonly open: readonly Alert[];
  readonly deployments: readonly Deployment[];
  /** Name of the project that it is of. */
  readonly project: string;
}

/** Every condition of one meter. */
function observeMeter(
  reading: MeterReading,
  { rules, open, deployments, project }: AroundMeter,
): readonly Observation[] {
  const { meterKey, connectionId, projectId } = reading;
  const isOpen = (key: string) => open.some((alert) => alert.key === key);
  const own = deployments.filter(
    (one) => one.connectionId === connectionId && (projectId === '' || one.projectId === projectId),
  );
  // A rate that rings by itself is told with its cause, not twice.
  const isTold = isOpen(`rate:${meterKey}`);
  const caused = own.flatMap((deployment) => {
    const stands = isOpen(`deployment:${meterKey}@${deployment.deploymentId}`);
    return isTold && !stands ? [] : (observeDeployment(reading, deployment, stands) ?? []);
  });
  return [
    observeRate(reading, rules),
    ...caused,
    ...(rules.expectsNone.includes(`${connectionId}@${projectId}`) ? [observeUnexpected(reading, project)] : []),
    ...(rules.silence.meters.includes(meterKey) ? [observeSilence(reading, rules)] : []),
  ];
}
