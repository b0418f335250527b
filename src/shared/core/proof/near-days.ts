import { Temporal } from 'temporal-polyfill';
import type { Instant, Period } from '#shared/domain/instant';
import { dayAndMonth, isoDay, monthAndDay, ordinalDay } from './calendar-days';
import { weekdayNamed } from './calendar-words';
import {
  type Calendar,
  claim,
  type Day,
  type DayClaim,
  isShort,
  lowerAt,
  stretch,
  today,
  wholeDay,
  yearAt,
} from './day-parts';
import type { Token } from './tokens';

const NEAR_DAYS: ReadonlyMap<string, number> = new Map([
  ['tomorrow', 1],
  ["tomorrow's", 1],
  ['yesterday', -1],
  ["yesterday's", -1],
]);

/** `tomorrow`, `the day after tomorrow`. */
export function relativeDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const by = NEAR_DAYS.get(lowerAt(tokens, at));
  if (by === undefined) {
    return null;
  }
  const before = lowerAt(tokens, at - 1);
  const far = (by > 0 && before === 'after') || (by < 0 && before === 'before');
  const days = far && lowerAt(tokens, at - 2) === 'day' ? by * 2 : by;
  return claim(at, at + 1, [wholeDay(today(calendar).add({ days }), calendar)]);
}

/** `Tuesday`, `next Tuesday`, `last Tuesday`: every day that somebody may mean. A day of the month behind it is the claim. */
export function weekday(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const wanted = weekdayNamed(tokens[at]?.text ?? '');
  if (wanted === null) {
    return null;
  }
  const comma = tokens[at + 1]?.text === ',' || tokens[at + 1]?.text === '.' ? 1 : 0;
  const exact =
    dayAndMonth(tokens, at + 1 + comma, calendar) ??
    monthAndDay(tokens, at + 1 + comma, calendar) ??
    isoDay(tokens, at + 1 + comma, calendar) ??
    ordinalDay(tokens, at + 1 + comma + (lowerAt(tokens, at + 1 + comma) === 'the' ? 1 : 0), calendar);
  if (exact !== null) {
    return claim(
      at,
      exact.to,
      exact.readings.filter(({ start }) => weekdayOf(start, calendar) === wanted),
    );
  }
  const day = today(calendar);
  const ahead = (wanted - day.dayOfWeek + 7) % 7;
  const word = lowerAt(tokens, at - 1);
  const offsets = { next: [ahead || 7, ahead + 7], last: [ahead - 7, ahead - 14], this: [ahead, ahead - 7] }[word] ?? [
    ahead,
    ahead - 7,
    ahead + 7,
  ];
  const readings = offsets
    .filter((days) => word !== 'next' || days <= 13)
    .map((days) => wholeDay(day.add({ days }), calendar));
  return { ...claim(at, at + 1, readings), weekday: wanted };
}

/** `the same day`, `that day` behind a day of the sentence. */
export function sameDay(tokens: readonly Token[], at: number, before: DayClaim | undefined): DayClaim | null {
  const isSame = lowerAt(tokens, at) === 'day' && /^(?:same|that)$/.test(lowerAt(tokens, at - 1));
  return isSame && before?.readings.every(isShort) === true && before.minute === null
    ? claim(at, at + 1, before.readings)
    : null;
}

/** A bare weekday beside a day that is one is that day: `on the 10th, which was a Tuesday`. */
export function sameWeekdays(days: readonly DayClaim[], calendar: Calendar): readonly DayClaim[] {
  const exact = days.every(({ weekday: bare }) => bare === undefined)
    ? []
    : days
        .filter(({ weekday: bare, minute }) => bare === undefined && minute === null)
        .flatMap(({ readings }) => readings.filter(isShort))
        .slice(0, MOST)
        .map((period) => ({ period, weekday: weekdayOf(period.start, calendar) }));
  return days.map((day) => {
    const same = exact.filter(({ weekday: own }) => own === day.weekday).map(({ period }) => period);
    return same.length === 0 ? day : { ...day, readings: same };
  });
}

