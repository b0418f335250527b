import { formatDate } from '#shared/format/date';
import { formatMoney } from '#shared/format/money';
import { counted } from '#shared/format/plural';

const WEEK = 7;

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

/** `18 days, $0.67 to $20.00 a day, 1 Nov to 18 Nov`: what the picture says at once; `at least` where a part is unknown. */
export function costDaysLabel(days: readonly CostDay[], currency: string): string {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) {
    return 'No days yet';
  }
  const amounts = days.map((day) => day.amount);
  const range = `${formatMoney(Math.min(...amounts), currency)} to ${formatMoney(Math.max(...amounts), currency)} a day`;
  const floor = days.some((day) => day.unknown) ? 'at least ' : '';
  return `${counted(days.length, 'day')}, ${floor}${range}, ${costDayLabel(first.day)} to ${costDayLabel(last.day)}`;
}

/** The sentence in the middle of a picture without columns; null where there are some. */
export function emptyDaysWords(days: readonly CostDay[]): string | null {
  if (days.some((day) => day.amount !== 0)) {
    return null;
  }
  if (days.length === 0) {
    return 'No day has been priced yet.';
  }
  return days.some((day) => day.unknown) ? 'What these days cost is not known.' : 'No day has cost anything so far.';
}

/** Which columns carry their date below: the first, then every week. */
export function labelledDays(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / WEEK) }, (_, at) => at * WEEK);
}
