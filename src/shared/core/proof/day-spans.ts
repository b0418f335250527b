import type { Instant, Period } from '#shared/domain/instant';
import { type DayClaim, isShort } from './day-parts';
import type { Reading } from './reading';
import type { Token } from './tokens';

/** No range that somebody names is longer. */
const LONGEST = 62 * 86_400;
/** What joins two days that mean all those between them. */
const TO = /^(?:to|until|till|through|thru|-|–|—)$/;

const MEANT = new WeakMap<Reading, readonly (readonly Period[])[]>();

/** The days that a sentence names, all readings of each; between two of a range, or on one side of one, all of them. */
export function daysMeant(reading: Reading): readonly (readonly Period[])[] {
  const known = MEANT.get(reading);
  if (known !== undefined) {
    return known;
  }
  const { days, tokens } = reading;
  const single = days.filter(isDay);
  const meant = single.map((day, at) => {
    const [before, behind] = [single[at - 1], single[at + 1]];
    if (behind !== undefined && isRange(day, behind, tokens)) {
      return between(day.readings, behind.readings);
    }
    if (before !== undefined && isRange(before, day, tokens)) {
      return between(before.readings, day.readings);
    }
    return day.also === undefined ? besides(day, tokens) : between(day.readings, day.also);
  });
  MEANT.set(reading, meant);
  return meant;
}

/** True for a claim of one day, or of two. */
export function isDay({ readings, minute }: DayClaim): boolean {
  return minute === null && readings.every(isShort);
}

/** `from Monday to Thursday`, `the 2nd to the 9th`, `between the 2nd and the 9th`. */
function isRange(first: DayClaim, second: DayClaim, tokens: readonly Token[]): boolean {
  const words = tokens.slice(first.to, second.from).map(({ lower }) => lower);
  const [joint = '', ...rest] = words;
  const isBetween = joint === 'and' && /^(?:between|from)$/.test(lowerBefore(first, tokens));
  return (
    (TO.test(joint) || isBetween) && rest.every((word) => word === 'the' || word === 'and' || word === 'including')
  );
}

/** Behind `since` all that came, and before `until` all that was. */
function besides({ readings, from, to }: DayClaim, tokens: readonly Token[]): readonly Period[] {
  const word = lowerBefore({ from }, tokens);
  const isOn = word === 'from' && tokens[to]?.lower === 'on';
  if (word === 'since' || word === 'after' || isOn) {
    return readings.map(({ start }) => ({ start, end: start + LONGEST }));
  }
  return /^(?:before|until|till|through|by)$/.test(word)
    ? readings.map(({ end }) => ({ start: end - LONGEST, end }))
    : readings;
}

/** The word before a day: not an article. */
function lowerBefore({ from }: Pick<DayClaim, 'from'>, tokens: readonly Token[]): string {
  const word = tokens[from - 1]?.lower ?? '';
  return word === 'the' ? (tokens[from - 2]?.lower ?? '') : word;
}

/** From each first day to the next second one. */
function between(first: readonly Period[], second: readonly Period[]): readonly Period[] {
  return first.flatMap(({ start }) => {
    const ends = second.map(({ end }) => end).filter((end) => end > start && end - start < LONGEST);
    return ends.length === 0 ? [] : [{ start, end: Math.min(...ends) }];
  });
}

/** True for a moment in one of these stretches. */
export function isWithin(at: Instant, periods: readonly Period[]): boolean {
  return periods.some(({ start, end }) => at >= start && at < end);
}
