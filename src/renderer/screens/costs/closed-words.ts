import { formatBillAmount, formatBillRange, taxWords } from '#shared/format/bill';
import { formatSignedMoney } from '#shared/format/money';
import type { BillView, ClosedPeriod } from '#shared/ipc/bill';
import { dayWords } from '../shared/day-words';

/** How many reasons are told one by one. */
const MOST_REASONS = 3;

/** `1 Oct to 31 Oct`: the period's first and last day. */
export function closedDays({ periodStart, periodEnd }: Pick<ClosedPeriod, 'periodStart' | 'periodEnd'>): string {
  const last = new Date(Date.parse(periodEnd) - 43_200_000).toISOString().slice(0, 10);
  return `${dayWords(periodStart.slice(0, 10))} to ${dayWords(last)}`;
}

/** `$62 (58 to 71)` for the day that stands for `mark`; a dash where nothing was said. */
export function saidWords({ said, currency }: Pick<ClosedPeriod, 'said' | 'currency'>, mark: 7 | 14 | 21): string {
  const found = said.find(({ day }) => day >= mark && day < (mark === 21 ? Number.POSITIVE_INFINITY : mark + 7));
  return found === undefined ? '–' : formatBillRange(found, currency);
}

/** What came, and whether it is what was invoiced. */
export function cameWords({ came, invoice, currency }: Pick<ClosedPeriod, 'came' | 'invoice' | 'currency'>): string {
  const amount = `${formatBillAmount(came, currency)}${taxWords(came, null, currency)}`;
  return invoice?.stands === true ? `${amount}, as invoiced` : amount;
}

/** The periods of each account that ended last. */
export function latestOfEach(periods: readonly ClosedPeriod[]): readonly ClosedPeriod[] {
  const latest = new Map<string, ClosedPeriod>();
  for (const period of periods) {
    const known = latest.get(period.connection);
    if (known === undefined || known.periodEnd < period.periodEnd) {
      latest.set(period.connection, period);
    }
  }
  return [...latest.values()];
}

/** `+$34 Build CPU Minutes, −$2 Included credit`: what makes the difference to what was said last. */
export function whyWords({ why, said, currency }: Pick<ClosedPeriod, 'why' | 'said' | 'currency'>): string {
  if (said.length === 0) {
    return 'nothing was said of it';
  }
  const told = why.slice(0, MOST_REASONS);
  const rest = why.slice(MOST_REASONS).reduce((sum, { difference }) => sum + difference, 0);
  const words = told.map(({ title, difference }) => `${formatSignedMoney(difference, currency)} ${title}`);
  const others = why.length > MOST_REASONS ? [`${formatSignedMoney(rest, currency)} the rest`] : [];
  return words.length === 0 ? 'as it was said' : [...words, ...others].join(', ');
}

/** `$86.50 left, until about 12 Dec`. */
export function prepaidWords({ left, lastsUntil }: NonNullable<BillView['accounts'][number]['prepaid']>): string {
  if (left <= 0) {
    return 'used up:';
  }
  return lastsUntil === null ? 'for a year and more:' : `until about ${dayWords(lastsUntil)}:`;
}
