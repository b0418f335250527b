import { dayOf } from '#shared/core/calendar/calendar';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import { DAY } from '#shared/domain/instant';
import { type BillContext, missingPart, whileCharges } from './bill-parts';

/** Days before a period in which its rows may have held tax. */
const LOOKED_BACK = 35;

/**
 * The tax of a period that is not over, where the one before had any: running costs tell none, and what it will be only
 * the invoice says. The newest invoice decides, else the rows of the period before. `lines` are those of a bill in
 * `currency`: one that has tax among them tells its own.
 */
export async function taxToCome(
  context: BillContext,
  currency: string,
  lines: readonly BillLine[],
): Promise<readonly MissingPart[]> {
  const { parts, connection, facts, list, period, isCurrent } = context;
  if (!isCurrent || currency !== list.currency || lines.some(({ kind }) => kind === 'tax')) {
    return [];
  }
  const invoices = (facts.invoices?.value ?? []).filter(({ tax }) => tax !== null);
  const [newest] = invoices.sort((a, b) => (b.issuedAt ?? 0) - (a.issuedAt ?? 0));
  if (newest !== undefined) {
    return (newest.tax ?? 0) > 0 ? [missingPart('tax-to-come')] : [];
  }
  const from = dayOf(period.start - LOOKED_BACK * DAY, period.zone);
  const question = { connectionId: connection.id, from, to: dayOf(period.start, period.zone) };
  const totals = await whileCharges(context, `categories ${question.from} ${question.to}`, () =>
    parts.store.charges.totals(question, ['category']),
  );
  return totals.some(({ key, billed }) => key === 'Tax' && billed > 0) ? [missingPart('tax-to-come')] : [];
}
