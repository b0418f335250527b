import type { AlertNotifier } from '#main/actions/alert-notifier';
import { evaluateAlerts } from '#main/actions/evaluate-alerts';
import { followChanges } from '#main/actions/follow-changes';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import { recordBill } from '#main/actions/record-bill';
import { recordForecasts } from '#main/actions/record-forecasts';
import { recordModel } from '#main/actions/record-model';
import { recordVerdict } from '#main/actions/record-verdict';
import { scoreForecasts } from '#main/actions/score-forecasts';
import { within } from '#main/clock';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { failureOf } from '#main/store/database/store-error';
import { type Connection, isPaused } from '#shared/domain/connection';
import type { CollectionAttempt, CycleResult, CycleTrigger } from '#shared/domain/cycle';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { MINUTE, type Period } from '#shared/domain/instant';
import { placeOf } from './attempts';
import { askConnection } from './collect-connection';
import type { CycleParts } from './cycle-parts';
import { keepAnswer } from './keep-answer';
import { matchStores } from './match-stores';
import { BROKE_OFF } from './monitoring-error';
import { toldAsOffline } from './offline';
import { askStatusPages } from './status-page';

const LEASE = 'collector';
/** Longer than any cycle: a process that hangs holds the others up no longer than this, one that died not at all. */
const LEASE_SECONDS = 10 * MINUTE;

export interface CycleOptions {
  readonly trigger: CycleTrigger;
  /** Only these connections; default all. */
  readonly connectionIds?: readonly string[];
  readonly backfill?: Period;
  /** With `backfill`: only these capabilities; default all that can tell history. */
  readonly capabilities?: readonly string[];
  /** What each source may take, milliseconds; default four minutes. They are asked at once, so that this is what all take. */
  readonly budgetMs?: number;
  /**
   * `watch` steps every alert without forecasts, as between two cycles; `alerts` those of plan limits only, as for days
   * of the past; `none` keeps samples and nothing else; default everything.
   */
  readonly evaluate?: 'everything' | 'watch' | 'alerts' | 'none';
  readonly signal?: AbortSignal;
}

/**
 * One cycle: collect, keep, decide. Only one process at a time runs cycles on a file. Never throws: what breaks is a
 * failure, kept with the cycle's own row where that can be written.
 */
export async function runCycle(parts: CycleParts, options: CycleOptions): Promise<Result<CycleResult>> {
  const { store, clock } = parts;
  const startedAt = clock.now();
  let taken = false;
  let cycleId: number | null = null;
  try {
    if (!(await store.leases.take(LEASE, parts.owner, startedAt, startedAt + LEASE_SECONDS))) {
      return fail({
        code: 'store-locked',
        message: 'Another Headroom is collecting into the same file right now.',
        action: 'Wait until it is done, or use its result: it writes to the same file.',
        retryable: true,
      });
    }
    taken = true;
    // The sample's past is replayed after its present was read: there the clock goes back on purpose.
    if (options.trigger !== 'sample' && (await store.setAside.recognise(startedAt)) > 0) {
      parts.forecasts.forget();
    }
    cycleId = await store.cycles.begin(options.trigger, startedAt);
    const { collected, charges, attempts: made } = await collectAll(parts, options);
    const connections = await askedConnections(parts, options);
    // A person may have removed a connection while it was asked.
    const attempts = made.filter(({ connectionId }) => connections.some(({ id }) => id === connectionId));
    const isHistory = options.backfill !== undefined;
    const pages = isHistory ? [] : await askStatusPages(parts, connections, options.signal);
    await store.cycles.recordAttempts(cycleId, [...attempts, ...pages]);
    await matchStores(parts);
    const decided = await decide(parts, options);
    const result = { metricsCollected: collected, ...decided };
    const { recommendationsNew: _, ...kept } = result;
    await store.cycles.finish(cycleId, { finishedAt: clock.now(), ...kept });
    return succeed({ ...result, cycleId, attempts: [...attempts, ...pages], charges });
  } catch (error) {
    const failure = failureIn(error) ?? BROKE_OFF;
    if (failure.code !== 'cancelled') {
      parts.logger.error({ code: failure.code, error: placeOf(error) }, 'a cycle broke off');
    }
    await tellBroken(parts, cycleId, failure);
    return fail(failure);
  } finally {
    if (taken) await giveBack(parts);
  }
}

