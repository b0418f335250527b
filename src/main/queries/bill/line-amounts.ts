import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { expectedLines } from '#shared/core/costs/bill/expected-lines';
import type { BillLine } from '#shared/domain/bill';
import type { Connection } from '#shared/domain/connection';
import { fromMicros } from '#shared/domain/money';
import type { ReadParts } from '../read-parts';
import { metricTitle } from './words';

type Named = Pick<BillLine, 'service' | 'metric' | 'product'>;

/** What a line is called wherever bills are held against each other. */
function billedTitle(parts: Pick<ReadParts, 'catalog'>, provider: string, { product, service, metric }: Named) {
  return product || metricTitle(parts, provider, service, metric);
}

/** Amounts at the expected end by title, in main units. */
export function lineAmounts(
  parts: Pick<ReadParts, 'catalog'>,
  { provider }: Pick<Connection, 'provider'>,
  worked: WorkedBill,
): Record<string, number> {
  return addedUp(expectedLines(worked).map((line) => [billedTitle(parts, provider, line), line.amount]));
}

/** Amounts so far by title, in main units. */
export function lineAmountsSoFar(
  parts: Pick<ReadParts, 'catalog'>,
  { provider }: Pick<Connection, 'provider'>,
  { bill }: WorkedBill,
): Record<string, number> {
  return addedUp(bill.lines.map((line) => [moneyTitle(parts, provider, line), fromMicros(line.amount ?? 0)]));
}

/** AI spend is expected as one sum: what came of it is one, too. */
function moneyTitle(parts: Pick<ReadParts, 'catalog'>, provider: string, line: BillLine): string {
  const isAi = /^(OPENAI|ANTHROPIC|VERCEL_AI_GATEWAY)$/.test(line.service) && line.kind === 'usage';
  return isAi ? metricTitle(parts, provider, line.service, 'COST_USD') : billedTitle(parts, provider, line);
}

function addedUp(amounts: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [title, amount] of amounts) {
    sums[title] = (sums[title] ?? 0) + amount;
  }
  return sums;
}
