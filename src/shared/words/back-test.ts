import { formatDays } from '#shared/format/duration';
import type { BackTestView } from '#shared/ipc/alert-rules';

/** `8 days before the limit`, `for nothing`, `as it happened`, `not over yet`. */
export function howEarly({ condition, daysAhead, forNothing, resolvedAt }: BackTestView['alerts'][number]): string {
  if (forNothing) return 'for nothing';
  if (daysAhead === null) return condition === 'limit' && resolvedAt === null ? 'not over yet' : 'as it happened';
  return daysAhead < 0.5 ? 'at the limit' : `${formatDays(daysAhead)} before the limit`;
}

/** What rules would have come to, in figures that stand beside those of other rules. */
export function backTestFigures({
  alerts,
  messages,
}: BackTestView): readonly { readonly label: string; readonly text: string }[] {
  const early = alerts.flatMap(({ daysAhead }) => (daysAhead === null ? [] : [daysAhead])).sort((a, b) => a - b);
  const median = early[Math.floor((early.length - 1) / 2)];
  return [
    { label: 'Alerts in 60 days', text: String(alerts.length) },
    { label: 'Messages', text: String(messages) },
    { label: 'For nothing', text: String(alerts.filter(({ forNothing }) => forNothing).length) },
    { label: 'Before the limit, as a rule', text: median === undefined ? '–' : formatDays(median) },
  ];
}