/** Readings of so many days are looked at. */
const MOST = 24;

function weekdayOf(instant: Instant, { zone }: Calendar): number {
  return Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone).dayOfWeek;
}

/** `next week`, `last month`, `the end of the month`, `the weekend`, `next year`. What is now, `this month`, is no claim. */
export function relativePeriod(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const word = lowerAt(tokens, at).replace(/'s$/, '');
  if (word === 'weekend') {
    // `The weekend of 14 and 15 November` is told by its days.
    return lowerAt(tokens, at + 1) === 'of' && tokens[at + 2]?.kind === 'number'
      ? null
      : weekend(at, lowerAt(tokens, at - 1), calendar);
  }
  if (word !== 'week' && word !== 'month' && word !== 'year') {
    return null;
  }
  const which = { next: 1, last: -1, previous: -1, coming: 1, following: 1, past: -1 }[lowerAt(tokens, at - 1)];
  const edge = edgeOf(tokens, at);
  if (
    edge === null &&
    (which === undefined || ((word === 'year') === false && /^(past|coming)$/.test(lowerAt(tokens, at - 1))))
  ) {
    return null;
  }
  const whole = periodAround(today(calendar), word, which ?? 0);
  return { ...claim(at, at + 1, [edgePart(whole, edge, calendar)]), relative: edge === null };
}

/** `end`, `start` or `middle` of the period that is named at `at`. */
function edgeOf(tokens: readonly Token[], at: number): string | null {
  const before = tokens.slice(Math.max(0, at - 4), at).map(({ lower }) => lower);
  const of = before.lastIndexOf('of');
  const dashed = before.at(-1) === '-' ? before.at(-2) : undefined;
  const edge = of > 0 ? before[of - 1] : dashed;
  return edge !== undefined && ['end', 'start', 'beginning', 'middle', 'close'].includes(edge) ? edge : null;
}

function periodAround(day: Day, length: 'week' | 'month' | 'year', by: number): [Day, Day] {
  const start = {
    week: day.subtract({ days: day.dayOfWeek - 1 }),
    month: day.with({ day: 1 }),
    year: day.with({ month: 1, day: 1 }),
  }[length];
  const size = { week: { days: 7 }, month: { months: 1 }, year: { years: 1 } }[length];
  // Of a period, the one before, itself or the one behind.
  const from = [start.subtract(size), start, start.add(size)][Math.sign(by) + 1] ?? start;
  return [from, from.add(size)];
}

function edgePart([from, to]: [Day, Day], edge: string | null, { zone }: Calendar): Period {
  if (edge === 'end' || edge === 'close') {
    const { start, end } = stretch(to.subtract({ days: 1 }), to, zone);
    // Midnight, with which the next one begins, is its end.
    return { start, end: end + 1 };
  }
  return edge === 'start' || edge === 'beginning'
    ? stretch(from, from.add({ days: 1 }), zone)
    : stretch(from, to, zone);
}

function weekend(at: number, word: string, calendar: Calendar): DayClaim {
  const day = today(calendar);
  const saturday = day.add({ days: 6 - day.dayOfWeek });
  const by = { next: [0, 7], last: [-7], past: [-7] }[word] ?? [0];
  return claim(
    at,
    at + 1,
    by.map((days) => stretch(saturday.add({ days }), saturday.add({ days: days + 2 }), calendar.zone)),
  );
}

/** `Q4`, `Q4 2026`. */
export function quarterOfYear(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const quarter = /^q([1-4])$/.exec(lowerAt(tokens, at))?.[1];
  if (quarter === undefined) {
    return null;
  }
  const [year, to] = yearAt(tokens, at + 1);
  const first = Temporal.PlainDate.from({ year: year ?? today(calendar).year, month: Number(quarter) * 3 - 2, day: 1 });
  return claim(at, to, [stretch(first, first.add({ months: 3 }), calendar.zone)]);
}
