import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { FocusRow } from '#shared/core/costs/focus-columns';
import { validateFocus } from '#shared/core/costs/focus-validate';
import { focusCsv, focusJsonLines, focusRows } from '#shared/core/costs/focus-write';
import type { BillLine } from '#shared/domain/bill';
import type { Charge, ChargeCategory } from '#shared/domain/charge';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { PricedParts } from '../read-parts';
import { type AccountBills, currentAccountBills } from './account-bills';
import type { BillContext } from './bill-parts';
import { daysOf } from './bill-period';
import { lineTitle } from './bill-views';
import { rowsBehind } from './bills-in-period';

/** A FOCUS file, ready to be written. */
interface FocusFileText {
  readonly text: string;
  readonly rows: number;
  /** Charges whose cost is not known: FOCUS has no null cost, and 0 would be a lie. */
  readonly leftOut: number;
}

/** Lines that neither used nor cost anything tell nothing. */
const isEmpty = (row: FocusRow): boolean =>
  row['BilledCost'] === 0 && row['EffectiveCost'] === 0 && row['ListCost'] === 0 && !row['ConsumedQuantity'];

/**
 * The bill of every account so far as a FOCUS 1.3 file: the provider's own rows where it tells them, with its
 * taxes, refunds and adjustments, and a row for each other line of the bill, so that the file adds up to what the
 * bill says. It passes the validator before it is handed out; rows that would not are a bug, and answered as one.
 */
export async function readFocusFile(parts: PricedParts, format: 'csv' | 'jsonl'): Promise<Result<FocusFileText>> {
  const rows: FocusRow[] = [];
  let leftOut = 0;
  for (const account of await currentAccountBills(parts)) {
    const exported = await rowsOfAccount(parts, account);
    rows.push(...exported.rows.filter((row) => !isEmpty(row)));
    leftOut += exported.leftOut.length;
  }
  const [fault] = validateFocus(rows);
  if (rows.length > 0 && fault !== undefined) {
    return fail({
      code: 'internal',
      message: `The export is no valid FOCUS file: row ${fault.row ?? 0}, ${fault.column} ${fault.reason}.`,
      action: 'Nothing was written. Please report this.',
      retryable: false,
    });
  }
  return succeed({ text: format === 'csv' ? focusCsv(rows) : focusJsonLines(rows), rows: rows.length, leftOut });
}

async function rowsOfAccount(parts: PricedParts, { connection, context, bills }: AccountBills) {
  const projects = await parts.store.facts.projects(connection.id);
  const told = await toldRows(context);
  const own = bills.flatMap((worked) => ownRows(parts, context, worked, told !== null));
  return focusRows([...(told ?? []), ...own], {
    account: { id: connection.settings['teamId'] || connection.id, name: connection.title },
    billingPeriod: { start: context.period.start, end: context.period.end },
    provider: parts.catalog.descriptor(connection.provider)?.title ?? connection.provider,
    projectNames: new Map(projects.map(({ projectId, name }) => [projectId, name])),
    regionNames: new Map(),
  });
}

const OTHER: ReadonlySet<ChargeCategory> = new Set<ChargeCategory>(['Tax', 'Adjustment', 'Credit']);

/** The rows that the bill rests on, and what only those of invoices tell; null where the provider tells none. */
async function toldRows(context: BillContext): Promise<readonly Charge[] | null> {
  const behind = await rowsBehind(context);
  if (behind === null) {
    return null;
  }
  const { parts, connection, period } = context;
  const days = daysOf(period);
  const question = { connectionId: connection.id, from: days.start, to: days.end };
  const { rows, final } = behind;
  const running = await parts.store.charges.rows({ ...question, source: rows.source });
  const isOther = final !== null && final.source !== rows.source;
  const others = isOther ? await parts.store.charges.rows({ ...question, source: final.source }) : [];
  return [...running, ...others.filter(({ category }) => OTHER.has(category))].map(asFocus);
}

/** Seats are bought and not measured; what is spread over no later rows is effective when it is billed. */
function asFocus(charge: Charge): Charge {
  const bought = charge.licence && charge.category === 'Usage';
  return {
    ...charge,
    ...(bought ? { category: 'Purchase' as const, consumedQuantity: null, consumedUnit: null } : {}),
    effectiveCost: charge.effectiveCost ?? charge.billedCost,
  };
}

const CATEGORIES: Readonly<Record<BillLine['kind'], ChargeCategory>> = {
  usage: 'Usage',
  fee: 'Purchase',
  credit: 'Credit',
  tax: 'Tax',
  adjustment: 'Adjustment',
};

/** Lines that no row of the provider stands for: own readings, fees that it only tells, the credit. */
function ownRows(
  parts: PricedParts,
  { connection, period, now }: BillContext,
  { bill }: WorkedBill,
  hasRows: boolean,
): readonly Charge[] {
  const lines = bill.lines.filter(({ basis }) => !hasRows || basis !== 'billed');
  const soFar = Math.max(period.start + 1, Math.min(now, period.end));
  return lines.map((line, at): Charge => {
    const isUse = line.kind === 'usage' && line.unit !== '' && line.quantity !== 0;
    return {
      id: [connection.id, line.kind, line.service, line.metric, line.product, line.project, line.region, at].join('|'),
      category: CATEGORIES[line.kind],
      service: lineTitle(parts, connection.provider, line),
      project: line.project,
      region: line.region,
      day: daysOf(period).start,
      start: period.start,
      end: line.kind === 'fee' ? period.end : soFar,
      consumedQuantity: isUse ? line.quantity : null,
      consumedUnit: isUse ? line.unit : null,
      pricingQuantity: null,
      pricingUnit: null,
      billedCost: line.amount,
      effectiveCost: line.amount,
      listCost: null,
      currency: bill.currency,
      licence: line.kind === 'fee',
      flatRate: false,
      state: line.basis === 'metered' ? 'estimate' : 'provisional',
    };
  });
}
