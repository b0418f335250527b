import type { Instant } from '#shared/domain/instant';
import type { UsageChart } from '#shared/ipc/usage';

/** A limit while it was in force, in the unit of the values. */
export interface LimitStretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly value: number;
}

/**
 * The limit over a picture from `from` to `to`, oldest first: one stretch where no change is known, else
 * each limit that was in force. A stretch in which it was not known is left out, and so is all without a limit.
 */
export function limitStretches(
  steps: UsageChart['limitSteps'],
  limit: number | null,
  from: Instant,
  to: Instant,
): readonly LimitStretch[] {
  if (limit === null) {
    return [];
  }
  if (steps.length === 0) {
    return [{ from, to, value: limit }];
  }
  return steps.flatMap(({ from: start, value }, index) => {
    const begin = Math.max(from, start);
    const end = Math.min(to, steps[index + 1]?.from ?? to);
    return value === null || begin >= end ? [] : [{ from: begin, to: end, value }];
  });
}

/** The limit that was in force at a moment; null where it is not known. */
export function limitAt(stretches: readonly LimitStretch[], t: Instant): number | null {
  return stretches.findLast((stretch) => stretch.from <= t && t <= stretch.to)?.value ?? null;
}

/** The limit that the value axis makes room for: the highest one that the values came near, else today's. */
export function limitInSight(
  stretches: readonly LimitStretch[],
  values: readonly number[],
  limit: number | null,
): number | null {
  const highest = Math.max(0, ...values);
  const near = stretches.map(({ value }) => value).filter((value) => highest > value / 2);
  return near.length === 0 ? limit : Math.max(...near);
}
