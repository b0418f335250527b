import type { AlertRepository } from '#main/store/store';
import type { Alert, AlertEvent, Delivery } from '#shared/domain/alert';

/** The alert repository in memory, as far as delivery uses it. */
export class AlertMemory {
  readonly alerts: Alert[] = [];
  readonly log: AlertEvent[] = [];
  readonly sent: Delivery[] = [];

  readonly repository = {
    open: async () => this.alerts.filter((alert) => alert.state === 'pending' || alert.state === 'firing'),
    find: async (id: number) => this.alerts.find((alert) => alert.id === id) ?? null,
    events: async ({ start, end }: { start: number; end: number }) =>
      this.log.filter((event) => event.at >= start && event.at < end),
    deliveries: async (alertId?: number) =>
      this.sent.filter((delivery) => alertId === undefined || delivery.alertId === alertId),
    recordDelivery: async (delivery: Omit<Delivery, 'id'>) => {
      const kept = { ...delivery, id: this.sent.length + 1 };
      this.sent.push(kept);
      return kept;
    },
    updateDelivery: async (id: number, outcome: Delivery['outcome'], reason: string) => {
      const at = this.sent.findIndex((delivery) => delivery.id === id);
      const before = this.sent[at];
      if (before === undefined) throw new Error(`No delivery ${id}`);
      this.sent[at] = { ...before, outcome, reason };
    },
  } satisfies Partial<AlertRepository> as unknown as AlertRepository;

  change(id: number, change: Partial<Alert>): Alert {
    const at = this.alerts.findIndex((alert) => alert.id === id);
    const before = this.alerts[at];
    if (before === undefined) throw new Error(`No alert ${id}`);
    const next = { ...before, ...change };
    this.alerts[at] = next;
    return next;
  }

  addEvent(alert: Alert, kind: AlertEvent['kind'], at: number): AlertEvent {
    const { severity, basis, rung, percent, value, limit } = alert;
    const event = {
      id: this.log.length + 1,
      alertId: alert.id,
      at,
      kind,
      severity,
      basis,
      rung,
      tells: kind === 'firing' || kind === 'worse' || kind === 'resolved',
      percent,
      value,
      limit,
      reason: { code: 'seen' } as const,
    };
    this.log.push(event);
    return event;
  }
}

export function firingAlert(change: Partial<Alert> = {}): Alert {
  return {
    id: 1,
    key: 'redis-1/VERCEL_KV/STORAGE_MB',
    connectionId: 'redis-1',
    projectId: '',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
    limitId: 'plan',
    state: 'firing',
    severity: 'warning',
    basis: 'level',
    condition: 'limit',
    rung: 2,
    announced: 1,
    announcedAt: 1000,
    percent: 85,
    value: 25.5,
    limit: 30,
    unit: 'MB',
    judgedAt: 1000,
    streak: 0,
    reason: null,
    acknowledgedReason: '',
    activeAt: 1000,
    firedAt: 1000,
    resolvedAt: null,
    lastSentAt: null,
    lastSentSeverity: null,
    acknowledgedAt: null,
    snoozedUntil: null,
    updatedAt: 1000,
    ...change,
  };
}
