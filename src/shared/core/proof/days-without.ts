import type { Period } from '#shared/domain/instant';
import type { Known, KnownMoment } from './known';
import { fitsTopic, type Topic } from './topic';

const SERIES = new WeakMap<Known, readonly (readonly KnownMoment[])[]>();

/**
 * The day before one that has no entry in a series of days which goes on behind it: nothing was charged then, or used.
 * Null where no series of what the sentence speaks of has it in its midst.
 */
export function dayBeforeGap({ start, end }: Period, known: Known, topic: Topic): KnownMoment | null {
  for (const days of seriesOf(known)) {
    const before = days.findLast(({ at }) => at < start);
    if (before !== undefined && days.some(({ at }) => at >= end) && fitsTopic(before, topic)) {
      return before;
    }
  }
  return null;
}

function seriesOf(known: Known): readonly (readonly KnownMoment[])[] {
  const before = SERIES.get(known);
  if (before !== undefined) {
    return before;
  }
  const lists = new Map<string, KnownMoment[]>();
  for (const one of known.moments) {
    const [list] = /^.*\/byDay(?=\/)/.exec(one.pointer) ?? [];
    if (list !== undefined && one.day) {
      const key = `${one.document}${list}`;
      const days = lists.get(key) ?? [];
      days.push(one);
      lists.set(key, days);
    }
  }
  const series = [...lists.values()];
  SERIES.set(known, series);
  return series;
}
