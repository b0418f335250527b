import { formatDays } from '#shared/format/duration';
import { counted } from '#shared/format/plural';
import type { BackTestMark, BackTestView } from '#shared/ipc/alert-rules';

/** `8 days before the limit`, `for nothing`, `as it happened`, `not over yet`. */
export function howEarly({ condition, daysAhead, forNothing, resolvedAt }: BackTestView['alerts'][number]): string {
  if (forNothing) return 'for nothing';
  if (daysAhead === null) return condition === 'limit' && resolvedAt === null ? 'not over yet' : 'as it happened';
  return daysAhead < 0.5 ? 'at the limit' : `${formatDays(daysAhead)} before the limit`;
}

/** Days before the limit in the middle of all that came before one; null where none did. */
export function asARule(alerts: readonly Pick<BackTestView['alerts'][number], 'daysAhead'>[]): number | null {
  const early = alerts.flatMap(({ daysAhead }) => (daysAhead === null ? [] : [daysAhead])).sort((a, b) => a - b);
  return early[Math.floor((early.length - 1) / 2)] ?? null;
}

/** `80 %: 5 alerts, 1 of them for nothing, 7 days before the limit as a rule`. */
export function markWords({ mark, needed, forNothing, daysAhead }: BackTestMark): string {
  const counts = `${mark} %: ${counted(needed + forNothing, 'alert')}, ${forNothing} of them for nothing`;
  return daysAhead === null ? counts : `${counts}, ${formatDays(daysAhead)} before the limit as a rule`;
}

/** What rules would have come to, in figures that stand beside those of other rules. */
export function backTestFigures({
  alerts,
  messages,
}: BackTestView): readonly { readonly label: string; readonly text: string }[] {
  const median = asARule(alerts);
  return [
    { label: 'Alerts in 60 days', text: String(alerts.length) },
    { label: 'Messages', text: String(messages) },
    { label: 'For nothing', text: String(alerts.filter(({ forNothing }) => forNothing).length) },
    { label: 'Before the limit, as a rule', text: median === null ? '–' : formatDays(median) },
  ];
}
