import { DAY } from '#shared/domain/instant';
import { formatBillAmount } from '#shared/format/bill';
import { formatDate, formatDateRange } from '#shared/format/date';
import { formatMoney, formatPrice, formatProjectedMoney } from '#shared/format/money';
import { counted } from '#shared/format/plural';
import type { CostsView } from '#shared/ipc/costs';
import { runOutWords } from '#shared/words/run-out';
import { datedWords, dayWords } from '../shared/day-words';

const SETTLED = 'nothing more is likely to be charged';

/** `1–30 Nov, 12 days left`. */
export function periodWords(view: Pick<CostsView, 'periodStart' | 'periodEnd' | 'zone' | 'day' | 'days'>): string {
  const left = view.days - view.day;
  const range = formatDateRange(view.periodStart, view.periodEnd - 1, view.zone);
  return left === 0 ? `${range}, the last day` : `${range}, ${counted(left, 'day')} left`;
}

/** An amount that may not be known: `at least $4.00` where a part of it is missing, `not known` where all of it is. */
export function knownMoney(amount: number | null, atLeast: number, currency: string): string {
  return formatBillAmount({ amount: amount ?? atLeast, complete: amount !== null }, currency);
}

/** What is projected: `$181`, `at least $160`, `–` while there is no projection. */
export function projectedWords({ projected, currency }: Pick<CostsView, 'projected' | 'currency'>): string {
  if (projected === null) {
    return '–';
  }
  return projected.total === null
    ? `at least ${formatProjectedMoney(projected.atLeast, currency)}`
    : formatProjectedMoney(projected.total, currency);
}

/** The last day of the period: `30 Nov`. */
export function lastDay({ periodEnd, zone }: Pick<CostsView, 'periodEnd' | 'zone'>): string {
  return formatDate(periodEnd - 1, zone);
}

/** The days that have passed, today included: `1–18 Nov`. */
export function passedDays({ periodStart, zone, day }: Pick<CostsView, 'periodStart' | 'zone' | 'day'>): string {
  // Midday keeps clear of the hour that a zone gains or loses.
  return formatDateRange(periodStart, periodStart + (day - 0.5) * DAY, zone);
}

/** The range of the projection in words, or why there is none. */
export function intervalWords({
  projected,
  soFar,
  currency,
}: Pick<CostsView, 'projected' | 'soFar' | 'currency'>): string {
  if (projected === null) {
    return 'the last 30 days: nothing to project';
  }
  if (projected.total === null) {
    return 'a part of it is not known';
  }
  if (projected.interval === null) {
    return projected.total === soFar.total ? SETTLED : 'no interval yet';
  }
  const [low, high] = projected.interval.map((amount) => formatProjectedMoney(amount, currency));
  if (low !== high) {
    return `between ${low} and ${high}`;
  }
  return projected.total === soFar.total ? SETTLED : 'the range is narrower than a dollar';
}

/** `about $19 at the end`, `passed by $4.10`: what is left of the budget. */
export function budgetRest(view: Pick<CostsView, 'budget' | 'soFar' | 'projected' | 'currency'>): {
  readonly figure: string;
  readonly meaning: string;
} {
  const { budget, soFar, projected, currency } = view;
  if (budget === null) {
    return { figure: 'none set', meaning: 'nothing to hold the costs against' };
  }
  const rest = budget.amount - (soFar.total ?? soFar.atLeast);
  const figure = rest < 0 ? `over by ${formatMoney(-rest, currency)}` : formatMoney(rest, currency);
  const most = soFar.total === null ? 'at most, ' : '';
  const end = projected?.total ?? null;
  if (end === null) {
    return { figure, meaning: `${most}of ${formatPrice(budget.amount, currency)}` };
  }
  const atEnd = budget.amount - end;
  const ending =
    atEnd < 0
      ? `about ${formatProjectedMoney(-atEnd, currency)} over at the end`
      : `about ${formatProjectedMoney(atEnd, currency)} at the end`;
  return { figure, meaning: `${most}${ending}` };
}

/** What is left of the plan's credit and until when it lasts. */
export function creditRest(view: Pick<CostsView, 'soFar' | 'runOut' | 'periodEnd' | 'zone' | 'currency'>): {
  readonly figure: string;
  readonly meaning: string;
} {
  const { soFar, runOut, currency } = view;
  if (soFar.creditIncluded === 0) {
    return { figure: 'none', meaning: 'the plan includes no credit' };
  }
  const figure = `${formatMoney(soFar.creditLeft, currency)} of ${formatPrice(soFar.creditIncluded, currency)}`;
  if (soFar.creditLeft === 0) {
    return { figure, meaning: 'used up: what comes now is charged' };
  }
  if (soFar.total === null) {
    return { figure: `At most ${figure}`, meaning: 'not all use was read' };
  }
  if (runOut.credit !== null) {
    return { figure, meaning: `used up on ${dayWords(runOut.credit)}` };
  }
  return { figure, meaning: runOut.creditLasts ? `lasts until ${lastDay(view)}` : 'left now' };
}

/** What runs out within the period beside the credit, as sentences. */
export function runOutSentences(view: Pick<CostsView, 'runOut' | 'periodStart' | 'zone' | 'day'>): readonly string[] {
  const { budget, allowances } = runOutWords(view, dayWords);
  return [...budget, ...allowances];
}

/** How sure the figures are, in a sentence. */
export function stateWords(state: CostsView['state'], pricesAsOf: string): string {
  switch (state) {
    case 'final':
      return 'Billed by the provider; it will not change.';
    case 'provisional':
      return "The provider's own figures, which it may still revise.";
    case 'estimate':
      return `An estimate from the measured use and the price list of ${datedWords(pricesAsOf)}, not a bill.`;
  }
}

/** Ends of the meter in percent of its scale, which is the budget, or the projection where there is none. */
export function spendMeter(view: Pick<CostsView, 'soFar' | 'projected' | 'budget'>): {
  readonly percent: number;
  readonly projected: number | null;
} | null {
  const soFar = view.soFar.total ?? view.soFar.atLeast;
  const end = view.projected?.total ?? null;
  const scale = view.budget?.amount ?? Math.max(soFar, end ?? 0);
  if (scale <= 0) {
    return null;
  }
  return { percent: (soFar / scale) * 100, projected: end === null ? null : (end / scale) * 100 };
}

/** An account in one currency: AI providers may charge in two. */
export function costKey({ connectionId, currency }: Pick<CostsView, 'connectionId' | 'currency'>): string {
  return `${connectionId} ${currency}`;
}

/**
 * What is looked at when nothing was chosen comes first: of the accounts that cost anything those with a plan, which
 * can be looked at differently, the dearest before the others.
 */
export function byWeight(views: readonly CostsView[]): readonly CostsView[] {
  const weight = (view: CostsView) => Math.max(view.soFar.atLeast, view.projected?.atLeast ?? 0, view.list / 1e6);
  const rank = (view: CostsView) => (weight(view) === 0 ? 0 : 1 + Number(view.planName !== null));
  return [...views].sort((a, b) => rank(b) - rank(a) || weight(b) - weight(a) || a.title.localeCompare(b.title));
}
