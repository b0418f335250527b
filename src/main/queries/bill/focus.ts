import { chargesOfPeriod } from '#shared/core/costs/estimated-charges';
import type { FocusRow } from '#shared/core/costs/focus-columns';
import { validateFocus } from '#shared/core/costs/focus-validate';
import { focusCsv, focusJsonLines, focusRows } from '#shared/core/costs/focus-write';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { PricedParts } from '../read-parts';
import { readCostBases } from './basis';
import { costFigures, linesSoFar } from './figures';

/** A FOCUS file, ready to be written. */
interface FocusFileText {
  readonly text: string;
  readonly rows: number;
  /** Charges whose cost is not known: FOCUS has no null cost, and 0 would be a lie. */
  readonly leftOut: number;
}

/** Lines of an estimate that neither used nor cost anything tell nothing. */
const isEmpty = (row: FocusRow): boolean =>
  row['BilledCost'] === 0 && row['EffectiveCost'] === 0 && row['ListCost'] === 0 && !row['ConsumedQuantity'];

/**
 * The costs of every billed connection so far as a FOCUS 1.3 file. It passes the validator before it is
 * handed out; rows that would not are a bug, and answered as one.
 */
export async function readFocusFile(parts: PricedParts, format: 'csv' | 'jsonl'): Promise<Result<FocusFileText>> {
  const bases = await readCostBases(parts);
  const rows: FocusRow[] = [];
  let leftOut = 0;
  for (const basis of bases) {
    const { connection, period } = basis;
    const figures = await costFigures(basis);
    const lines = linesSoFar(figures);
    const projects = await parts.store.facts.projects(connection.id);
    const exported = focusRows(chargesOfPeriod({ ...figures.soFar, lines }, period.zone), {
      account: { id: connection.settings['teamId'] || connection.id, name: connection.title },
      billingPeriod: period.span,
      provider: parts.catalog.descriptor(connection.provider)?.title ?? connection.provider,
      projectNames: new Map(projects.map(({ projectId, name }) => [projectId, name])),
      regionNames: new Map(),
    });
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
