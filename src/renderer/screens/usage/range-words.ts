import { formatDateRange } from '#shared/format/date';
import type { UsageRange } from '#shared/ipc/usage';

const WORDS = {
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
} as const;

/** `Last 30 days`, or the two ends. */
export function rangeWords(range: UsageRange): string {
  return typeof range === 'string' ? WORDS[range] : formatDateRange(range.from, range.to - 1);
}

/** Start of the local day `YYYY-MM-DD`, or of one `later`, epoch seconds; null for what is no date. */
function startOfDay(day: string, later = 0): number | null {
  const date = new Date(`${day}T00:00:00`);
  // A local day may be an hour shorter or longer, so the calendar counts and not the seconds.
  date.setDate(date.getDate() + later);
  const time = date.getTime();
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}

/** A range over whole local days, both named days included; null when it is empty or ends before it starts. */
export function customRange(first: string, last: string): UsageRange | null {
  const from = startOfDay(first);
  const end = startOfDay(last, 1);
  return from === null || end === null || end <= from ? null : { from, to: end };
}

/** `YYYY-MM-DD` of a moment in the local zone. */
export function dayOf(t: number): string {
  const date = new Date(t * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
