import type { MaintenanceWindow, QuietHours, Weekday } from '#shared/domain/alert-settings';
import { formatDateTime } from '#shared/format/date';

/** Names of the days, Monday first. */
export const WEEKDAYS: readonly { readonly day: Weekday; readonly short: string; readonly long: string }[] = [
  { day: 1, short: 'Mon', long: 'Monday' },
  { day: 2, short: 'Tue', long: 'Tuesday' },
  { day: 3, short: 'Wed', long: 'Wednesday' },
  { day: 4, short: 'Thu', long: 'Thursday' },
  { day: 5, short: 'Fri', long: 'Friday' },
  { day: 6, short: 'Sat', long: 'Saturday' },
  { day: 7, short: 'Sun', long: 'Sunday' },
];

/** `Every day, 22:00 to 08:00. Critical alerts come through; the others come together afterwards.` */
export function quietHoursSentence(hours: QuietHours | null): string {
  if (hours === null) return 'You are told at any hour.';
  const rest = hours.criticalAtOnce
    ? 'Critical alerts come through; the others come together afterwards.'
    : 'Everything comes together afterwards.';
  return `${daysWords(hours.days)}, ${hours.from} to ${hours.to}. ${rest}`;
}

/** `Every day`, `Mon to Fri`, `Sat, Sun`. */
function daysWords(days: readonly Weekday[]): string {
  const sorted = [...days].sort();
  if (sorted.length === 7) return 'Every day';
  const first = sorted[0];
  const last = sorted.at(-1);
  const isRun = first !== undefined && last !== undefined && sorted.length > 2 && last - first === sorted.length - 1;
  const name = (day: Weekday | undefined) => WEEKDAYS.find((one) => one.day === day)?.short ?? '';
  return isRun ? `${name(first)} to ${name(last)}` : sorted.map(name).join(', ');
}

/** `Every Sunday, 02:00 to 04:00`, `24 Nov 2026, 10:00 to …`. */
export function maintenanceWords(window: MaintenanceWindow): string {
  if (window.kind === 'once') return `Once, ${formatDateTime(window.start)} to ${formatDateTime(window.end)}`;
  const day = WEEKDAYS.find((one) => one.day === window.day)?.long ?? '';
  return `Every ${day}, ${window.from} to ${window.to}`;
}

/** `Only critical alerts. Only Redis, Functions.`; empty for everything. */
export function routeSentence(
  { severities, services }: { readonly severities: readonly string[]; readonly services: readonly string[] },
  titles: ReadonlyMap<string, string>,
): string {
  const only = severities.length === 1 ? `Only ${severities[0]} alerts.` : '';
  const names = [...new Set(services.map((service) => titles.get(service) ?? service))];
  return [only, names.length === 0 ? '' : `Only ${names.join(', ')}.`].filter((part) => part !== '').join(' ');
}
