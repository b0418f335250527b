import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { quantileSorted } from '#shared/core/forecasting/quantiles';
import { type Micros, toMicros } from '#shared/domain/money';
import type { AdviceEffect, AdviceGain } from '#shared/domain/recommendation';
import { monthly, monthParts, withCap } from './worlds';

/** Below this much a month, and below this share of the bill, a difference is noise. */
const LEAST_GAIN = 1_000_000;
const LEAST_SHARE = 0.02;

/**
 * What a change brings a month: the difference of the two bills as they are shown, and the quantiles of their
 * difference future by future, since both are drawn from the same ones. Where a hard limit cuts today's month off
 * the same work is compared (`sameWork`), and what is really paid stands beside it.
 */
export function gainOf(now: WorkedBill, after: WorkedBill, sameWork = true): AdviceGain {
  const isCut = sameWork && now.parts.cap !== null && monthly(withCap(now, null)) > monthly(now);
  const [before, then] = isCut ? [withCap(now, null), withCap(after, null)] : [now, after];
  const amount = billed(before) - billed(then);
  const differences = differencesOf(before, then);
  const at = (level: number) => (differences === null ? amount : toMicros(quantileSorted(differences, level)));
  const share =
    differences === null
      ? Number(amount >= 0)
      : differences.reduce((count, one) => count + Number(one >= -1e-6), 0) / differences.length;
  return {
    amount,
    low: Math.min(amount, at(0.1)),
    high: Math.max(amount, at(0.9)),
    probability: share,
    againstCut: isCut ? billed(now) - billed(after) : null,
    averted: null,
  };
}

function billed({ bill }: WorkedBill): Micros {
  return bill.projected?.q50 ?? bill.soFar.amount;
}

function differencesOf(now: WorkedBill, after: WorkedBill): Float64Array | null {
  const [a, b] = [now.draws, after.draws];
  return a === null || b === null ? null : a.map((value, at) => value - (b[at] ?? 0)).sort();
}

/** Whether a saving stands out of what is not known. */
export function isBeyondNoise(gain: AdviceGain, bill: Micros): boolean {
  return gain.low > 0 && gain.amount >= Math.max(LEAST_GAIN, LEAST_SHARE * bill);
}

/** How a change moves the month of its account. */
export function effectOf(now: WorkedBill, after: WorkedBill, touches: readonly string[]): AdviceEffect {
  const [today, then] = [monthParts(now), monthParts(after)];
  return {
    fees: then.fees - today.fees + (today.credit - then.credit),
    use: then.use - today.use,
    useNow: today.use,
    feesNow: today.fees,
    credit: today.credit,
    cap: today.cap,
    touches,
  };
}
