import type { CostState } from '#shared/domain/cost';

/** What a day of one account cost, in main units; each way of looking at it. */
interface DayShare {
  /** `YYYY-MM-DD`; null for what is of no day. */
  readonly key: string | null;
  readonly amount: number;
  readonly effectiveAmount: number;
  readonly listAmount: number;
  readonly state: CostState;
  readonly unknown: number;
}

interface AccountDays {
  readonly currency: string;
  readonly byDay: readonly DayShare[];
}

/** The less sure one of two. */
const SURENESS: readonly CostState[] = ['final', 'provisional', 'estimate'];

/**
 * The days of all accounts added up, the earliest first: each account in its own period and counted in the days of its
 * own zone. They add up to the total over everything in `currency`; money of another kind is none of them. A sum is as
 * sure as its least sure part.
 */
export function daysTogether(
  accounts: readonly AccountDays[],
  currency: string,
): readonly (DayShare & { key: string })[] {
  const sums = new Map<string, DayShare & { key: string }>();
  for (const { byDay } of accounts.filter((one) => one.currency === currency)) {
    for (const { key, ...share } of byDay) {
      if (key !== null) {
        sums.set(key, { key, ...added(sums.get(key), share) });
      }
    }
  }
  return [...sums.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function added(sum: Omit<DayShare, 'key'> | undefined, share: Omit<DayShare, 'key'>): Omit<DayShare, 'key'> {
  if (sum === undefined) {
    return share;
  }
  return {
    amount: millionths(sum.amount + share.amount),
    effectiveAmount: millionths(sum.effectiveAmount + share.effectiveAmount),
    listAmount: millionths(sum.listAmount + share.listAmount),
    state: SURENESS[Math.max(SURENESS.indexOf(sum.state), SURENESS.indexOf(share.state))] ?? 'estimate',
    unknown: sum.unknown + share.unknown,
  };
}

/** Millionths, without the noise of adding fractions up. */
function millionths(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
