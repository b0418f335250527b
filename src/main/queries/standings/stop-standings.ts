import { inForceSince } from '#shared/core/standing/enforced';
import { makeStanding } from '#shared/core/standing/make-standing';
import type { Connection } from '#shared/domain/connection';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { Standing, StandingAtLimit } from '#shared/domain/standing';
import { stopName } from '#shared/words/alert-reason';
import type { ProviderStop } from '#shared/words/provider-stop';
import type { ConnectionRows } from '../connections/connection-rows';
import type { ReadParts } from '../read-parts';
import { readStops } from './provider-stops';

/**
 * What providers have stopped that none of `known` is: an account that is paused for another reason than a limit, a
 * store over its quota. Nobody tells a figure of it, but it is enforced, so it stands before all that only comes near.
 */
export async function readStopStandings(
  parts: ReadParts,
  { connections, attempts }: Pick<ConnectionRows, 'connections' | 'attempts'>,
  known: readonly Standing[],
): Promise<readonly Standing[]> {
  const stops = await readStops(parts, { connections, attempts });
  const now = parts.clock.now();
  return stops.flatMap((stop): Standing[] => {
    const connection = connections.find(({ id }) => id === stop.connectionId);
    const isTold = known.some(
      ({ scope, enforcing, atLimit }) =>
        stop.reason.code === 'account-paused' &&
        scope.kind === 'connection' &&
        scope.connectionId === stop.connectionId &&
        enforcing !== null &&
        atLimit === 'pause',
    );
    return connection === undefined || isTold ? [] : [stopStanding(stop, connection, now)];
  });
}

function stopStanding(stop: ProviderStop, connection: Connection, now: number): Standing {
  const since = inForceSince(stop.since, now);
  return {
    ...makeStanding({
      key: stop.key,
      scope: { kind: 'connection', connectionId: connection.id },
      limitId: 'provider:stop',
      provider: connection.provider,
      service: stop.service,
      metric: stop.metric,
      title: stopName(stop.reason),
      connectionTitle: connection.title,
      projectTitle: null,
      planName: connection.billing?.planName ?? null,
      used: null,
      missing: [],
      unit: 'bytes',
      asOf: null,
      source: connection.provider,
      freshness: { state: 'fresh' },
      window: { kind: 'moment', length: null, zone: 'UTC', start: null, resetsAt: null },
      limit: null,
      limitSource: 'provider',
      limitAsOf: null,
      atLimit: atLimitOf(stop),
      warningPercent: DEFAULT_WARNING_PERCENT,
      criticalPercent: DEFAULT_CRITICAL_PERCENT,
      reachedAt: since,
      now,
      forecast: NO_FORECAST,
      enforced: { since },
      lastSeven: null,
    }),
    severity: 'over',
  };
}

const NO_FORECAST = {
  state: 'no-data',
  ahead: null,
  learning: null,
  path: [],
  growthPerDay: null,
  growthInterval: null,
} as const;

function atLimitOf({ reason }: ProviderStop): StandingAtLimit {
  if (reason.code === 'account-paused') {
    return 'pause';
  }
  return reason.suspended ? 'offline' : 'reject';
}
