import { AlarmClock } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import { formatMoment, formatWeekday } from '#shared/format/date';
import type { AlertView } from '#shared/ipc/alerts';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { SnoozeMenu } from '../../components/snooze-menu';
import { StatusIcon } from '../../components/status-icon';
import { useToast } from '../../components/toast';
import { useClock } from '../../data/now';
import { links } from '../shared/links';
import { useToldAction } from '../shared/use-told-action';
import { AcknowledgeDialog } from './acknowledge-dialog';
import { DeliveryChips } from './delivery-chips';

interface FiringAlertProps {
  readonly alert: AlertView;
  readonly now: Instant;
  /** Asked for by the address, as by a click on its notification. */
  readonly pointed: boolean;
}

/** What is firing: one sentence, who was told, and how to be quiet about it. */
export function FiringAlert({ alert, now, pointed }: FiringAlertProps) {
  const ref = useRef<HTMLLIElement>(null);
  const snoozedUntil = alert.snoozedUntil !== null && alert.snoozedUntil > now ? alert.snoozedUntil : null;
  useFocusKept(ref, `${alert.acknowledgedAt} ${snoozedUntil}`);
  useEffect(() => {
    if (pointed) {
      ref.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [pointed]);
  return (
    <li className={`firing ${pointed ? 'firing-pointed' : ''}`} ref={ref}>
      {snoozedUntil === null ? (
        <StatusIcon tone={alert.severity} />
      ) : (
        <span className="t-3">
          <Icon of={AlarmClock} />
        </span>
      )}
      <div>
        <Link
          href={alert.place === 'connections' ? links.settings('connections') : links.usage(alert.metricKey)}
          className="firing-title t-strong"
        >
          {alert.title}
        </Link>
        <p className="firing-sentence t-2">{alert.sentence}</p>
        <p className="t-small t-3">{stateWords(alert, snoozedUntil)}</p>
        <DeliveryChips deliveries={alert.deliveries} dated />
      </div>
      <FiringActions alert={alert} snoozed={snoozedUntil !== null} />
    </li>
  );
}

/** A button that goes with what it did takes the focus along: whoever works by keyboard goes on from the alert's title. */
function useFocusKept(item: RefObject<HTMLLIElement | null>, done: string): void {
  const before = useRef(done);
  useEffect(() => {
    if (before.current === done) return;
    before.current = done;
    if (document.activeElement === document.body) item.current?.querySelector('a')?.focus();
  }, [item, done]);
}

function stateWords(alert: AlertView, snoozedUntil: Instant | null): string {
  const parts = [
    `${alert.severity === 'critical' ? 'Critical' : 'Warning'} since ${formatMoment(alert.firedAt ?? alert.activeAt)}`,
  ];
  if (alert.acknowledgedAt !== null) {
    const why = alert.acknowledgedReason === '' ? '' : `: ${alert.acknowledgedReason}`;
    parts.push(`seen ${formatWeekday(alert.acknowledgedAt)}${why}`);
  }
  if (snoozedUntil !== null) {
    parts.push(`snoozed until ${formatMoment(snoozedUntil)}`);
  }
  return parts.join(' · ');
}

function FiringActions({ alert, snoozed }: { readonly alert: AlertView; readonly snoozed: boolean }) {
  const clock = useClock();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const snooze = useToldAction('alerts:snooze');
  const unsnooze = useToldAction('alerts:unsnooze');
  const { id, title } = alert;
  const endSnooze = () => unsnooze.run({ id });
  const quiet = (until: Instant) =>
    snooze.run({ id, until }, () =>
      toast({ text: `Snoozed until ${formatMoment(until)}: ${title}`, action: { label: 'Undo', run: endSnooze } }),
    );
  return (
    <div className="firing-actions">
      {alert.acknowledgedAt === null && !snoozed ? (
        <Button size="small" onClick={() => setAsking(true)}>
          Acknowledge
        </Button>
      ) : null}
      {snoozed ? (
        <Button size="small" variant="ghost" disabled={unsnooze.pending} onClick={endSnooze}>
          End snooze
        </Button>
      ) : (
        <SnoozeMenu size="small" clock={clock} onChoose={quiet} />
      )}
      {asking ? <AcknowledgeDialog alert={alert} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
