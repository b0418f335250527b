import { formatBillAmount, taxWords, unitCostWords } from '#shared/format/bill';
import { formatMoney, formatProjectedMoney, formatSignedMoney } from '#shared/format/money';
import { oneLine } from '#shared/format/plain-text';
import { formatNumber } from '#shared/format/quantity';
import type { BillView, ClosedPeriod, UnitCost } from '#shared/ipc/bill';
import type { AiCostsView } from '#shared/ipc/costs';
import { invoiceWords } from '#shared/words/invoice';
import { table } from '../output';

const MOST_REASONS = 5;

/** Periods that are over: what was said of each, what came, and what makes the difference. */
export function closedText(periods: readonly ClosedPeriod[]): string {
  return periods.length === 0
    ? 'No period is over yet.'
    : periods.map((period) => closedPeriodText(period)).join('\n\n');
}

function closedPeriodText({ title, currency, periodStart, periodEnd, said, came, invoice, why }: ClosedPeriod): string {
  const money = (amount: number) => formatMoney(amount, currency);
  const rows = said.map(({ day, q10, q50, q90, complete }) => [
    `Day ${day}`,
    `${complete ? '' : 'at least '}${money(q50)}`,
    `${money(q10)} to ${money(q90)}`,
    formatSignedMoney(came.amount - q50, currency),
  ]);
  return [
    `${oneLine(title)}, ${periodStart.slice(0, 10)} to ${periodEnd.slice(0, 10)}: ${formatBillAmount(came, currency)}${taxWords(came, null, currency)}`,
    said.length === 0
      ? 'Nothing was said of it.'
      : table(['Said on', 'Comes to', '80 %', 'Came less that'], rows, [1, 3]),
    ...(invoice === null ? [] : [invoiceWords(invoice, currency)]),
    ...why
      .slice(0, MOST_REASONS)
      .map(
        (part) =>
          `${formatSignedMoney(part.difference, currency)} ${oneLine(part.title)}: ${money(part.came)} and not ${money(part.expected)}`,
      ),
  ].join('\n');
}

/** What one unit costs, the last periods beside each other. */
export function unitCostsText(units: readonly UnitCost[]): string {
  const most = Math.max(0, ...units.map(({ periods }) => periods.length));
  const heads = units
    .find(({ periods }) => periods.length === most)
    ?.periods.map(({ periodStart }) => `from ${periodStart.slice(0, 10)}`);
  const rows = units.map(({ title, of, currency, periods }) => [
    `${oneLine(title)}, ${oneLine(of)}`,
    ...Array.from({ length: most - periods.length }, () => ''),
    ...periods.map((period) => unitCostWords(period, currency)),
  ]);
  return table(
    ['Costs per', ...(heads ?? [])],
    rows,
    Array.from({ length: most }, (_, at) => at + 1),
  );
}

/** What is left of what was paid ahead, an account a line. */
export function prepaidTexts({ accounts }: Pick<BillView, 'accounts'>): string[] {
  return accounts.flatMap(({ title, currency, prepaid }) => {
    if (prepaid === null) {
      return [];
    }
    const { left, start, complete, lastsUntil } = prepaid;
    const until = lastsUntil === null ? 'for a year and more' : `until about ${lastsUntil}`;
    const amount = `${complete ? '' : 'at most '}${formatMoney(left, currency)} of ${formatMoney(start, currency)}`;
    return [`${oneLine(title)}: ${amount} paid ahead are left, ${left <= 0 ? 'used up' : until}`];
  });
}

/** What models cost in this month, and what it comes to. */
export function aiText(ai: AiCostsView): string {
  const projected = (amount: number) => formatProjectedMoney(amount, ai.currency);
  const rows = ai.models.map((model) => [
    model.model,
    formatNumber(model.tokens),
    model.cost === null ? 'not known' : formatMoney(model.cost, model.currency),
  ]);
  const sum = { amount: ai.atLeast, complete: ai.total !== null };
  const others = ai.others.map(({ currency, total }) => `, and ${formatMoney(total, currency)} beside it`);
  const end =
    ai.projected === null
      ? 'what it comes to is too early to tell'
      : `about ${projected(ai.projected.total)} by its end, between ${ai.projected.interval.map(projected).join(' and ')} (80 %)`;
  return [
    `AI in ${ai.month}: ${formatBillAmount(sum, ai.currency)}${others.join('')}, ${end}`,
    table(['Model', 'Tokens', 'Costs'], rows, [1, 2]),
  ].join('\n');
}
