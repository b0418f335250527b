import type { AlertReason } from '#shared/domain/alert';
import type { Observation } from './alert-transition';

/** What a provider has stopped: one of one, critical at once, and over only when the provider says so. */
export function observeStop(
  stop: Pick<Observation, 'key' | 'connectionId' | 'service' | 'metric'> & { readonly reason: AlertReason },
): Observation {
  const degree = { rung: 3, severity: 'critical', basis: 'level', voice: 2, reason: stop.reason } as const;
  return {
    key: stop.key,
    condition: 'stop',
    connectionId: stop.connectionId,
    projectId: '',
    service: stop.service,
    metric: stop.metric,
    limitId: '',
    unit: '',
    known: { percent: 100, value: 1, limit: 1 },
    at: null,
    degree,
    held: () => degree,
    patience: { holdFor: 0, confirm: 0, recover: 1 },
    recovered: () => stop.reason,
    isWindowed: false,
  };
}
