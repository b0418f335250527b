import type { Verification } from '#main/providers/monitor';
import type { Connection } from '#shared/domain/connection';
import type { CapabilityOutcome } from '#shared/domain/cycle';
import { type Failure, fail, type Result } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { CycleParts } from './cycle-parts';

/** One capability as it was last asked. */
export interface ExaminedCapability {
  readonly id: string;
  readonly title: string;
  readonly outcome: CapabilityOutcome;
  readonly message: string;
  readonly action: string;
  readonly at: Instant;
  readonly durationMs: number;
  readonly lastGoodAt: Instant | null;
}

/** One connection tested live, beside what its last collection said. */
export interface Examination {
  readonly connection: Connection;
  readonly live: Result<Verification>;
  readonly durationMs: number;
  readonly capabilities: readonly ExaminedCapability[];
  /** The one thing to change; null when all is well. */
  readonly advice: string | null;
}

/** Asks every connection who it is, right now, and sets the newest attempts beside the answer. Keeps nothing. */
export async function examineConnections(parts: CycleParts): Promise<readonly Examination[]> {
  const [connections, attempts] = await Promise.all([
    parts.store.connections.list(),
    parts.store.cycles.lastAttempts(),
  ]);
  return Promise.all(
    connections.map(async (connection) => {
      const began = parts.clock.monotonic();
      const live = await verifyLive(parts, connection);
      const capabilities = attempts
        .filter(({ attempt }) => attempt.connectionId === connection.id)
        .map(({ attempt, lastGoodAt }) => ({
          id: attempt.capability,
          title: parts.catalog.capabilityTitle(connection.provider, attempt.capability),
          outcome: attempt.outcome,
          message: attempt.message,
          action: attempt.action,
          at: attempt.startedAt,
          durationMs: attempt.durationMs,
          lastGoodAt,
        }));
      return {
        connection,
        live,
        durationMs: parts.clock.monotonic() - began,
        capabilities,
        advice: adviceOf(live, capabilities),
      };
    }),
  );
}

async function verifyLive(parts: CycleParts, connection: Connection): Promise<Result<Verification>> {
  const entry = parts.providers.find((known) => known.descriptor.id === connection.provider);
  if (entry === undefined) {
    return fail(unknownProvider(connection.provider));
  }
  const credentials = await parts.credentials.read(connection);
  if (!credentials.ok) {
    return credentials;
  }
  const [provider, http] = await Promise.all([entry.load(), parts.http()]);
  return provider.verify({ connection, credentials: credentials.value, http, clock: parts.clock });
}

/** The live failure first; else the first capability that failed for another reason than the plan. */
function adviceOf(live: Result<Verification>, capabilities: readonly ExaminedCapability[]): string | null {
  if (!live.ok) {
    return sentence(live.failure);
  }
  const refused = live.value.capabilities.find(({ outcome }) => !HARMLESS.includes(outcome));
  const failed = capabilities.find(({ outcome }) => !HARMLESS.includes(outcome));
  if (failed !== undefined) {
    return sentence(failed);
  }
  return refused?.message ?? null;
}

const HARMLESS: readonly CapabilityOutcome[] = ['ok', 'asleep', 'not-on-plan'];

function sentence({ message, action }: Pick<Failure, 'message' | 'action'>): string {
  return `${message} ${action}`.trim();
}

function unknownProvider(provider: string): Failure {
  return {
    code: 'not-configured',
    message: `This version of Headroom does not know the provider "${provider}".`,
    action: 'Install the version that made this connection, or remove it.',
    retryable: false,
  };
}
