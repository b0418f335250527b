import type { CostLine, CostShare } from '#shared/domain/cost';

/** What a cost can be split by. */
export type Heading = 'service' | 'project' | 'day' | 'region';

/**
 * The lines' cost by service, project, day or region. Nothing is left out: what has no project (the
 * plan's fee, the credit) stands under null, so that the shares add up to the total to the micro.
 */
export function costsBy(lines: readonly CostLine[], heading: Heading): CostShare[] {
  const shares = new Map<string | null, CostShare>();
  for (const line of lines) {
    const key = line[heading];
    const share = shares.get(key) ?? { key, amount: 0, effectiveAmount: 0, listAmount: 0, unknown: 0 };
    shares.set(key, {
      key,
      amount: share.amount + (line.amount ?? 0),
      effectiveAmount: share.effectiveAmount + (line.effectiveAmount ?? 0),
      listAmount: share.listAmount + (line.listAmount ?? 0),
      unknown: share.unknown + Number(line.amount === null),
    });
  }
  return [...shares.values()].sort(heading === 'day' ? byKey : byAmount);
}

function byAmount(a: CostShare, b: CostShare): number {
  return b.amount - a.amount || byKey(a, b);
}

function byKey(a: CostShare, b: CostShare): number {
  return (a.key ?? '').localeCompare(b.key ?? '');
}
