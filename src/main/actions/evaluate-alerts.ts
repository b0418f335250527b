import { readAlertRules } from '#main/queries/alerts/alert-rules';
import type { MetricState } from '#main/queries/standings/metric-states';
import { readStopsOf } from '#main/queries/standings/provider-stops';
import { readOtherStandings } from '#main/queries/standings/read-standings';
import { closeAlert, type Observation, stepAlert } from '#shared/core/alerts/alert-transition';
import { observeBack, observeResets } from '#shared/core/alerts/notice-conditions';
import { observePrices } from '#shared/core/alerts/price-condition';
import { observeStanding } from '#shared/core/alerts/standing-observation';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';
import { PLAN_LIMIT } from '#shared/domain/limit';
import type { AlertNotifier, AlertStep, AlertSubject } from './alert-notifier';
import { openAlert, updateAlert } from './alert-steps';
import type { DecisionParts } from './decision-parts';
import { observeMeters } from './evaluate-meters';
import { observeSources } from './evaluate-sources';
import { evaluateStops } from './evaluate-stops';

/** Steps that a person is told of as new: an alert that began to fire, or got worse. */
const TRIGGERS: readonly AlertEvent['kind'][] = ['firing', 'worse'];

/** What was seen, and what it is about. */
interface Watched {
  readonly seen: Observation;
  readonly subject: AlertSubject | null;
}

export interface EvaluateOptions {
  /** Limits of projects, further ones and budgets as well, which days of the past that are filled in go without. */
  readonly others?: boolean;
  /** After sleep, or a long time off: one summary of what happened meanwhile. */
  readonly catchUp?: boolean;
}

/**
 * Moves the life of every alert one step on, from the standings that a cycle left behind and from what the
 * providers of their connections have stopped. Answers how many alerts began to fire or got worse.
 * Every step goes to `notifier`, which decides whom to tell, in one batch.
 *
 * Thresholds ring at every limit, whatever happens there: only one at which nothing happens raises nothing.
 * `states` are the limits of the accounts' plans.
 */
export async function evaluateAlerts(
  parts: DecisionParts,
  states: readonly MetricState[],
  notifier: AlertNotifier | null,
  { others: withOthers = true, catchUp = false }: EvaluateOptions = {},
): Promise<number> {
  const { store, clock } = parts;
  const open = await store.alerts.open();
  const connections = [...new Map(states.map(({ connection }) => [connection.id, connection])).values()];
  const connectionIds = connections.map(({ id }) => id);
  const others = withOthers ? await readOtherStandings(parts, { connectionIds }) : [];
  const now = clock.now();
  const rules = await readAlertRules(store);
  const limits: readonly Watched[] = [
    ...states.map((state) => ({ seen: observeStanding(state.standing, rules, now), subject: { state } })),
    ...others.map((standing) => ({ seen: observeStanding(standing, rules, now), subject: { standing } })),
  ];
  const attempts = await store.cycles.lastAttempts();
  const steps: AlertStep[] = [];
  const back: Observation[] = [];
  for (const one of limits) {
    const taken = [...(await closeForeign(parts, open, one)), ...(await step(parts, open, one, rules))];
    steps.push(...taken);
    back.push(...backOf(open, one.seen, taken, rules, now));
  }
  if (withOthers) {
    const standings = [...states.map(({ standing }) => standing), ...others];
    const seen = [
      ...back,
      ...(await observeMeters(parts, connections, { standings, rules, open })),
      ...(await observeSources(
        parts,
        rules,
        attempts,
        states.map(({ standing }) => standing),
      )),
      ...observeResets(standings, rules, now),
      ...(await observePricesOf(parts, connections)),
    ];
    for (const one of seen) {
      steps.push(...(await step(parts, open, { seen: one, subject: null }, rules)));
    }
    steps.push(...(await closeGone(parts, open, connectionIds, [...limits, ...seen.map((one) => ({ seen: one }))])));
  }
  const stopsOf = await readStopsOf(parts, connections, attempts);
  for (const connection of connections) {
    const stops = stopsOf.get(connection.id);
    if (stops !== undefined) {
      steps.push(...(await evaluateStops(parts, connection, stops, open)));
    }
  }
  if (steps.length > 0) {
    await notifier?.notify({ steps, catchUp });
  }
  return steps.filter(({ event }) => TRIGGERS.includes(event.kind)).length;
}

