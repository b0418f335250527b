import type { MetricState } from '#main/queries/standings/metric-states';
import { readStopsOf } from '#main/queries/standings/provider-stops';
import { readOtherStandings } from '#main/queries/standings/read-standings';
import { type AlertReading, closeAlert, DEFAULT_ALERT_POLICY, stepAlert } from '#shared/core/alerts/alert-transition';
import { rings } from '#shared/core/standing/at-limit';
import { dayPercentOf } from '#shared/core/standing/severity';
import { usagePercent } from '#shared/core/usage/usage-entry';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import { DAY, type Instant } from '#shared/domain/instant';
import { PLAN_LIMIT } from '#shared/domain/limit';
import type { Standing } from '#shared/domain/standing';
import { isStop } from '#shared/words/provider-stop';
import type { AlertNotifier, AlertStep, AlertSubject } from './alert-notifier';
import { openAlert, updateAlert } from './alert-steps';
import type { DecisionParts } from './decision-parts';
import { evaluateStops } from './evaluate-stops';

/** Steps that a person is told of as new: an alert that began to fire, or got worse. */
const TRIGGERS: readonly AlertEvent['kind'][] = ['firing', 'worse'];

/**
 * Moves the life of every alert one step on, from the standings that a cycle left behind and from what the
 * providers of their connections have stopped. Answers how many alerts began to fire or got worse.
 * Every step goes to `notifier`, which decides whom to tell.
 *
 * Thresholds ring at every limit, whatever happens there: only one at which nothing happens raises nothing.
 * `states` are the limits of the accounts' plans; with `others` those of projects, further ones and budgets are
 * read and stepped as well, which days of the past that are filled in go without.
 */
export async function evaluateAlerts(
  parts: DecisionParts,
  states: readonly MetricState[],
  notifier: AlertNotifier | null,
  { others: withOthers = true }: { readonly others?: boolean } = {},
): Promise<number> {
  const open = await parts.store.alerts.open();
  let triggered = 0;
  const pass = async (steps: readonly AlertStep[]) => {
    for (const one of steps) {
      triggered += TRIGGERS.includes(one.event.kind) ? 1 : 0;
      await notifier?.notify(one);
    }
  };
  const connections = [...new Map(states.map(({ connection }) => [connection.id, connection])).values()];
  const others = withOthers ? await readOtherStandings(parts, { connectionIds: connections.map(({ id }) => id) }) : [];
  const subjects = [
    ...states.map((state) => ({ standing: state.standing, subject: { state } })),
    ...others.map((standing) => ({ standing, subject: { standing } })),
  ];
  for (const { standing, subject } of subjects) {
    const reading = readingOf(standing, parts.clock.now());
    await pass(await closeForeign(parts, open, reading, subject));
    await pass(await step(parts, open.find((alert) => alert.key === reading.key) ?? null, reading, subject));
  }
  if (withOthers) {
    await pass(
      await closeGone(
        parts,
        open,
        connections.map(({ id }) => id),
        others,
      ),
    );
  }
  const stopsOf = await readStopsOf(parts, connections, await parts.store.cycles.lastAttempts());
  for (const connection of connections) {
    const stops = stopsOf.get(connection.id);
    if (stops !== undefined) {
      await pass(await evaluateStops(parts, connection, stops, open));
    }
  }
  return triggered;
}

function readingOf(standing: Standing, now: Instant): AlertReading {
  const { scope, window, expected, limit, used } = standing;
  const start = window.resetsAt === null ? '' : `@${window.start}`;
  const days = (at: Instant | null) => (at === null ? null : Math.max(0, (at - now) / DAY));
  return {
    key: `${standing.key}${start}`,
    connectionId: scope.kind === 'everything' ? null : scope.connectionId,
    projectId: scope.kind === 'project' ? scope.projectId : '',
    service: standing.service,
    metric: standing.metric,
    limitId: standing.limitId,
    percent: usagePercent(used, limit),
    judgedPercent: dayPercentOf(standing),
    value: used,
    limit: rings(standing.atLimit) ? limit : null,
    unit: standing.unit,
    warningPercent: standing.warningPercent,
    criticalPercent: standing.criticalPercent,
    daysToLimit: expected && { q10: days(expected.q10), q50: days(expected.q50) },
  };
}

function isAbout(
  alert: Alert,
  one: Pick<AlertReading, 'connectionId' | 'projectId' | 'service' | 'metric' | 'limitId'>,
): boolean {
  return (
    alert.connectionId === one.connectionId &&
    alert.projectId === one.projectId &&
    alert.service === one.service &&
    alert.metric === one.metric &&
    alert.limitId === one.limitId
  );
}

/** Alerts of the same limit under another key belong to a window that has ended. */
async function closeForeign(
  parts: DecisionParts,
  open: readonly Alert[],
  reading: AlertReading,
  subject: AlertSubject,
): Promise<readonly AlertStep[]> {
  const foreign = open.filter((alert) => isAbout(alert, reading) && alert.key !== reading.key);
  const steps: AlertStep[] = [];
  for (const alert of foreign) {
    const close = (current: Alert) => closeAlert(current, { code: 'new-period' }, parts.clock.now());
    steps.push(...(await updateAlert(parts, alert.id, close, subject)));
  }
  return steps;
}

/** The limit was switched off or removed, or is no harm to reach. */
const REMOVED = { code: 'limit-gone' } as const;

/** Budgets and limits beside the plan's that are there no more. */
async function closeGone(
  parts: DecisionParts,
  open: readonly Alert[],
  connectionIds: readonly string[],
  others: readonly Standing[],
): Promise<readonly AlertStep[]> {
  const now = parts.clock.now();
  const known = others.map((standing) => readingOf(standing, now));
  const gone = open.filter(
    (alert) =>
      !isStop(alert) &&
      (alert.limitId !== PLAN_LIMIT || alert.projectId !== '') &&
      (alert.connectionId === null || connectionIds.includes(alert.connectionId)) &&
      known.every((one) => !isAbout(alert, one)),
  );
  const steps: AlertStep[] = [];
  for (const alert of gone) {
    steps.push(...(await updateAlert(parts, alert.id, (current) => closeAlert(current, REMOVED, now), { stop: null })));
  }
  return steps;
}

async function step(
  parts: DecisionParts,
  current: Alert | null,
  reading: AlertReading,
  subject: AlertSubject,
): Promise<readonly AlertStep[]> {
  if (current === null) {
    return openAlert(parts, reading, subject);
  }
  const now = parts.clock.now();
  // Without a limit there is no problem any more; without a reading nothing is known of it.
  const transition = (alert: Alert) =>
    reading.limit === null ? closeAlert(alert, REMOVED, now) : stepAlert(alert, reading, DEFAULT_ALERT_POLICY, now);
  return updateAlert(parts, current.id, transition, subject);
}
