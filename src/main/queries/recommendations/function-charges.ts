import { movesWithFunctions } from '#shared/core/costs/bill/wish';
import type { Charge } from '#shared/domain/charge';
import type { Connection } from '#shared/domain/connection';
import type { Day } from '#shared/domain/instant';
import { chargeRows } from '../bill/reconciliation';
import type { PricedParts } from '../read-parts';

/** A provider's row of something that is charged where the functions run. */
export interface FunctionCharge extends Charge {
  readonly metric: { readonly service: string; readonly metric: string };
}

/** The provider's rows of what is charged where the functions run, in day order; empty where it tells none. */
export async function functionCharges(
  { store, catalog }: Pick<PricedParts, 'store' | 'catalog'>,
  { id, provider }: Pick<Connection, 'id' | 'provider'>,
  days: { readonly from: Day; readonly to: Day },
): Promise<readonly FunctionCharge[]> {
  const newest = chargeRows(await store.charges.sources(id));
  const billedAs = catalog.descriptor(provider)?.billedAs;
  if (newest === undefined || billedAs === undefined) {
    return [];
  }
  const rows = await store.charges.rows({ connectionId: id, source: newest.source, ...days });
  return rows.flatMap((row) => {
    const metric = billedAs(row.service);
    return metric != null && row.region !== null && movesWithFunctions(metric.service, metric.metric)
      ? [{ ...row, metric }]
      : [];
  });
}
