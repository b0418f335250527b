import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { amountDue } from '#shared/core/costs/amount-due';
import { chargesOfPeriod } from '#shared/core/costs/estimated-charges';
import { reconcile } from '#shared/core/costs/reconcile';
import type { Charge } from '#shared/domain/charge';
import type { Day } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import { formatMoney } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import type { ReadParts } from '../read-parts';
import type { CostFigures } from './figures';

/** A provider's rows of a day are complete about two days later (facts: the API of Vercel, section on charges). */
const COMPLETE_AFTER_DAYS = 2;

/**
 * The estimate against the provider's own rows, over the days for which these are complete. Null while
 * there are none in the estimate's currency.
 */
export async function readReconciliation(
  parts: Pick<ReadParts, 'store'>,
  { basis, soFar }: CostFigures,
): Promise<CostsView['reconciliation']> {
  const { connection, period, now } = basis;
  const { days, zone } = period;
  const sources = await parts.store.charges.sources(connection.id);
  const newest = chargeRows(sources);
  const settled = addDays(dayOf(now, zone), -COMPLETE_AFTER_DAYS);
  if (newest === undefined || newest.last < days.start || settled < days.start) {
    return null;
  }
  const [through = settled] = [newest.last, settled].sort();
  const to = addDays(through, 1);
  const rows = await parts.store.charges.byProduct({
    connectionId: connection.id,
    source: newest.source,
    from: days.start,
    to,
  });
  const latest = rows.filter((row) => row.currency === soFar.currency);
  const shown = chargesOfPeriod({ ...soFar, lines: soFar.lines.filter((line) => line.day < to) }, zone);
  return latest.length === 0 ? null : compare(shown, latest, soFar.currency, { start: days.start, to, through, zone });
}

/** The source of rows that an invoice follows from; running figures of the same days are kept beside them. */
export function chargeRows<S extends { readonly source: string; readonly last: Day }>(
  sources: readonly S[],
): S | undefined {
  return sources.filter(({ source }) => source.endsWith('/charges')).sort((a, b) => (a.last < b.last ? 1 : -1))[0];
}

interface Compared {
  readonly start: Day;
  readonly to: Day;
  readonly through: Day;
  readonly zone: string;
}

function compare(
  shown: readonly Charge[],
  latest: readonly Charge[],
  currency: string,
  { start, to, through, zone }: Compared,
): CostsView['reconciliation'] {
  const period = { start: dayStart(start, zone), end: dayStart(to, zone) };
  const told = amountDue(latest, currency, 0);
  const own = amountDue(shown, currency, 0);
  const result = reconcile({ charges: shown, period, currency, includedCredit: 0 }, latest, {
    period,
    currency,
    infrastructure: told.infrastructure,
    licences: told.licences,
    flatRate: 0,
    credit: told.credit.used,
    taxes: told.taxes + told.adjustments,
    total: told.atLeast,
  });
  if (!result.ok) {
    return null;
  }
  const { estimate, bill, differences, unexplained } = result.value;
  const use = `use comes to ${formatMoney(fromMicros(told.infrastructure), currency)} in the provider's rows and to ${formatMoney(fromMicros(own.infrastructure), currency)} by the price list`;
  return {
    estimated: fromMicros(estimate),
    billed: fromMicros(bill),
    through,
    differences: differences.map(({ cause, amount, explanation }) => ({
      cause,
      amount: fromMicros(amount),
      explanation: cause === 'revision' ? use : explanation,
    })),
    unexplained: fromMicros(unexplained),
  };
}
