import type { Verification } from '#main/providers/monitor';
import { capabilityViews } from '#main/queries/connections/capability-views';
import { type HistoryView, readHistoryView } from '#main/queries/connections/history-view';
import type { Connection } from '#shared/domain/connection';
import { isTrouble } from '#shared/domain/cycle';
import { type Failure, fail, type Result } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { OFFLINE } from '#shared/domain/offline';
import type { CapabilityView } from '#shared/ipc/collection';
import { monitorBroke, placeOf } from './attempts';
import type { CycleParts } from './cycle-parts';
import { isOffline } from './offline';
import { unknownProvider } from './unknown-provider';

/** One connection tested live, beside what its last collection said. */
export interface Examination {
  readonly connection: Connection;
  readonly live: Result<Verification>;
  readonly durationMs: number;
  readonly capabilities: readonly CapabilityView[];
  /** How far back it was told, and what is missing; null while none was asked for. */
  readonly history: HistoryView;
  /** The one thing to change; null when all is well. */
  readonly advice: string | null;
}

/**
 * Asks every connection, or those of `ids`, who it is, right now, and sets the newest attempts beside the answer. Keeps
 * nothing.
 */
export async function examineConnections(parts: CycleParts, ids?: readonly string[]): Promise<readonly Examination[]> {
  const [all, attempts] = await Promise.all([parts.store.connections.list(), parts.store.cycles.lastAttempts()]);
  const connections = all.filter(({ id }) => ids?.includes(id) ?? true);
  const examined = await Promise.all(
    connections.map(async (connection) => {
      const began = parts.clock.monotonic();
      const live = await verifyLive(parts, connection);
      const capabilities = capabilityViews(parts.catalog, connection, attempts);
      return {
        connection,
        live,
        durationMs: parts.clock.monotonic() - began,
        capabilities,
        history: await readHistoryView(parts, connection),
        advice: adviceOf(live, capabilities),
      };
    }),
  );
  return toldOffline(parts, examined);
}

/** Where no connection can be tested because this computer is offline, each says that and asks for no change. */
function toldOffline(parts: CycleParts, examined: readonly Examination[]): readonly Examination[] {
  const failed = examined.flatMap(({ connection, live }) =>
    live.ok ? [] : [{ connection, outcomes: [live.failure.code], noNetwork: live.failure.noNetwork === true }],
  );
  if (failed.length < examined.length || !isOffline(parts.catalog, failed)) return examined;
  return examined.map((one) => ({ ...one, live: fail(OFFLINE), advice: null }));
}

async function verifyLive(parts: CycleParts, connection: Connection): Promise<Result<Verification>> {
  const entry = parts.providers.find((known) => known.descriptor.id === connection.provider);
  if (entry === undefined) {
    return fail(unknownProvider(connection));
  }
  const credentials = await parts.credentials.read(connection);
  if (!credentials.ok) {
    return credentials;
  }
  try {
    const [provider, http] = await Promise.all([entry.load(), parts.http()]);
    return await provider.verify({ connection, credentials: credentials.value, http, clock: parts.clock });
  } catch (error) {
    // A mistake with one connection says nothing about the others.
    parts.logger.error({ connection: connection.id, error: placeOf(error) }, 'a connection could not be tested');
    return fail(failureIn(error) ?? monitorBroke(connection));
  }
}

/** The live failure first; else the first capability that failed for another reason than the plan. */
function adviceOf(live: Result<Verification>, capabilities: readonly CapabilityView[]): string | null {
  if (!live.ok) {
    return sentence(live.failure);
  }
  const refused = live.value.capabilities.find(({ outcome }) => isTrouble(outcome));
  const failed = capabilities.find(({ outcome }) => isTrouble(outcome));
  if (failed !== undefined) {
    return sentence(failed);
  }
  return refused?.message ?? null;
}

function sentence({ message, action }: Pick<Failure, 'message' | 'action'>): string {
  return `${message} ${action}`.trim();
}
