import type { Instant } from '#shared/domain/instant';
import { formatMoment } from '#shared/format/date';
import type { Overview } from '#shared/ipc/overview';
import { SnoozeMenu } from '../../components/snooze-menu';
import { useToast } from '../../components/toast';
import { useClock } from '../../data/now';
import { useToldAction } from '../shared/use-told-action';

/** Quiet about the verdict's own alert for a while; nothing where no alert is firing. */
export function VerdictSnooze({ overview }: { readonly overview: Overview }) {
  const clock = useClock();
  const toast = useToast();
  const snooze = useToldAction('alerts:snooze');
  const unsnooze = useToldAction('alerts:unsnooze');
  const alert = overview.alerts.find(
    ({ limitKey, snoozedUntil }) =>
      limitKey !== null && limitKey === overview.verdict.metricKey && (snoozedUntil ?? 0) <= overview.asOf,
  );
  if (!alert) {
    return null;
  }
  const choose = (until: Instant) =>
    snooze.run({ id: alert.id, until }, () =>
      toast({
        text: `${alert.metricTitle} snoozed until ${formatMoment(until)}`,
        action: { label: 'Undo', run: () => unsnooze.run({ id: alert.id }) },
      }),
    );
  return (
    <>
      <span className="wide-only">
        <SnoozeMenu clock={clock} onChoose={choose} variant="ghost" />
      </span>
      <span className="narrow-only">
        <SnoozeMenu clock={clock} onChoose={choose} compact />
      </span>
    </>
  );
}
