import { Braces, Download, Play, Scale, Sheet, Target } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import type { ChannelOutput } from '#shared/ipc/contract';
import { CHANNEL_TITLES } from '#shared/words/channel';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { SelectField } from '../../components/field';
import { Icon } from '../../components/icon';
import { Menu } from '../../components/menu';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { StatusIcon } from '../../components/status-icon';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { useExportedFile } from '../shared/use-exported-file';
import { useToldAction } from '../shared/use-told-action';
import { AlertHistory } from './alert-history';
import { channelIcon } from './delivery-chips';
import { FiringAlert } from './firing-alert';
import { MessagesCard } from './messages-card';
import { QuietCard } from './quiet-card';
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
  useReadWhenOpened(pointed);
  return (
    <Screen
      title="Alerts"
      context={alerts.data ? summary(alerts.data, now) : ''}
      actions={
        <>
          <Link href={links.record()} className="button button-ghost button-small">
            <Icon of={Target} size={14} />
            Record
          </Link>
          <Link href={links.drill()} className="button button-ghost button-small">
            <Icon of={Play} size={14} />
            Fire drill
          </Link>
          <Link href={links.rules()} className="button button-plain button-small">
            <Icon of={Scale} size={14} />
            Rules
          </Link>
        </>
      }
    >
      <QueryView query={alerts} what="The alerts" skeleton={<SkeletonCard height={300} />}>
        {(data) => (
          <div className="alerts-columns">
            <AlertsMain alerts={data} now={now} pointed={pointed} />
            <div className="stack-12">
              <MessagesCard />
              <WhoIsTold alerts={data} />
              <QuietCard />
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
          <NothingFires isKnown={alerts.known} old={alerts.old} />
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
            <div className="history-tools">
              {keys.length > 1 ? (
                <SelectField label="Show" value={metricKey} onChange={(event) => setMetricKey(event.target.value)}>
                  <option value="">All services</option>
                  {keys.map((key) => (
                    <option key={key} value={key}>
                      {titles.get(key) ?? titleFrom(alerts, key)}
                    </option>
                  ))}
                </SelectField>
              ) : null}
              {alerts.history.length > 0 ? <ExportMenu /> : null}
            </div>
          }
        />
      </div>
      <AlertHistory history={history} />
    </div>
  );
}

/** That no alert is firing is good news only where something is known. */
function NothingFires({ isKnown, old }: { readonly isKnown: boolean; readonly old: string }) {
  if (old !== '') {
    return <Message title="Nothing is firing by what was read last">{old} How it stands now is not known.</Message>;
  }
  return isKnown ? (
    <Message tone="ok" title="Nothing is firing">
      Every limit that could be read is under its warning threshold.
    </Message>
  ) : (
    <Message title="Nothing is known yet">No limit could be read, so none can ring.</Message>
  );
}

/** The history of a year with who was told of what, as a file. */
function ExportMenu() {
  const { run, pending } = useToldAction('alerts:export');
  const tellSaved = useExportedFile();
  return (
    <Menu
      heading="Export as"
      trigger={
        <Button size="small" variant="ghost" icon={Download} disabled={pending}>
          Export
        </Button>
      }
      items={[
        { label: 'Table (CSV)', icon: Sheet, onSelect: () => run({ format: 'csv' }, tellSaved) },
        { label: 'JSON', icon: Braces, onSelect: () => run({ format: 'json' }, tellSaved) },
      ]}
    />
  );
}

/** Whoever opens an alert, by its notice or a message, has read what was told of it. */
function useReadWhenOpened(pointed: string): void {
  const messages = useQueryChannel('messages:list', null).data;
  const { run } = useToldAction('messages:read');
  const keys = (messages ?? [])
    .filter(({ readAt, path }) => readAt === null && pointed !== '' && path === `${links.alerts()}/${pointed}`)
    .map(({ key }) => key)
    .join(' ');
  useEffect(() => {
    if (keys !== '') run({ keys: keys.split(' ') });
  }, [keys, run]);
}

function WhoIsTold({ alerts }: { readonly alerts: Alerts }) {
  const channels = useQueryChannel('channels:list', null).data;
  const deliveries = alerts.history.flatMap((event) => event.deliveries);
  const all = [...(channels?.builtIn ?? []), ...(channels?.own ?? [])];
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
        {all.map((channel) => {
          const kind = 'kind' in channel ? channel.kind : channel.id;
          const title = 'title' in channel && channel.title !== '' ? channel.title : CHANNEL_TITLES[kind];
          const sent = deliveries.filter((one) => one.channel === channel.id && one.outcome !== 'held-back');
          const shown = sent.filter(({ outcome }) => outcome === 'shown').length;
          const isFailing = channel.enabled && channel.last?.outcome === 'failed';
          return (
            <li key={channel.id} className="card-item">
              <Icon of={channelIcon(kind)} size={14} />
              <div className="grow">
                <div className="t-label">{title}</div>
                <div className="t-small t-3">{toldWords(!channel.enabled, sent.length, shown)}</div>
                {isFailing ? <div className="t-small t-warn">{channel.last?.reason}</div> : null}
              </div>
              {sent.length === 0 || !channel.enabled ? null : (
                <StatusIcon tone={isFailing ? 'warning' : 'ok'} size={14} />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function toldWords(isOff: boolean, sent: number, shown: number): string {
  if (isOff) {
    return 'turned off';
  }
  return sent === 0 ? 'nothing to tell so far' : `${shown} of ${sent} arrived`;
}

function LastDays({ alerts }: { readonly alerts: Alerts }) {
  const { problems, notifications, heldBack } = alerts.last30Days;
  const rows = [
    ['Problems', problems],
    ['Notifications', notifications],
    ['Held back', heldBack],
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
