import type { Instant } from '#shared/domain/instant';
import type { DayClaim } from './day-parts';
import { isWithin } from './day-spans';
import { isElsewhere, isOf } from './elsewhere';
import type { Known, KnownNumber } from './known';
import type { Topic } from './topic';

const MOST = /\b(?:peak(?:s|ed)?|highest|(?:most expensive|dearest|priciest|costliest|busiest|biggest) day)\b/;
const LEAST = /\b(?:lowest|(?:least expensive|cheapest|quietest) day)\b/;
const OF_MONEY = /\b(?:expensive|dearest|priciest|costliest|cheapest|spen[dt]\w*|costs?|money|bill)\b/;
const DENIED = /\b(?:not|no|never|nor|neither|[a-z]+n't|second|next|other|after|than|since)\b/;
/** Keys of a day's row that are not what was measured on it. */
const OTHER_KEY = /^(?:effectiveAmount|listAmount|unknown|quantity|days?|q\d\d)$/;
const WEEK = 7 * 86_400;

/** A day's figure in its series. */
type Dated = KnownNumber & { readonly at: Instant };

const SERIES = new WeakMap<Known, readonly (readonly Dated[])[]>();

/** True where a sentence calls a day the highest or lowest, and it is so in no series of what the sentence speaks of. */
export function isNoExtreme(day: DayClaim, known: Known, topic: Topic, now: Instant): boolean {
  const { text, mentions, names } = topic;
  const sign = MOST.test(text) ? 1 : -1;
  if (DENIED.test(text) || MOST.test(text) === LEAST.test(text)) {
    return false;
  }
  const skipped = sign > 0 ? 'min' : 'max';
  const series = seriesOf(known).filter(
    ([first, ...rest]) =>
      first !== undefined &&
      first.key !== skipped &&
      (first.family.startsWith('money:') || !OF_MONEY.test(text)) &&
      !isElsewhere(first, mentions) &&
      [first, ...rest].some(({ at }) => isWithin(at, day.readings)),
  );
  // Without the month being named the last week may be meant.
  const froms = /\bmonth\b/.test(text) ? [0] : [0, now - WEEK];
  const named = series.filter(([first]) => first !== undefined && isOf(first.record, names));
  const told = (named.length > 0 ? named : series).filter((list) => !isFlat(list));
  return (
    told.length > 0 &&
    !told.some((list) =>
      froms.some((from) =>
        isFirst(
          list.filter(({ at }) => at >= from),
          sign,
          day,
        ),
      ),
    )
  );
}

/** Where all days are alike none is the highest. */
function isFlat(list: readonly Dated[]): boolean {
  return list.every(({ value }) => value === list[0]?.value);
}

function isFirst(list: readonly Dated[], sign: number, { readings }: DayClaim): boolean {
  if (isFlat(list)) {
    return false;
  }
  const best = Math.max(...list.map(({ value }) => sign * value));
  return list.some(({ at, value }) => sign * value === best && isWithin(at, readings));
}

/** The figures of each series of days by their key, worked out once for an evidence. */
function seriesOf(known: Known): readonly (readonly Dated[])[] {
  const before = SERIES.get(known);
  if (before !== undefined) {
    return before;
  }
  const lists = new Map<string, Dated[]>();
  for (const [family, numbers] of known.numbers) {
    for (const one of family === 'raw' ? [] : numbers) {
      const [at] = one.record.dated;
      if (at !== undefined && /\/(?:byDay|points)\/\d+$/.test(one.row) && !OTHER_KEY.test(one.key)) {
        const list = `${family} ${one.key} ${one.row.replace(/\d+$/, '')}`;
        lists.set(list, [...(lists.get(list) ?? []), { ...one, at }]);
      }
    }
  }
  const series = [...lists.values()];
  SERIES.set(known, series);
  return series;
}
