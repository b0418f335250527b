import { formatInstant } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { MissingOf, TotalBill } from '#shared/core/costs/bill/total-bill';
import type { BillLine, BillProjection } from '#shared/domain/bill';
import { fromMicros } from '#shared/domain/money';
import { isUnknownProjection } from '#shared/format/bill';
import { formatMoney } from '#shared/format/money';
import type { BillView } from '#shared/ipc/bill';
import type { AccountBills, Parts } from './account-bills';
import type { BillContext } from './bill-parts';
import type { NextPeriod } from './next-period';
import { prepaidView } from './prepaid';
import { readToldSpend } from './told-account';
import { metricTitle } from './words';

type AccountView = BillView['accounts'][number];

/** Words for what is missing, with the account's name where it belongs to one. */
export type MissingWords = (part: MissingOf) => BillView['soFar']['missing'][number];

/** One account's bill as it is shown and printed. */
export async function accountView(
  parts: Parts,
  account: AccountBills,
  { bill }: WorkedBill,
  words: MissingWords,
  next: NextPeriod | null,
): Promise<AccountView> {
  const { connection, context } = account;
  const { soFar, period, credit } = bill;
  // Of a period of which nothing is known, nothing is known of the next one.
  const says = await providerSays(context);
  const ahead = next === null || bill.projected === null ? null : projectionView(next.projected);
  const of = { ...soFar, missing: soFar.missing.map((part) => ({ ...part, connectionId: connection.id })) };
  return {
    connection: connection.id,
    provider: connection.provider,
    title: connection.title,
    plan: connection.billing?.planName ?? null,
    seats: bill.seats,
    currency: bill.currency,
    periodStart: formatInstant(period.start),
    periodEnd: formatInstant(period.end),
    chargedOn: bill.chargedOn,
    soFar: amountView({ soFar: of }, words),
    projected: projectionView(bill.projected),
    next:
      next === null || ahead === null
        ? null
        : { ...ahead, periodStart: formatInstant(next.start), periodEnd: formatInstant(next.end) },
    credit:
      credit === null
        ? null
        : {
            total: fromMicros(credit.total),
            used: fromMicros(credit.used),
            left: fromMicros(credit.left),
            basis: credit.basis === 'told' ? 'told' : 'metered',
          },
    prepaid: await prepaidView(account, parts.store, says?.what === BALANCE ? says.amount : null),
    providerSays: says,
    list: bill.list === null ? null : fromMicros(bill.list),
    lines: bill.lines.map((line) => lineView(parts, connection.provider, line)),
  };
}

function lineView(parts: Parts, provider: string, line: BillLine): AccountView['lines'][number] {
  const { unitPrice: _unitPrice, effective: _effective, ...shown } = line;
  return {
    ...shown,
    title: lineTitle(parts, provider, line),
    amount: line.amount === null ? null : fromMicros(line.amount),
  };
}

/** What a line is called: the provider's product, else the metric. */
export function lineTitle(
  parts: Pick<Parts, 'catalog'>,
  provider: string,
  { service, metric, product }: BillLine,
): string {
  if (product !== '') {
    return product;
  }
  return service === 'PLAN' && metric === 'FEE' ? 'Plan' : metricTitle(parts, provider, service, metric);
}

/** What a balance is called that the provider itself tells. */
const BALANCE = 'balance left';

/** What the provider says of the money itself, whatever the bill says. */
async function providerSays(context: BillContext): Promise<AccountView['providerSays']> {
  const { parts, connection, facts } = context;
  if (!context.isCurrent) {
    return null;
  }
  if (connection.provider === 'ai-gateway') {
    const series = (await parts.store.samples.listSeries(connection.id)).find(({ metric }) => metric === 'BALANCE_USD');
    const latest = series === undefined ? undefined : (await parts.store.samples.latest([series.id])).get(series.id);
    return latest === undefined ? null : { amount: latest.value, what: BALANCE, asOf: formatInstant(latest.time) };
  }
  const told = await readToldSpend(context);
  if (told !== null) {
    const amount = fromMicros(told.amount);
    return {
      amount,
      what: `${formatMoney(amount, context.list.currency)} of on-demand spend after the credit`,
      asOf: formatInstant(told.asOf),
    };
  }
  const units = facts.credit?.value.find(({ unit }) => unit === 'MIU');
  return units === undefined || facts.credit === null
    ? null
    : { amount: units.remaining, what: `MIU left of ${units.total}`, asOf: formatInstant(facts.credit.asOf) };
}

/** An amount in main units, with words for what it leaves out. */
export function amountView({ soFar }: Pick<TotalBill, 'soFar'>, words: MissingWords): BillView['soFar'] {
  const { amount, complete, tax, missing } = soFar;
  return { amount: fromMicros(amount), complete, tax: fromMicros(tax), missing: missing.map(words) };
}

/** A projection in main units. */
export function projectionView(projection: BillProjection | null): BillView['projected'] {
  // Of which nothing is known, nothing is projected.
  return projection === null || isUnknownProjection(projection)
    ? null
    : {
        q10: fromMicros(projection.q10),
        q50: fromMicros(projection.q50),
        q90: fromMicros(projection.q90),
        complete: projection.complete,
      };
}
