import { Temporal } from 'temporal-polyfill';
import { type Calendar, type DayClaim, isShort } from './day-parts';
import { isDay } from './day-spans';
import { dayBeforeGap } from './days-without';
import { isOf } from './elsewhere';
import { clauseAt, eventsAt } from './events';
import { isNoExtreme } from './extreme-days';
import type { Known, KnownMoment } from './known';
import type { Reading } from './reading';
import { spanOf } from './said';
import { fitsTopic, isOnItsSide, type Topic } from './topic';

/** `There is no figure for last month`: a period that is only named. */
const UNKNOWN =
  /\b(?:unknown|not (?:\w+ )?(?:known|read|told|given|reported)|(?:isn|wasn|aren|don|doesn)'t (?:\w+ )?(?:known|know|read|told|tell|say)|no (?:\w+ )?(?:figures?|data|amounts?|bill|values?|readings?|numbers?|total)|(?:cannot|can't) (?:\w+ )?(?:tell|say|compare|know)|nothing (?:\w+ )?(?:known|read|tells|says))\b/;
/** Seconds of 28 days, less an hour of summer time. */
const MONTH = 28 * 86_400 - 3_600;

/**
 * The known moments of which each day or time that a sentence names is one; null for one that is in no evidence. A time
 * beside a day has to be known on that day. `topic`: what the sentence speaks of; its own moments come first, another's are none.
 */
export function findDays(
  known: Known,
  calendar: Calendar,
  topic: Topic,
  reading: Reading,
): (readonly KnownMoment[] | null)[] {
  const text = reading.text.toLowerCase();
  const { days } = reading;
  return days.map((claim, at) => {
    const beside = claim.minute === null ? undefined : besideOf(days, at);
    if (claim.relative === true && UNKNOWN.test(text)) {
      return [];
    }
    const before = reading.tokens.slice(Math.max(0, claim.from - 3), claim.from).map(({ lower }) => lower);
    const span = spanOf(reading, claim);
    const own = { ...topic, before: before.join(' '), events: eventsAt(text, span) };
    if (claim.minute !== null) {
      return ofTime(claim, beside, known, calendar, own);
    }
    return isDay(claim) && isNoExtreme(claim, known, { ...topic, text: clauseAt(text, span) }, calendar.now)
      ? null
      : ofDay(claim, known, own, calendar);
  });
}

function ofDay(
  { readings, also }: DayClaim,
  known: Known,
  topic: Topic,
  calendar: Calendar,
): readonly KnownMoment[] | null {
  const hold = (one: DayClaim['readings']) => heldBy(one, known, topic, calendar) ?? withoutEntry(one, known, topic);
  const first = hold(readings);
  if (also === undefined || first === null) {
    return first === null ? null : [first];
  }
  const second = hold(also);
  return second === null ? null : [first, second];
}

function heldBy(readings: DayClaim['readings'], known: Known, topic: Topic, { now }: Calendar): KnownMoment | null {
  let found: KnownMoment | null = null;
  for (const { start, end } of readings) {
    for (let at = firstFrom(known.moments, start); at < known.moments.length; at += 1) {
      const one = known.moments[at];
      if (one === undefined || one.at >= end) {
        break;
      }
      // Of a month nothing is known about one of its days.
      if ((one.month === true && end - start < MONTH) || !fitsTopic(one, topic) || !isOnItsSide(one, now, topic)) {
        continue;
      }
      if (isOf(one.record, topic.names)) {
        return one;
      }
      found ??= one;
    }
  }
  return found;
}

/** A day in the midst of a series that has none of it. */
function withoutEntry(readings: DayClaim['readings'], known: Known, topic: Topic): KnownMoment | null {
  for (const period of readings) {
    const before = isShort(period) ? dayBeforeGap(period, known, topic) : null;
    if (before !== null) {
      return before;
    }
  }
  return null;
}

function firstFrom(moments: readonly KnownMoment[], start: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.at ?? 0) < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The day that is told with a time: the one before it, or behind it, at most three tokens away. */
function besideOf(days: readonly DayClaim[], at: number): DayClaim | undefined {
  const [before, own, behind] = [days[at - 1], days[at], days[at + 1]];
  if (own === undefined) {
    return undefined;
  }
  const near = (one: DayClaim | undefined, gap: number) =>
    one !== undefined && one.minute === null && gap >= 0 && gap <= 3;
  if (near(before, own.from - (before?.to ?? 0))) {
    return before;
  }
  return near(behind, (behind?.from ?? 0) - own.to) ? behind : undefined;
}

function ofTime(
  { minute }: DayClaim,
  day: DayClaim | undefined,
  known: Known,
  { now, zone }: Calendar,
  topic: Topic,
): readonly KnownMoment[] | null {
  if (minute === null) {
    return null;
  }
  const isAt = (at: number) => {
    const time = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(minute.utc ? 'UTC' : zone);
    const minutes = time.hour * 60 + time.minute;
    return minutes >= minute.at % 1440 && minutes < (minute.at % 1440) + minute.length;
  };
  const inDay = (at: number) => day === undefined || day.readings.some(({ start, end }) => at >= start && at < end);
  const found = known.moments.find((one) => !one.day && fitsTopic(one, topic) && inDay(one.at) && isAt(one.at));
  if (found !== undefined) {
    return [found];
  }
  return day === undefined && isAt(now) ? [] : null;
}
