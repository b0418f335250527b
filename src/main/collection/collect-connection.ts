import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { recordPlan } from '#main/actions/record-plan';
import { saveLimits } from '#main/actions/save-limits';
import { breathe } from '#main/clock';
import type { CollectedFacts, CollectionResult } from '#main/providers/monitor';
import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { Failure } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import type { CycleParts } from './cycle-parts';
import { keepCharges } from './keep-charges';
import { unknownProvider } from './unknown-provider';

/** Rows that are written in one go, so that nothing else waits for longer than a frame. */
const ROWS_AT_ONCE = 100;
/** A window of AI usage has many rows of its own. */
const WINDOWS_AT_ONCE = 7;

/** What one connection answered, before anything of it is kept. */
export interface ConnectionAnswer {
  readonly connection: Connection;
  readonly result: CollectionResult;
}

export interface ConnectionOutcome {
  readonly metricsCollected: number;
  readonly attempts: readonly CollectionAttempt[];
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Asks for these days of history instead of the latest. */
  readonly backfill?: Period;
}

/**
 * Asks one connection. Never throws: whatever goes wrong becomes an attempt with its reason, so that
 * the other connections go on.
 */
export async function askConnection(
  parts: CycleParts,
  connection: Connection,
  options: AskOptions,
): Promise<ConnectionAnswer> {
  const startedAt = parts.clock.now();
  const began = parts.clock.monotonic();
  const cursors = await parts.store.connections.cursors(connection.id);
  const failed = (failure: Failure): ConnectionAnswer => ({
    connection,
    result: {
      samples: [],
      attempts: allFailed(parts, connection, failure, startedAt, parts.clock.monotonic() - began),
      facts: {},
      cursors,
    },
  });
  const entry = parts.providers.find((known) => known.descriptor.id === connection.provider);
  if (entry === undefined) {
    return failed(unknownProvider(connection));
  }
  const credentials = await parts.credentials.read(connection);
  if (!credentials.ok) {
    return isElsewhere(connection, credentials.failure) ? skipped(connection, cursors) : failed(credentials.failure);
  }
  try {
    // Loading code blocks for as long as it takes: one after the other, with room between.
    const provider = await entry.load();
    await breathe();
    const http = await parts.http();
    const result = await provider.monitor.collectMetrics({
      connection,
      credentials: credentials.value,
      http,
      clock: parts.clock,
      cursors,
      onCharges: (batch) => keepCharges(parts.store, connection.id, batch),
      ...options,
    });
    return { connection, result: { ...result, cursors: { ...cursors, ...result.cursors } } };
  } catch (error) {
    parts.logger.error({ connection: connection.id, error: nameOf(error) }, 'a monitor threw');
    return failed(monitorBroke(connection));
  }
}

/** The variables of this account are set where another Headroom runs, which reads it. */
function isElsewhere({ settings }: Connection, { code }: Failure): boolean {
  const isMissing = code === 'not-configured' || code === 'keychain-unavailable';
  return settings[ORIGIN_SETTING] === FROM_ENVIRONMENT && isMissing;
}

/** No attempt: what the other one read last stands, with its own age. */
function skipped(connection: Connection, cursors: CollectionResult['cursors']): ConnectionAnswer {
  return { connection, result: { samples: [], attempts: [], facts: {}, cursors } };
}

/** Keeps what a connection answered. A store that cannot write turns the attempts into its failure. */
export async function keepAnswer(
  parts: CycleParts,
  { connection, result }: ConnectionAnswer,
): Promise<ConnectionOutcome> {
  const saved = await parts.store.samples.save(connection.id, result.samples, parts.clock.now());
  if (!saved.ok) {
    return { metricsCollected: 0, attempts: allFailed(parts, connection, saved.failure, parts.clock.now(), 0) };
  }
  for (const { reason } of saved.value.rejected.slice(0, 3)) {
    parts.logger.warn({ connection: connection.id, reason }, 'a sample was rejected');
  }
  await breathe();
  const updated = await keepFacts(parts, connection, result.facts);
  await breathe();
  await saveLimits(parts, updated, result.facts.limits ?? []);
  await parts.store.connections.saveCursors(connection.id, result.cursors);
  return { metricsCollected: saved.value.saved, attempts: result.attempts };
}

async function keepFacts(parts: CycleParts, connection: Connection, facts: CollectedFacts): Promise<Connection> {
  const { store } = parts;
  await store.facts.saveProjects(facts.projects ?? []);
  const deployments = facts.deployments ?? [];
  for (let at = 0; at < deployments.length; at += ROWS_AT_ONCE) {
    await store.facts.saveDeployments(deployments.slice(at, at + ROWS_AT_ONCE));
    await breathe();
  }
  for (const batch of facts.charges ?? []) {
    await keepCharges(parts.store, connection.id, batch);
  }
  const windows = facts.aiUsage ?? [];
  for (let at = 0; at < windows.length; at += WINDOWS_AT_ONCE) {
    await store.aiUsage.saveWindows(connection.id, windows.slice(at, at + WINDOWS_AT_ONCE), parts.clock.now());
    await breathe();
  }
  if (facts.stores !== undefined) {
    await store.facts.saveStores(connection.id, facts.stores);
  }
  await keepProviderFacts(parts, connection, facts);
  // A plan that the person chose by hand stands until the person changes it.
  const billing = connection.billing?.source === 'user' ? connection.billing : (facts.billing ?? connection.billing);
  const updated: Connection = {
    ...connection,
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

function allFailed(
  parts: CycleParts,
  connection: Connection,
  failure: Failure,
  startedAt: Instant,
  durationMs: number,
): readonly CollectionAttempt[] {
  const capabilities = parts.catalog.descriptor(connection.provider)?.capabilities ?? [{ id: 'collect' }];
  return capabilities.map(({ id }) => ({
    connectionId: connection.id,
    capability: id,
    outcome: failure.code,
    message: failure.message,
    action: failure.action,
    startedAt,
    durationMs,
    samples: 0,
    requests: 0,
    retryAt: failure.retryAt ?? null,
  }));
}

function monitorBroke(connection: Connection): Failure {
  return {
    code: 'internal',
    message: `Reading ${connection.title} broke off because of a mistake in Headroom.`,
    action: 'The next cycle tries again. If it stays, please report it.',
    retryable: true,
  };
}

/** Only the class: a message may carry what a provider said. */
function nameOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name} at ${error.stack?.split('\n')[1]?.trim() ?? 'unknown place'}`
    : typeof error;
}
