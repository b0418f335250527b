import type { Point } from './forecast-input';

/** What became of the points that were handed in. */
export interface CleanPoints {
  /** Ascending, one a time, finite. */
  readonly points: readonly Point[];
  /** Points that were no finite number, or too large to compute with. */
  readonly dropped: number;
}

/** Beyond this a square overflows: such a reading is a fault of its source, not a usage. */
const LARGEST_VALUE = 1e150;
/** Below this a quotient overflows: it counts as zero. */
const SMALLEST_VALUE = 1e-150;

/** Orders points by time, keeps the last of those with one time, and leaves out what is no usable number. */
export function cleanPoints(points: readonly Point[]): CleanPoints {
  const finite = points.filter((p) => Number.isFinite(p.t) && Math.abs(p.value) <= LARGEST_VALUE);
  const dropped = points.length - finite.length;
  const tiny = finite.some((p) => p.value !== 0 && Math.abs(p.value) < SMALLEST_VALUE);
  const usable = tiny ? finite.map((p) => (Math.abs(p.value) < SMALLEST_VALUE ? { t: p.t, value: 0 } : p)) : finite;
  let ordered = true;
  for (let i = 1; i < usable.length && ordered; i += 1) {
    ordered = (usable[i] as Point).t > (usable[i - 1] as Point).t;
  }
  if (ordered) {
    return { points: usable, dropped };
  }
  const sorted = usable.map((point, order) => ({ point, order }));
  sorted.sort((a, b) => a.point.t - b.point.t || a.order - b.order);
  const unique: Point[] = [];
  for (const { point } of sorted) {
    if (unique.at(-1)?.t === point.t) {
      unique.pop();
    }
    unique.push(point);
  }
  return { points: unique, dropped };
}
