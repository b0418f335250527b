import type { AccountBills } from '#main/queries/bill/account-bills';
import { billsIn } from '#main/queries/bill/bills-in-period';
import { movesWithFunctions, wishOf } from '#shared/core/costs/bill/wish';
import { regionRate } from '#shared/core/pricing/look-up';
import type { RegionWorld } from '#shared/core/recommendations/facts';
import type { BillLine } from '#shared/domain/bill';

/** Of regions with the same prices the one where functions run unless somebody chose another. */
const USUAL = 'iad1';

/**
 * The account with its functions in the cheapest region that has a price for all that they are charged for; null where
 * the bill tells no region, or none is cheaper.
 */
export async function cheaperRegion({ connection, context, bills }: AccountBills): Promise<RegionWorld | null> {
  const { list } = context;
  const [today] = bills;
  const provider = connection.billing?.provider ?? '';
  const lines = (today?.bill.lines ?? []).filter(
    ({ kind, service, metric, region, amount }) =>
      kind === 'usage' && region !== null && (amount ?? 0) > 0 && movesWithFunctions(service, metric),
  );
  const regions = [...new Set(list.regionalPrices.filter((one) => one.provider === provider).map((one) => one.region))];
  const costIn = (region: string | null) =>
    lines.reduce((sum, line) => sum + (line.amount ?? 0) * times(line, region), 0);
  const times = (line: BillLine, region: string | null) => {
    const [here, there] = [line.region, region ?? line.region].map((one) =>
      one === null ? null : regionRate(list, provider, one, line),
    );
    // What costs the same everywhere is in no list of regions.
    return here == null ? 1 : (there ?? Number.POSITIVE_INFINITY) / here;
  };
  const [best] = regions
    .map((region) => ({ region, cost: costIn(region) }))
    .sort((a, b) => a.cost - b.cost || Number(b.region === USUAL) - Number(a.region === USUAL));
  if (lines.length === 0 || best === undefined || !(best.cost < costIn(null) - 1)) {
    return null;
  }
  const wish = wishOf([{ kind: 'region', region: best.region }], null, true);
  const [worked] = await billsIn({ ...context, wish });
  const price = list.regionalPrices.find(({ region }) => region === best.region);
  return worked === undefined
    ? null
    : {
        from: dearest(lines.filter(({ region }) => region !== best.region)),
        to: best.region,
        city: price?.city ?? best.region,
        meters: [...new Set(lines.map(({ service, metric }) => `${service} ${metric}`))],
        worked,
        sources: price === undefined ? [] : [{ text: price.source, date: price.sourceDate }],
      };
}

/** The region of which most is charged. */
function dearest(lines: readonly BillLine[]): string {
  const sums = new Map<string, number>();
  for (const { region, amount } of lines) {
    sums.set(region ?? '', (sums.get(region ?? '') ?? 0) + (amount ?? 0));
  }
  return [...sums].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
