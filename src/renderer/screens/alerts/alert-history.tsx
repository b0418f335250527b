import { AlarmClock, Check } from 'lucide-react';
import { formatTime } from '#shared/format/date';
import { Icon } from '../../components/icon';
import { StatusIcon } from '../../components/status-icon';
import { type AlertEventView, alertDays } from './alert-days';
import { DeliveryChips } from './delivery-chips';

/** What happened, on a line of time, newest first, with days as heads. */
export function AlertHistory({ history }: { readonly history: readonly AlertEventView[] }) {
  if (history.length === 0) {
    return <p className="t-2 history-empty">Nothing has happened so far.</p>;
  }
  const over = new Set(history.filter(({ kind }) => kind === 'resolved').map(({ alertId }) => alertId));
  return (
    <div className="history">
      {alertDays(history).map((day) => (
        <section key={day.title} aria-label={day.title}>
          <h3 className="history-day t-caption t-3">{day.title}</h3>
          <ul>
            {day.events.map((event) => (
              <HistoryEvent key={event.id} event={event} isOver={over.has(event.alertId)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const KIND_WORDS: Readonly<Record<AlertEventView['kind'], string>> = {
  pending: 'watched',
  firing: 'firing',
  worse: 'worse',
  better: 'better',
  resolved: 'over',
  notice: 'told',
  acknowledged: 'seen',
  snoozed: 'snoozed',
  unsnoozed: 'snooze ended',
};

interface HistoryEventProps {
  readonly event: AlertEventView;
  /** The alert that it is a step of has ended: what fired then fires no more. */
  readonly isOver: boolean;
}

function HistoryEvent({ event, isOver }: HistoryEventProps) {
  const word = isOver && event.kind === 'firing' ? '' : ` · ${KIND_WORDS[event.kind]}`;
  return (
    <li className="history-event">
      <span className="history-ring">
        <Shape event={event} />
      </span>
      <div>
        <p className={event.kind === 'resolved' ? 't-label t-2' : 't-label'}>{event.title}</p>
        <p className="t-small t-2">{event.sentence}</p>
        <DeliveryChips deliveries={event.deliveries} dated={false} />
      </div>
      <span className="t-small t-3 t-nowrap">
        {formatTime(event.at)}
        {word}
      </span>
    </li>
  );
}

function Shape({ event }: { readonly event: AlertEventView }) {
  switch (event.kind) {
    case 'resolved':
      return <StatusIcon tone="ok" size={14} />;
    case 'acknowledged':
      return (
        <span className="t-3">
          <Icon of={Check} size={14} />
        </span>
      );
    case 'snoozed':
    case 'unsnoozed':
      return (
        <span className="t-3">
          <Icon of={AlarmClock} size={14} />
        </span>
      );
    case 'pending':
      return <StatusIcon tone="unknown" size={14} />;
    default:
      return <StatusIcon tone={event.severity} size={14} />;
  }
}
