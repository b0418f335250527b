import { leftOut } from '#main/providers/validate-facts';
import type { RejectedSample } from '#main/store/store';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { Failure } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { CycleParts } from './cycle-parts';

/** The same failure for everything that a connection is asked for. */
export function allFailed(
  parts: CycleParts,
  connection: Connection,
  failure: Failure,
  startedAt: Instant,
  durationMs: number,
): readonly CollectionAttempt[] {
  const capabilities = parts.catalog.descriptor(connection.provider)?.capabilities ?? [{ id: 'collect' }];
  return capabilities.map(({ id }) => attemptOf(connection, id, failure, startedAt, durationMs));
}

function attemptOf(
  connection: Connection,
  capability: string,
  failure: Failure,
  startedAt: Instant,
  durationMs: number,
): CollectionAttempt {
  return {
    connectionId: connection.id,
    capability,
    outcome: failure.code,
    message: failure.message,
    action: failure.action,
    startedAt,
    durationMs,
    samples: 0,
    requests: 0,
    retryAt: failure.retryAt ?? null,
    ...(failure.noNetwork === true ? { noNetwork: true } : {}),
  };
}

/** A mistake of ours while a connection was read, in a person's words. */
export function monitorBroke(connection: Connection): Failure {
  return {
    code: 'internal',
    message: `Reading ${connection.title} broke off because of a mistake in Headroom.`,
    action: 'The next cycle tries again. If it stays, please report it.',
    retryable: true,
  };
}

/** Each rejected sample is told with the capability that brings its metric. */
export function withRejected(
  parts: CycleParts,
  connection: Connection,
  attempts: readonly CollectionAttempt[],
  rejected: readonly RejectedSample[],
): readonly CollectionAttempt[] {
  const byAttempt = new Map<number, RejectedSample[]>();
  for (const one of rejected) {
    const feeding = parts.catalog.feeding(connection.provider, one.sample);
    const at = attempts.findIndex(({ capability, samples }) => feeding.includes(capability) && samples > 0);
    byAttempt.set(at, [...(byAttempt.get(at) ?? []), one]);
  }
  let told = attempts;
  for (const [at, ones] of byAttempt) {
    const failure = leftOut(ones.length, ones[0]?.reason);
    const attempt = attempts[at];
    told =
      attempt === undefined
        ? withLeftOut(told, connection, failure, parts.clock.now())
        : told.map((one) => (one === attempt ? partly(one, failure, ones.length) : one));
  }
  return told;
}

function partly(attempt: CollectionAttempt, failure: Failure, lost: number): CollectionAttempt {
  const { code: outcome, message, action } = failure;
  const samples = Math.max(0, attempt.samples - lost);
  return attempt.outcome === 'ok' ? { ...attempt, outcome, message, action, samples } : { ...attempt, samples };
}

/** What belongs to no capability is told with the first that went well, or by itself. */
export function withLeftOut(
  attempts: readonly CollectionAttempt[],
  connection: Connection,
  failure: Failure,
  startedAt: Instant,
): readonly CollectionAttempt[] {
  const good = attempts.find(({ outcome }) => outcome === 'ok');
  if (good !== undefined) {
    return attempts.map((one) => (one === good ? partly(one, failure, 0) : one));
  }
  return attempts.length > 0 ? attempts : [attemptOf(connection, 'collect', failure, startedAt, 0)];
}

/** The store keeps whole numbers of these: a time to come back that is none must not cost the cycle. */
export function storableAttempt(attempt: CollectionAttempt): CollectionAttempt {
  const { retryAt, durationMs } = attempt;
  return {
    ...attempt,
    retryAt: retryAt !== null && Number.isSafeInteger(Math.ceil(retryAt)) ? Math.ceil(retryAt) : null,
    durationMs: Number.isFinite(durationMs) ? durationMs : 0,
  };
}

/** Where an error was thrown, and its class only: a message may carry what a provider said. */
export function placeOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name} at ${error.stack?.split('\n')[1]?.trim() ?? 'unknown place'}`
    : typeof error;
}
