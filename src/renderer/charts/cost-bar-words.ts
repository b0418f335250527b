import { formatDate } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';

/** One column: a day, its amount in main units, and how sure it is. */
export interface CostDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly amount: number;
  readonly state: 'final' | 'provisional' | 'estimate';
  /** A part of the day has no known cost: the amount is a lower bound. */
  readonly unknown: boolean;
}

/** `18 Nov`. */
export function costDayLabel(day: string): string {
  return formatDate(Date.parse(`${day}T00:00:00Z`) / 1000, 'UTC');
}

/** `18 Nov: at least $3.10, estimate`. */
export function costDayWords({ day, amount, state, unknown }: CostDay, currency: string): string {
  return `${costDayLabel(day)}: ${unknown ? 'at least ' : ''}${formatMoney(amount, currency)}, ${state}`;
}

/** `18 days, $0.67 to $20.00 a day, 1 Nov to 18 Nov`: what the picture says at once. */
export function costDaysLabel(days: readonly CostDay[], currency: string): string {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) {
    return 'No days yet';
  }
  const amounts = days.map((day) => day.amount);
  const range = `${formatMoney(Math.min(...amounts), currency)} to ${formatMoney(Math.max(...amounts), currency)} a day`;
  return `${days.length} days, ${range}, ${costDayLabel(first.day)} to ${costDayLabel(last.day)}`;
}

/** Which columns carry their date below: the first, then every week, at most one a `spacing` columns. */
export function labelledDays(count: number, spacing: number): readonly number[] {
  const step = Math.max(7, Math.ceil(spacing / 7) * 7);
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}
