import { dayOfWeek, dayStart, daysBetween } from '#shared/core/calendar/calendar';
import type { ChangedPart } from '#shared/core/costs/change-split';
import { PLAN_FEE } from '#shared/core/costs/change-split';
import type { Day } from '#shared/domain/instant';
import { formatDate, formatDayAndMonth } from '#shared/format/date';
import { formatMoney, formatSignedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { formatNumber } from '#shared/format/quantity';
import type { CostChangeView } from '#shared/ipc/costs';
import { priceText } from './words';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** A part with a smaller share does not explain a change; it is only its largest. */
const LEAST_EXPLAINING = 0.5;
/** Above it the other parts went the other way. */
const MORE_THAN_ALL = 1.005;

/** `function CPU of storefront`, `gpt-6.1-sol in api`. */
export function partTitle({ part }: Pick<ChangedPart, 'part'>): string {
  if (part.service === PLAN_FEE.service) {
    return 'the change of plan';
  }
  const isModel = part.service === 'AI';
  const title = isModel ? part.title : uncapitalized(part.title);
  return part.projectName === null ? title : `${title} ${isModel ? 'in' : 'of'} ${part.projectName}`;
}

/** `0.5 to 0.9 CPU-hours a day at $0.128 per CPU-hour`, `$2.87 to $3.53 a day`. */
export function changeDetail({ part, before, after }: Pick<ChangedPart, 'part' | 'before' | 'after'>): string {
  if (part.price === null) {
    return `${formatMoney(before, 'USD')} to ${formatMoney(after, 'USD')} a day`;
  }
  const amounts = `${formatNumber(before)} to ${formatNumber(after)} ${part.price.unit} a day`;
  return `${amounts} at ${priceText(part.price)}`;
}

/** `40 % more`, `a third less`: how a quantity moved; what was nothing before has no percentage. */
export function movedBy(before: number, after: number): string {
  if (before === 0) {
    return 'new';
  }
  const percent = (Math.abs(after - before) / before) * 100;
  return `${formatPercent(percent)} ${after > before ? 'more' : 'less'}`;
}

/** `Tuesday` within a week, else `6 November`. `today` is a day of the same calendar. */
function sinceWords(since: Day, today: Day): string {
  return daysBetween(since, today) < 7
    ? (WEEKDAYS[dayOfWeek(since) % 7] ?? since)
    : formatDayAndMonth(dayStart(since, 'UTC'), 'UTC');
}

/** `30 Nov`. */
export function dayWords(day: Day): string {
  return formatDate(dayStart(day, 'UTC'), 'UTC');
}

interface Headline {
  readonly currency: string;
  readonly since: Day;
  readonly today: Day;
  readonly through: Day | null;
  readonly due: number;
  readonly charges: number;
  readonly lead: { readonly part: ChangedPart; readonly amount: number; readonly share: number | null };
  readonly cause: string;
}

/** `+$86.00 by 30 Nov since Tuesday: 78 % is function CPU of storefront, likely from deployment abc1234.` */
export function changeHeadline(change: Headline): string {
  const { currency, since, today, through, due, charges, lead, cause } = change;
  const isCovered = Math.abs(due) < 0.005;
  const amount = `${formatSignedMoney(isCovered ? charges : due, currency)}${isCovered ? ' of use' : ''}`;
  const by = through === null ? ' in this period' : ` by ${dayWords(through)}`;
  const when = `since ${sinceWords(since, today)}${isCovered ? ', inside the included credit' : ''}`;
  const who = carriedBy(partTitle(lead.part), lead.share, formatSignedMoney(lead.amount, currency));
  return `${amount}${by} ${when}: ${who}${cause === '' ? '' : `, ${cause}`}.`;
}

/** What the included credit pays of a change, and who carries that; null when it pays nothing of it. */
export function coveredWords(parts: readonly ChangedPart[], currency: string): CostChangeView['insideCredit'] {
  const covered = parts.map((part) => ({ part, amount: (part.charge - part.due) / 1e6 }));
  const whole = covered.reduce((sum, { amount }) => sum + amount, 0);
  const lead = covered.sort((a, b) => Math.sign(whole) * (b.amount - a.amount))[0];
  if (Math.abs(whole) < 0.005 || lead === undefined) {
    return null;
  }
  const who = carriedBy(partTitle(lead.part), lead.amount / whole, formatSignedMoney(lead.amount, currency));
  return { title: `${formatSignedMoney(whole, currency)} of use, nothing to pay`, detail: who };
}

function carriedBy(title: string, share: number | null, amount: string): string {
  if (share === null || share > MORE_THAN_ALL) {
    return `${title} alone is ${amount}`;
  }
  const percent = formatPercent(Math.min(1, share) * 100);
  return share >= LEAST_EXPLAINING ? `${percent} is ${title}` : `the largest part, ${percent}, is ${title}`;
}

/** The first letter small, unless the word is written in capitals: `ISR reads`. */
function uncapitalized(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