/** A row that cannot be deleted, as on a full disk, holds nobody up; and the cycle's own failure says more. */
async function giveBack({ store, owner, logger }: CycleParts): Promise<void> {
  try {
    await store.leases.release(LEASE, owner);
  } catch (error) {
    logger.warn({ code: failureOf(error)?.code ?? 'internal' }, 'the lease could not be taken off the file');
  }
}

/** The row of a cycle that broke says so, unless the store itself is what broke. */
async function tellBroken({ store, clock }: CycleParts, cycleId: number | null, failure: Failure): Promise<void> {
  if (cycleId !== null) {
    const nothing = { metricsCollected: 0, recommendationsGenerated: 0, alertsTriggered: 0 };
    await store.cycles.finish(cycleId, { ...nothing, finishedAt: clock.now(), failure }).catch(() => undefined);
  }
}

async function askedConnections(
  { store }: CycleParts,
  { connectionIds }: CycleOptions,
): Promise<readonly Connection[]> {
  const all = await store.connections.list();
  return all.filter((one) => connectionIds?.includes(one.id) ?? !isPaused(one));
}

async function collectAll(
  parts: CycleParts,
  options: CycleOptions,
): Promise<{
  readonly collected: number;
  readonly charges: number;
  readonly attempts: readonly CollectionAttempt[];
}> {
  const connections = await askedConnections(parts, options);
  let done = 0;
  const report = (connection: Connection | null) =>
    parts.changes.emit('collection-progress', {
      running: true,
      progress: { done, total: connections.length, label: connection?.title ?? '' },
    });
  report(connections[0] ?? null);
  const outcomes = await Promise.all(
    connections.map(async (connection) => {
      const answer = await askConnection(parts, connection, options);
      const outcome = await keepAnswer(parts, answer);
      done += 1;
      report(connection);
      return outcome;
    }),
  );
  return {
    charges: outcomes.reduce((sum, outcome) => sum + outcome.charges, 0),
    collected: outcomes.reduce((sum, outcome) => sum + outcome.metricsCollected, 0),
    attempts: toldAsOffline(
      parts.catalog,
      connections,
      outcomes.flatMap((outcome) => outcome.attempts),
    ),
  };
}

async function decide(
  parts: CycleParts,
  options: CycleOptions,
): Promise<Pick<CycleResult, 'recommendationsGenerated' | 'recommendationsNew' | 'alertsTriggered'>> {
  if (options.evaluate === 'none') {
    return { recommendationsGenerated: 0, recommendationsNew: 0, alertsTriggered: 0 };
  }
  const everything = options.evaluate === undefined || options.evaluate === 'everything';
  if (everything) {
    // First of all, so that the forecasts of this cycle are as wide as the record asks for.
    await recordForecasts(parts, options.signal);
    await scoreForecasts(parts);
    await recordModel(parts, options.signal);
  }
  const states = await readMetricStates(parts, { forecast: everything, connectionIds: options.connectionIds });
  const alertsTriggered = await evaluateAlerts(parts, states, patient(parts), {
    others: options.evaluate !== 'alerts',
    catchUp: options.trigger === 'wake' || options.trigger === 'start',
  });
  if (!everything) {
    return { recommendationsGenerated: 0, recommendationsNew: 0, alertsTriggered };
  }
  // What was done at a provider is no longer advised.
  await followChanges(parts);
  const engine = new RecommendationEngine(parts);
  const advice = await engine.generateRecommendations(states);
  const recommendationsNew = await engine.saveRecommendations(advice);
  await recordVerdict(parts);
  await recordBill(parts);
  return { recommendationsGenerated: advice.length, recommendationsNew, alertsTriggered };
}

/** A desktop that does not answer holds no cycle up: what is still owed is told later. */
const TELLING_MS = 10_000;

function patient({ notifier, clock }: CycleParts): AlertNotifier | null {
  return (
    notifier && {
      notify: (batch) => within(clock, TELLING_MS, notifier.notify(batch), () => undefined),
    }
  );
}
