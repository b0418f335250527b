import { baseUrlOf } from '#main/providers/base-url';
import type { Catalog } from '#main/providers/catalog';
import type { Connection } from '#shared/domain/connection';
import type { CapabilityOutcome, CollectionAttempt } from '#shared/domain/cycle';
import { OFFLINE } from '#shared/domain/offline';

/** How one source failed: with which codes, and whether a way out of this computer was missing. */
interface SourceFailure {
  readonly connection: Connection;
  readonly outcomes: readonly CapabilityOutcome[];
  readonly noNetwork: boolean;
}

type Descriptors = Pick<Catalog, 'descriptor'>;

/** What is refused without a request says nothing about the network. */
const UNASKED: ReadonlySet<CapabilityOutcome> = new Set(['not-on-plan', 'cancelled']);
/** A network that is going may also just not answer. */
const NO_ANSWER: ReadonlySet<CapabilityOutcome> = new Set(['unreachable', 'timeout']);

/**
 * Whether all of `sources` failed because this computer has no network. A single one could have a wrong address: it
 * counts where the address is the provider's own.
 */
export function isOffline(catalog: Descriptors, sources: readonly SourceFailure[]): boolean {
  const [only, ...others] = sources;
  if (only === undefined || (others.length === 0 && !isOwnAddress(catalog, only.connection))) return false;
  return sources.every(({ outcomes, noNetwork }) => noNetwork && outcomes.every((outcome) => NO_ANSWER.has(outcome)));
}

/** The attempts of a cycle; where this computer was offline, each says that and nothing else. */
export function toldAsOffline(
  catalog: Descriptors,
  connections: readonly Connection[],
  attempts: readonly CollectionAttempt[],
): readonly CollectionAttempt[] {
  const asked = attempts.filter(({ outcome, requests }) => requests > 0 || !UNASKED.has(outcome));
  const sources = connections.flatMap((connection): SourceFailure[] => {
    const own = asked.filter(({ connectionId }) => connectionId === connection.id);
    const outcomes = own.map(({ outcome }) => outcome);
    return own.length === 0
      ? []
      : [{ connection, outcomes, noNetwork: own.some((attempt) => attempt.noNetwork === true) }];
  });
  if (!isOffline(catalog, sources)) return attempts;
  const { code: outcome, message, action } = OFFLINE;
  return attempts.map((attempt) => (asked.includes(attempt) ? { ...attempt, outcome, message, action } : attempt));
}

/** True where nobody typed the address, so that it is not wrong. */
function isOwnAddress(catalog: Descriptors, connection: Connection): boolean {
  const descriptor = catalog.descriptor(connection.provider);
  if (descriptor === null || descriptor.baseUrl === '') return false;
  const mayBeTyped = descriptor.fields.some(({ key }) => /url|address/i.test(key));
  return !mayBeTyped && baseUrlOf(descriptor, connection) === descriptor.baseUrl;
}
