import { Target } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import type { ChannelOutput } from '#shared/ipc/contract';
import { Card, SectionHead } from '../../components/card';
import { SelectField } from '../../components/field';
import { Icon } from '../../components/icon';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { StatusIcon } from '../../components/status-icon';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { AlertHistory } from './alert-history';
import { channelWords } from './delivery-chips';
import { FiringAlert } from './firing-alert';
import './alerts.css';

type Alerts = ChannelOutput<'alerts:list'>;

interface AlertsScreenProps {
  /** The number of the alert in the address; empty for none. */
  readonly pointed: string;
}

/** What is firing, what was, and who was told. */
export function AlertsScreen({ pointed }: AlertsScreenProps) {
  const alerts = useQueryChannel('alerts:list', null);
  const now = useNow();
  return (
    <Screen
      title="Alerts"
      context={alerts.data ? summary(alerts.data, now) : ''}
      actions={
        <Link href={links.record()} className="button button-ghost button-small">
          <Icon of={Target} size={14} />
          Record
        </Link>
      }
    >
      <QueryView query={alerts} what="The alerts" skeleton={<SkeletonCard height={300} />}>
        {(data) => (
          <div className="alerts-columns">
            <AlertsMain alerts={data} now={now} pointed={pointed} />
            <div className="stack-12">
              <WhoIsTold alerts={data} />
              <LastDays alerts={data} />
            </div>
          </div>
        )}
      </QueryView>
    </Screen>
  );
}

interface AlertsMainProps extends AlertsScreenProps {
  readonly alerts: Alerts;
  readonly now: Instant;
}

function AlertsMain({ alerts, now, pointed }: AlertsMainProps) {
  const [metricKey, setMetricKey] = useState('');
  const titles = new Map(alerts.firing.map((alert) => [alert.metricKey, alert.metricTitle]));
  const keys = [...new Set(alerts.history.map((event) => event.metricKey))];
  const history = metricKey === '' ? alerts.history : alerts.history.filter((event) => event.metricKey === metricKey);
  return (
    <div>
      <Card aria-label="Firing" className="firing-card">
        {alerts.firing.length === 0 ? (
          <Message tone="ok" title="Nothing is firing">
            Every limit is under its warning threshold.
          </Message>
        ) : (
          <ul>
            {alerts.firing.map((alert) => (
              <FiringAlert key={alert.id} alert={alert} now={now} pointed={String(alert.id) === pointed} />
            ))}
          </ul>
        )}
      </Card>
      <div className="history-head">
        <SectionHead
          title="History"
          aside={
            keys.length > 1 ? (
              <SelectField label="Show" value={metricKey} onChange={(event) => setMetricKey(event.target.value)}>
                <option value="">All services</option>
                {keys.map((key) => (
                  <option key={key} value={key}>
                    {titles.get(key) ?? titleFrom(alerts, key)}
                  </option>
                ))}
              </SelectField>
            ) : null
          }
        />
      </div>
      <AlertHistory history={history} />
    </div>
  );
}

function WhoIsTold({ alerts }: { readonly alerts: Alerts }) {
  const settings = useQueryChannel('settings:get', null);
  const deliveries = alerts.history.flatMap((event) => event.deliveries);
  const channels = [...new Set(['desktop', ...deliveries.map((delivery) => delivery.channel)])];
  const off = settings.data?.notifications === false;
  return (
    <Card
      title="Who is told"
      aside={
        <Link href={links.settings('notifications')} className="t-small">
          Change
        </Link>
      }
    >
      <ul>
        {channels.map((channel) => {
          const sent = deliveries.filter(
            (delivery) => delivery.channel === channel && delivery.outcome !== 'held-back',
          );
          const shown = sent.filter((delivery) => delivery.outcome === 'shown');
          const failed = sent.some((delivery) => delivery.outcome === 'failed');
          const muted = channel === 'desktop' && off;
          return (
            <li key={channel} className="card-item">
              <div className="grow">
                <div className="t-label">{channelWords(channel)}</div>
                <div className="t-small t-3">{toldWords(muted, sent.length, shown.length)}</div>
              </div>
              {sent.length === 0 || muted ? null : <StatusIcon tone={failed ? 'warning' : 'ok'} size={14} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function toldWords(muted: boolean, sent: number, shown: number): string {
  if (muted) {
    return 'turned off';
  }
  return sent === 0 ? 'nothing to tell so far' : `${shown} of ${sent} shown`;
}

function LastDays({ alerts }: { readonly alerts: Alerts }) {
  const { problems, notifications, heldBack } = alerts.last30Days;
  const rows = [
    ['Problems', problems],
    ['Notifications', notifications],
    ['Held back as repeats', heldBack],
  ] as const;
  return (
    <Card title="Last 30 days">
      <dl>
        {rows.map(([label, value]) => (
          <div key={label} className="alerts-count">
            <dt className="t-2">{label}</dt>
            <dd className="t-num">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The title without its state, where the metric itself is not firing: the words before the mark. */
function titleFrom(alerts: Alerts, key: string): string {
  const title = alerts.history.find((event) => event.metricKey === key)?.title ?? key;
  return title.split(/ (?:above|is|are|will|back)\b/)[0] ?? title;
}

/** `1 firing, 1 snoozed`. */
function summary(alerts: Alerts, now: Instant): string {
  const snoozed = alerts.firing.filter((alert) => (alert.snoozedUntil ?? 0) > now).length;
  const firing = `${alerts.firing.length - snoozed} firing`;
  return snoozed === 0 ? firing : `${firing}, ${snoozed} snoozed`;
}
