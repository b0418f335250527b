import { evaluateAlerts } from '#main/actions/evaluate-alerts';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import { recordForecasts } from '#main/actions/record-forecasts';
import { recordVerdict } from '#main/actions/record-verdict';
import { scoreForecasts } from '#main/actions/score-forecasts';
import { breathe } from '#main/clock';
import { readMetricStates } from '#main/queries/standings/metric-states';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt, CycleResult, CycleTrigger } from '#shared/domain/cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { MINUTE, type Period } from '#shared/domain/instant';
import { askConnection, keepAnswer } from './collect-connection';
import type { CycleParts } from './cycle-parts';

const LEASE = 'collector';
/** Longer than any cycle: a process that died holds the others up no longer than this. */
const LEASE_SECONDS = 10 * MINUTE;

export interface CycleOptions {
  readonly trigger: CycleTrigger;
  /** Only these connections; default all. */
  readonly connectionIds?: readonly string[];
  readonly backfill?: Period;
  /** `alerts` steps alerts only, `none` keeps samples and nothing else; default everything. */
  readonly evaluate?: 'everything' | 'alerts' | 'none';
  readonly signal?: AbortSignal;
}

/** One cycle: collect, keep, decide. Only one process at a time runs cycles on a file. */
export async function runCycle(parts: CycleParts, options: CycleOptions): Promise<Result<CycleResult>> {
  const { store, clock } = parts;
  const startedAt = clock.now();
  if (!(await store.leases.take(LEASE, parts.owner, startedAt, startedAt + LEASE_SECONDS))) {
    return fail({
      code: 'store-locked',
      message: 'Another Headroom is collecting into the same file right now.',
      action: 'Wait until it is done, or use its result: it writes to the same file.',
      retryable: true,
    });
  }
  try {
    const cycleId = await store.cycles.begin(options.trigger, startedAt);
    const { collected, attempts } = await collectAll(parts, options);
    await store.cycles.recordAttempts(cycleId, attempts);
    await breathe();
    const decided = await decide(parts, options);
    const result = { metricsCollected: collected, ...decided };
    await store.cycles.finish(cycleId, { finishedAt: clock.now(), ...result });
    return succeed({ ...result, cycleId, attempts });
  } finally {
    await store.leases.release(LEASE, parts.owner);
  }
}

async function collectAll(
  parts: CycleParts,
  options: CycleOptions,
): Promise<{ readonly collected: number; readonly attempts: readonly CollectionAttempt[] }> {
  const all = await parts.store.connections.list();
  const connections = all.filter((connection) => options.connectionIds?.includes(connection.id) ?? true);
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
      await breathe();
      const outcome = await keepAnswer(parts, answer);
      done += 1;
      report(connection);
      return outcome;
    }),
  );
  return {
    collected: outcomes.reduce((sum, outcome) => sum + outcome.metricsCollected, 0),
    attempts: outcomes.flatMap((outcome) => outcome.attempts),
  };
}

async function decide(
  parts: CycleParts,
  options: CycleOptions,
): Promise<{ readonly recommendationsGenerated: number; readonly alertsTriggered: number }> {
  if (options.evaluate === 'none') {
    return { recommendationsGenerated: 0, alertsTriggered: 0 };
  }
  const everything = options.evaluate !== 'alerts';
  if (everything) {
    // First of all, so that the forecasts of this cycle are as wide as the record asks for.
    await recordForecasts(parts, options.signal);
    await scoreForecasts(parts);
  }
  const states = await readMetricStates(parts, { forecast: everything, connectionIds: options.connectionIds });
  await breathe();
  const alertsTriggered = await evaluateAlerts(parts, states, parts.notifier);
  if (!everything) {
    return { recommendationsGenerated: 0, alertsTriggered };
  }
  const engine = new RecommendationEngine(parts);
  const recommendationsGenerated = await engine.saveRecommendations(await engine.generateRecommendations(states));
  await recordVerdict(parts, options.connectionIds === undefined ? states : undefined);
  return { recommendationsGenerated, alertsTriggered };
}