/** What changes of the prices that these connections pay. */
async function observePricesOf(
  { store, clock, prices }: DecisionParts,
  connections: readonly Connection[],
): Promise<readonly Observation[]> {
  const [list, series] = await Promise.all([prices(), store.samples.listSeries()]);
  return connections.flatMap(({ id, title, billing }) => {
    const own = series.filter(({ connectionId }) => connectionId === id);
    const uses = new Set(own.map(({ service, metric }) => `${service}/${metric}`));
    return billing === null ? [] : observePrices(list, { connectionId: id, title, uses, ...billing }, clock.now());
  });
}

/** What works again of a limit that was just looked at; a limit that is gone does not. */
function backOf(
  open: readonly Alert[],
  seen: Observation,
  taken: readonly AlertStep[],
  rules: AlertRules,
  now: Instant,
): readonly Observation[] {
  const over = taken.filter(({ event }) => event.kind === 'resolved').map(({ alert }) => alert.id);
  const before = seen.isGone === true ? [] : open.filter((alert) => isAbout(alert, seen));
  return before.flatMap((alert) =>
    observeBack(alert, { known: seen.known, isOver: over.includes(alert.id) }, rules, now),
  );
}

function isAbout(alert: Alert, seen: Observation): boolean {
  return (
    alert.condition === seen.condition &&
    alert.connectionId === seen.connectionId &&
    alert.projectId === seen.projectId &&
    alert.service === seen.service &&
    alert.metric === seen.metric &&
    alert.limitId === seen.limitId
  );
}

/** Alerts of the same limit under another key belong to a window that has ended. */
async function closeForeign(
  parts: DecisionParts,
  open: readonly Alert[],
  { seen, subject }: Watched,
): Promise<readonly AlertStep[]> {
  const foreign = open.filter((alert) => isAbout(alert, seen) && alert.key !== seen.key);
  const steps: AlertStep[] = [];
  for (const alert of foreign) {
    const close = (current: Alert) => closeAlert(current, { code: 'new-period' }, parts.clock.now());
    steps.push(...(await updateAlert(parts, alert.id, close, subject)));
  }
  return steps;
}

/** The limit was switched off or removed, or is no harm to reach. */
const REMOVED = { code: 'limit-gone' } as const;
/** What has no limit is not looked at any more once it is what is usual now. */
const UNWATCHED = { code: 'usual-again' } as const;

/** Budgets, limits beside the plan's, meters and deployments that are looked at no more. */
async function closeGone(
  parts: DecisionParts,
  open: readonly Alert[],
  connectionIds: readonly string[],
  watched: readonly Pick<Watched, 'seen'>[],
): Promise<readonly AlertStep[]> {
  const gone = open.filter(
    (alert) =>
      alert.condition !== 'stop' &&
      // Every metric of a plan is looked at in each cycle of its connection.
      !(alert.condition === 'limit' && alert.limitId === PLAN_LIMIT && alert.projectId === '') &&
      (alert.connectionId === null || connectionIds.includes(alert.connectionId)) &&
      watched.every(({ seen }) => seen.key !== alert.key && !(seen.limitId !== '' && isAbout(alert, seen))),
  );
  const steps: AlertStep[] = [];
  for (const { id, limitId } of gone) {
    const reason = limitId === '' ? UNWATCHED : REMOVED;
    steps.push(...(await updateAlert(parts, id, (alert) => closeAlert(alert, reason, parts.clock.now()), null)));
  }
  return steps;
}

async function step(
  parts: DecisionParts,
  open: readonly Alert[],
  { seen, subject }: Watched,
  rules: AlertRules,
): Promise<readonly AlertStep[]> {
  const current = open.find((alert) => alert.key === seen.key) ?? null;
  const isOff = rules.off.includes(seen.condition);
  if (current === null) {
    return isOff ? [] : openAlert(parts, seen, subject);
  }
  const now = parts.clock.now();
  // Without a limit there is no problem any more; without a reading nothing is known of it.
  const transition = (alert: Alert) =>
    isOff || seen.isGone === true ? closeAlert(alert, REMOVED, now) : stepAlert(alert, seen, now);
  return updateAlert(parts, current.id, transition, subject);
}
