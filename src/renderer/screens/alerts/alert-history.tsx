import { useVirtualizer } from '@tanstack/react-virtual';
import { AlarmClock, Check, Info } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatTime } from '#shared/format/date';
import { Icon } from '../../components/icon';
import { StatusIcon } from '../../components/status-icon';
import { type AlertEventView, alertDays } from './alert-days';
import { DeliveryChips } from './delivery-chips';

/** Pixels that a row is taken for until it was drawn once. */
const USUAL_ROW = 58;
/** Rows that are drawn beyond what is seen, so that none is missing while one scrolls. */
const BEYOND = 12;

type Row = { readonly day: string } | { readonly event: AlertEventView };

/** What happened, on a line of time, newest first, with days as heads. Of a year, only what is seen is drawn. */
export function AlertHistory({ history }: { readonly history: readonly AlertEventView[] }) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const rows = alertDays(history).flatMap(({ title, events }): Row[] => [
    { day: title },
    ...events.map((event) => ({ event })),
  ]);
  useEffect(() => {
    // How far down the page the list begins: it moves when something above it grows.
    const body = list.current?.closest('.screen-body');
    if (!body || !list.current) return;
    const measure = () => {
      const { current } = list;
      if (current) setTop(current.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop);
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of body.querySelectorAll('.card')) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current?.closest('.screen-body') ?? null,
    estimateSize: () => USUAL_ROW,
    overscan: BEYOND,
    scrollMargin: top,
    getItemKey: (index) => keyOf(rows[index]),
  });
  const drawn = virtual.getVirtualItems();
  const over = new Set(history.filter(({ kind }) => kind === 'resolved').map(({ alertId }) => alertId));
  return history.length === 0 ? (
    <p className="t-2 history-empty">Nothing has happened so far.</p>
  ) : (
    <div className="history" ref={list} style={{ height: virtual.getTotalSize() }}>
      <ul aria-label="History" style={{ transform: `translateY(${(drawn[0]?.start ?? top) - top}px)` }}>
        {drawn.map(({ index, key }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <li
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className={'day' in row ? 'history-day' : 'history-event'}
            >
              {'day' in row ? (
                <h3 className="t-caption t-3">{row.day}</h3>
              ) : (
                <HistoryEvent event={row.event} isOver={over.has(row.event.alertId)} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function keyOf(row: Row | undefined): string | number {
  if (row === undefined) return '';
  return 'day' in row ? row.day : row.event.id;
}

const KIND_WORDS: Readonly<Record<AlertEventView['kind'], string>> = {
  pending: 'watched',
  firing: 'firing',
  worse: 'worse',
  better: 'better',
  resolved: 'over',
  notice: 'for your information',
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
    <>
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
    </>
  );
}

function Shape({ event }: { readonly event: AlertEventView }) {
  switch (event.kind) {
    case 'resolved':
      return <StatusIcon tone="ok" size={14} />;
    case 'acknowledged':
    case 'notice':
      return (
        <span className="t-3">
          <Icon of={event.kind === 'notice' ? Info : Check} size={14} />
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
