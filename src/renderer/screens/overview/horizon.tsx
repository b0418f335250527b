import type { KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { DAY, type Instant } from '#shared/domain/instant';
import { formatDate } from '#shared/format/date';
import type { HorizonEvent } from '#shared/ipc/overview';
import { useWidth } from '../../components/use-width';
import { links } from '../shared/links';
import { HORIZON_DAYS, layOutHorizon, type PlacedEvent } from './horizon-layout';
import './horizon.css';
import { quietWords } from './quiet-words';

interface HorizonProps {
  readonly events: readonly HorizonEvent[];
  readonly now: Instant;
  /** False while nothing is known of how limits stand. */
  readonly isKnown: boolean;
  /** Which accounts were last read too long ago to call their quiet good news; empty: none. */
  readonly old: string;
}

/** The next 30 days as a line with what is ahead on it. An ordered list, so that it can be read aloud. */
export function Horizon({ events, now, isKnown, old }: HorizonProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const scale = width === 0 ? 1 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const { placed, hidden } = layOutHorizon(events, now, width, scale);
  return (
    <section className="horizon" aria-label="The next 30 days">
      <div className="horizon-line" ref={ref}>
        <span className="horizon-today" aria-hidden="true" />
        <span className="horizon-edge horizon-below" aria-hidden="true">
          Today
        </span>
        <span className="horizon-edge horizon-above horizon-last" aria-hidden="true">
          {hidden > 0 ? `+${hidden} · ` : ''}
          {formatDate(now + HORIZON_DAYS * DAY)}
        </span>
        {placed.length === 0 ? (
          <p className="horizon-empty t-3">{quietWords('Nothing ahead in the next 30 days', { isKnown, old })}</p>
        ) : null}
        <ol onKeyDown={moveFocus}>
          {placed.map((item) => (
            <Item key={`${item.event.kind} ${item.event.title} ${item.event.at}`} item={item} />
          ))}
        </ol>
        {hidden > 0 ? <span className="visually-hidden">and {hidden} more</span> : null}
      </div>
    </section>
  );
}

function Item({ item }: { readonly item: PlacedEvent }) {
  const { event } = item;
  return (
    <li>
      <Link href={target(event)} className={`horizon-event horizon-${event.tone} horizon-${item.lane}`}>
        {item.to > item.from ? (
          <i
            className="horizon-range"
            style={{ left: `${item.from * 100}%`, width: `${(item.to - item.from) * 100}%` }}
          />
        ) : null}
        <i className="horizon-mark" style={{ left: `${item.at * 100}%` }}>
          <Mark tone={event.tone} />
        </i>
        <span className="horizon-label" style={{ left: item.labelLeft }}>
          <b>{event.title}</b> {event.detail}
        </span>
      </Link>
    </li>
  );
}

function Mark({ tone }: { readonly tone: HorizonEvent['tone'] }) {
  switch (tone) {
    case 'warning':
      return (
        <svg width="18" height="17" viewBox="-9 -9 18 17" aria-hidden="true">
          <path d="M0-8l8 14h-16z" />
        </svg>
      );
    case 'critical':
      return (
        <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
          <path d="M-3.3-8h6.6L8-3.3v6.6L3.3 8h-6.6L-8 3.3v-6.6z" />
        </svg>
      );
    case 'watch':
      return (
        <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
          <circle r="5" />
        </svg>
      );
    case 'certain':
      return <span className="horizon-bar" />;
  }
}

function target(event: HorizonEvent): string {
  if (event.metricKey !== null) {
    return links.usage(event.metricKey);
  }
  switch (event.kind) {
    case 'credential-expiry':
      return links.settings('connections');
    case 'limit':
      return links.limits();
    case 'budget':
    case 'period-end':
      return links.costs();
  }
}

const ARROWS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Left and right move from one to the next. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const step = ARROWS[event.key] ?? 0;
  const all = [...event.currentTarget.querySelectorAll('a')];
  const here = all.findIndex((link) => link.matches(':focus'));
  const next = all[here + step];
  if (step !== 0 && next) {
    event.preventDefault();
    next.focus();
  }
}
