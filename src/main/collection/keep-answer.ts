import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { recordPlan } from '#main/actions/record-plan';
import { saveLimits } from '#main/actions/save-limits';
import type { CollectedFacts } from '#main/providers/monitor';
import { leftOut, validFacts, validSamples } from '#main/providers/validate-facts';
import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { Failure } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { environmentTitle } from '#shared/words/connection';
import { allFailed, monitorBroke, placeOf, storableAttempt, withLeftOut, withRejected } from './attempts';
import type { ConnectionAnswer } from './collect-connection';
import type { CycleParts } from './cycle-parts';
import { keepCharges } from './keep-charges';

/** Rows that are written in one go, so that nothing else waits for longer than a frame. */
const ROWS_AT_ONCE = 100;
/** A window of AI usage has many rows of its own. */
const WINDOWS_AT_ONCE = 7;

/** What became of an answer: what was kept of it, and how each capability did. */
export interface ConnectionOutcome {
  readonly metricsCollected: number;
  /** Charges that were kept. */
  readonly charges: number;
  readonly attempts: readonly CollectionAttempt[];
}

/**
 * Keeps what a connection answered, what cannot be right left out and told with the attempts. A store that cannot
 * write turns the attempts into its failure; a mistake of ours costs the facts, not the cycle.
 */
export async function keepAnswer(
  parts: CycleParts,
  { connection, result, charges = 0 }: ConnectionAnswer,
): Promise<ConnectionOutcome> {
  const now = parts.clock.now();
  // A person removed it while it was asked: nothing of it may come back.
  if ((await parts.store.connections.find(connection.id)) === null) {
    return { metricsCollected: 0, charges: 0, attempts: [] };
  }
  const unkept = (failure: Failure): ConnectionOutcome => ({
    metricsCollected: 0,
    charges: 0,
    attempts: allFailed(parts, connection, failure, now, 0),
  });
  const samples = validSamples(result.samples);
  const saved = await parts.store.samples.save(connection.id, samples.kept, now);
  if (!saved.ok) {
    return unkept(saved.failure);
  }
  const { rejected } = saved.value;
  for (const { reason } of rejected.slice(0, 3)) {
    parts.logger.warn({ connection: connection.id, reason }, 'a sample was rejected');
  }
  // Once more for monitors that do not ask through `CollectionRun`.
  const facts = validFacts(result.facts, now);
  const refused = samples.refused + facts.refused;
  const attempts = withRejected(parts, connection, result.attempts.map(storableAttempt), rejected);
  const outcome: ConnectionOutcome = {
    metricsCollected: saved.value.saved,
    charges,
    attempts: refused > 0 ? withLeftOut(attempts, connection, leftOut(refused), now) : attempts,
  };
  try {
    const updated = await keepFacts(parts, connection, facts.kept);
    await saveLimits(parts, updated, facts.kept.limits ?? []);
    if (Object.keys(result.cursors).length > 0) {
      await parts.store.connections.saveCursors(connection.id, result.cursors);
    }
    return outcome;
  } catch (error) {
    const failure = failureIn(error);
    if (failure !== null) {
      return unkept(failure);
    }
    parts.logger.error({ connection: connection.id, error: placeOf(error) }, 'facts could not be kept');
    return { ...outcome, attempts: withLeftOut(outcome.attempts, connection, monitorBroke(connection), now) };
  }
}

async function keepFacts(parts: CycleParts, connection: Connection, facts: CollectedFacts): Promise<Connection> {
  const { store } = parts;
  await store.facts.saveProjects(facts.projects ?? []);
  const deployments = facts.deployments ?? [];
  for (let at = 0; at < deployments.length; at += ROWS_AT_ONCE) {
    await store.facts.saveDeployments(deployments.slice(at, at + ROWS_AT_ONCE));
  }
  for (const batch of facts.charges ?? []) {
    await keepCharges(parts.store, connection.id, batch);
  }
  const windows = facts.aiUsage ?? [];
  for (let at = 0; at < windows.length; at += WINDOWS_AT_ONCE) {
    await store.aiUsage.saveWindows(connection.id, windows.slice(at, at + WINDOWS_AT_ONCE), parts.clock.now());
  }
  if (facts.stores !== undefined) {
    await store.facts.saveStores(connection.id, facts.stores);
  }
  await keepProviderFacts(parts, connection, facts);
  // A plan that the person chose by hand stands until the person changes it.
  const billing = connection.billing?.source === 'user' ? connection.billing : (facts.billing ?? connection.billing);
  const updated: Connection = {
    ...connection,
    title: titleOf(connection, facts),
    billing,
    billingAnchor: facts.billingAnchor ?? connection.billingAnchor,
    expiresAt: facts.expiresAt === undefined ? connection.expiresAt : facts.expiresAt,
  };
  if (JSON.stringify(updated) !== JSON.stringify(connection)) {
    await store.connections.save(updated);
  }
  await recordPlan(parts, connection, updated);
  return updated;
}

/** Nobody named an account of the environment: it goes by its provider until that tells whose it is. */
function titleOf({ title, settings }: Connection, facts: CollectedFacts): string {
  const told = facts.title?.trim() ?? '';
  return told === '' || settings[ORIGIN_SETTING] !== FROM_ENVIRONMENT ? title : environmentTitle(told);
}
