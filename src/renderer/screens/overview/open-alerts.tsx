import { AlarmClock } from 'lucide-react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import { formatWeekday } from '#shared/format/date';
import type { AlertView } from '#shared/ipc/alerts';
import { Card } from '../../components/card';
import { Icon } from '../../components/icon';
import { StatusIcon } from '../../components/status-icon';
import { links } from '../shared/links';
import { quietWords } from './quiet-words';

interface OpenAlertsProps {
  readonly alerts: readonly AlertView[];
  readonly now: Instant;
  /** False while nothing is known of how limits stand. */
  readonly isKnown: boolean;
  /** Which accounts were last read too long ago to call their quiet good news; empty: none. */
  readonly old: string;
}

/** What is firing now. */
export function OpenAlerts({ alerts, now, isKnown, old }: OpenAlertsProps) {
  return (
    <Card
      title="Open alerts"
      aside={
        <Link href={links.alerts()} className="t-small">
          History
        </Link>
      }
    >
      {alerts.length === 0 ? <p className="t-small t-2">{quietWords('No alert is firing', { isKnown, old })}</p> : null}
      <ul>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <Link href={links.alerts(alert.id)} className="card-item overview-item">
              <AlertShape alert={alert} now={now} />
              <span className="grow">
                <span className="t-label overview-item-detail">{alert.title}</span>
                <span className="t-small t-3 overview-item-detail">{stateWords(alert, now)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function AlertShape({ alert, now }: { readonly alert: AlertView; readonly now: Instant }) {
  return (alert.snoozedUntil ?? 0) > now ? (
    <span className="t-3">
      <Icon of={AlarmClock} />
    </span>
  ) : (
    <StatusIcon tone={alert.severity} />
  );
}

function stateWords(alert: AlertView, now: Instant): string {
  const since = `Since ${formatWeekday(alert.firedAt ?? alert.activeAt)}`;
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) {
    return `${since} · snoozed to ${formatWeekday(alert.snoozedUntil)}`;
  }
  return alert.acknowledgedAt === null ? since : `${since} · seen`;
}
