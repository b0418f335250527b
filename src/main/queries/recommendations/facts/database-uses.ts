import type { AccountBills } from '#main/queries/bill/account-bills';
import { quantitiesBehind } from '#main/queries/bill/bills-in-period';
import { addDays, dayOf } from '#shared/core/calendar/calendar';
import type { DatabaseUse } from '#shared/core/recommendations/facts';
import { expectedCost, expectedOf } from '#shared/core/recommendations/worlds';
import type { Charge } from '#shared/domain/charge';
import { COMPUTE, computeDays } from '../database-days';

const LOOKS_BACK = 30;
const SENT = 'PUBLIC_TRANSFER_GB';

/** Each project of a database provider by its billed quantities of the last 30 whole days. */
export async function databaseUses(account: AccountBills): Promise<readonly DatabaseUse[]> {
  const { connection, context, bills } = account;
  const { parts, now, period } = context;
  const [main] = bills;
  const source = await quantitiesBehind(context);
  if (source === null || main === undefined) {
    return [];
  }
  const today = dayOf(now, period.zone);
  const [rows, names] = await Promise.all([
    parts.store.charges.rows({
      ...{ connectionId: connection.id, source: source.source },
      ...{ from: addDays(today, -LOOKS_BACK), to: today },
    }),
    parts.store.facts.projects(),
  ]);
  const billedAs = parts.catalog.descriptor(connection.provider)?.billedAs;
  const metricOf = ({ service }: Charge) => billedAs?.(service)?.metric ?? '';
  const isCompute = ({ metric }: { readonly metric: string }) => metric === COMPUTE;
  const [whole, cost] = [expectedOf(main, isCompute), expectedCost(main, isCompute)];
  const soFar = quantityOf(main.bill.lines.filter(({ metric, kind }) => kind === 'usage' && metric === COMPUTE));
  const compute = rows.filter((row) => metricOf(row) === COMPUTE);
  const projects = [...new Set(rows.flatMap(({ project }) => project ?? []))];
  return projects.map((project): DatabaseUse => {
    const own = rows.filter((row) => row.project === project);
    const lines = main.bill.lines.filter((line) => line.metric === COMPUTE && line.project === project);
    const share = soFar <= 0 ? 0 : quantityOf(lines) / soFar;
    const days = computeDays(compute, project, period.zone).map(({ value }) => value);
    const sent = own.filter((row) => metricOf(row) === SENT);
    return {
      project,
      name: names.find((one) => one.connectionId === connection.id && one.projectId === project)?.name ?? project,
      compute: whole * share,
      computeCost: cost * share,
      // Neon tells transfer with every day that it tells compute of: none told is none sent.
      sentBytes: sent.reduce((sum, { consumedQuantity }) => sum + (consumedQuantity ?? 0), 0) * 1e9,
      leastDay: Math.min(...days),
      mostDay: Math.max(0, ...days),
      days: days.length,
    };
  });
}

function quantityOf(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
