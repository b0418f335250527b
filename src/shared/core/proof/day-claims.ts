import { Temporal } from 'temporal-polyfill';
import type { Instant, Period, Zone } from '#shared/domain/instant';
import { monthNamed, ordinalNamed, weekdayNamed } from './calendar-words';
import type { Token } from './tokens';

/** A day, a time or a stretch of the calendar that a sentence names. One of `readings` has to hold a known moment. */
export interface DayClaim {
  readonly from: number;
  /** The first token behind it. */
  readonly to: number;
  readonly readings: readonly Period[];
  /** Of a range, those of its other end. */
  readonly also?: readonly Period[];
  /** Minutes of a day for a time of the clock; its moment has to be known at that minute. */
  readonly minute: { readonly at: number; readonly length: number; readonly utc: boolean } | null;
}

/** What a calendar is read with: where it is, and when. */
export interface Calendar {
  readonly now: Instant;
  readonly zone: Zone;
}

type Day = Temporal.PlainDate;

/** The day, month, year, week or time that begins at token `at`, or null. */
export function dayClaimAt(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const token = tokens[at];
  if (token === undefined || token.kind === 'name' || token.kind === 'sign') {
    return null;
  }
  for (const reader of [
    isoDay,
    slashedDay,
    clockTime,
    dayAndMonth,
    monthAndDay,
    monthAlone,
    ordinalDay,
    relativeDay,
    weekday,
    relativePeriod,
    quarterOfYear,
  ]) {
    const found = reader(tokens, at, calendar);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

const lowerAt = (tokens: readonly Token[], at: number) => tokens[at]?.lower ?? '';

function claim(from: number, to: number, readings: readonly Period[]): DayClaim {
  return { from, to, readings, minute: null };
}

function today({ now, zone }: Calendar): Day {
  return Temporal.Instant.fromEpochMilliseconds(now * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
}

/** From midnight of the first day to midnight of the day `to`. */
function stretch(from: Day, to: Day, zone: Zone): Period {
  const at = (day: Day) => Math.floor(day.toZonedDateTime(zone).epochMilliseconds / 1000);
  return { start: at(from), end: at(to) };
}

function wholeDay(day: Day, { zone }: Calendar): Period {
  return stretch(day, day.add({ days: 1 }), zone);
}

function dayOf(year: number, month: number, day: number): Day | null {
  const last =
    month >= 1 && month <= 12 && year >= 1900 ? Temporal.PlainYearMonth.from({ year, month }).daysInMonth : 0;
  return day >= 1 && day <= last ? Temporal.PlainDate.from({ year, month, day }) : null;
}

/** A day and month of this year or the ones beside it, where the year is not said. */
function daysOf(year: number | null, month: number, day: number, calendar: Calendar): Period[] {
  const { year: own } = today(calendar);
  const years = year === null ? [own - 1, own, own + 1] : [year];
  return years.flatMap((one) => {
    const found = dayOf(one, month, day);
    return found === null ? [] : [wholeDay(found, calendar)];
  });
}

/** `2026-12-05`, also with a time: `2026-12-05T03:37:07Z`. */
function isoDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const [year, dash, month, second, day] = tokens.slice(at, at + 5);
  if (
    !/^(?:19|20)\d\d$/.test(year?.text ?? '') ||
    dash?.text !== '-' ||
    !dash.glued ||
    !/^\d\d$/.test(month?.text ?? '')
  ) {
    return null;
  }
  const [y, m] = [Number(year?.text), Number(month?.text)];
  if (second?.text !== '-' || !second.glued) {
    return m >= 1 && m <= 12 ? claim(at, at + 3, [monthOf(y, m, calendar)]) : null;
  }
  // The PIECE of a number does not take the T of a time: `05`, `T03`, …
  const found = /^\d\d$/.test(day?.text ?? '') ? dayOf(y, m, Number(day?.text)) : null;
  return found === null ? null : isoMoment(tokens, at, found, calendar);
}

const ISO_TIME = /^T\d\d$/;

function isoMoment(tokens: readonly Token[], at: number, day: Day, calendar: Calendar): DayClaim {
  const hour = tokens[at + 5];
  const minute = tokens[at + 7];
  if (hour === undefined || !ISO_TIME.test(hour.text) || lowerAt(tokens, at + 6) !== ':' || minute === undefined) {
    return claim(at, at + 5, [wholeDay(day, calendar)]);
  }
  const seconds = lowerAt(tokens, at + 8) === ':' ? 2 : 0;
  const zoned = lowerAt(tokens, at + 8 + seconds) === 'z' ? 1 : 0;
  const zone = zoned === 1 ? 'UTC' : calendar.zone;
  const start = stretch(day, day, zone).start + Number(hour.text.slice(1)) * 3600 + Number(minute.text) * 60;
  return claim(at, at + 8 + seconds + zoned, [{ start, end: start + 60 }]);
}

/** `12/05/2026` and `5.12.2026`: the day or the month first. */
function slashedDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)$/.exec(tokens[at]?.text ?? '');
  const parts = dotted?.slice(1) ?? slashed(tokens, at);
  if (parts === null) {
    return null;
  }
  const [a = 0, b = 0, year = 0] = parts.map(Number);
  const readings = [...daysOf(year, b, a, calendar), ...daysOf(year, a, b, calendar)];
  return readings.length === 0 ? null : claim(at, at + (dotted === null ? 5 : 1), readings);
}

function slashed(tokens: readonly Token[], at: number): string[] | null {
  const [a, first, b, second, c] = tokens.slice(at, at + 5).map(({ text }) => text);
  return first === '/' && second === '/' && /^(?:19|20)\d\d$/.test(c ?? '') ? [a ?? '', b ?? '', c ?? ''] : null;
}

/** `10:46`, `3 pm`, `noon`, `midnight`. */
function clockTime(tokens: readonly Token[], at: number): DayClaim | null {
  const word = lowerAt(tokens, at);
  if (word === 'noon' || word === 'midnight') {
    return timed(tokens, at, at + 1, word === 'noon' ? 720 : 0, 1);
  }
  if (!/^\d{1,2}$/.test(word) || Number(word) > 24) {
    return null;
  }
  const colon = lowerAt(tokens, at + 1) === ':' && tokens[at + 1]?.glued === true;
  const minutes = colon && /^[0-5]\d$/.test(lowerAt(tokens, at + 2)) ? Number(lowerAt(tokens, at + 2)) : null;
  let to = minutes === null ? at + 1 : at + 3;
  if (minutes !== null && lowerAt(tokens, to) === ':' && /^[0-5]\d$/.test(lowerAt(tokens, to + 1))) {
    to += 2;
  }
  const half = /^([ap])\.?m\.?$/.exec(lowerAt(tokens, to))?.[1];
  if (minutes === null && half === undefined) {
    return null;
  }
  const hour = half === undefined ? Number(word) : (Number(word) % 12) + (half === 'p' ? 12 : 0);
  return timed(tokens, at, half === undefined ? to : to + 1, hour * 60 + (minutes ?? 0), minutes === null ? 60 : 1);
}

function timed(tokens: readonly Token[], from: number, to: number, at: number, length: number): DayClaim {
  const utc = lowerAt(tokens, to) === 'utc' || lowerAt(tokens, to) === 'gmt' || lowerAt(tokens, to) === 'z';
  return { from, to: utc ? to + 1 : to, readings: [], minute: { at, length, utc } };
}

/** `5`, `5th`, `fifth`, `twenty-first`: the day of a month, and the token behind it. */
function dayNumber(tokens: readonly Token[], at: number): [number, number] | null {
  const text = lowerAt(tokens, at);
  if (/^\d{1,2}$/.test(text)) {
    const suffix = /^(?:st|nd|rd|th)$/.test(lowerAt(tokens, at + 1)) && tokens[at + 1]?.glued === true;
    return [Number(text), suffix ? at + 2 : at + 1];
  }
  const tens = { twenty: 20, thirty: 30 }[text];
  const small = ordinalNamed(lowerAt(tokens, at + 2));
  if (tens !== undefined && lowerAt(tokens, at + 1) === '-' && small !== null && small < 10) {
    return [tens + small, at + 3];
  }
  const ordinal = ordinalNamed(text);
  return ordinal === null ? null : [ordinal, at + 1];
}

/** A year behind a day: `2026`, `, 2026`. */
function yearAt(tokens: readonly Token[], at: number): [number | null, number] {
  const comma = lowerAt(tokens, at) === ',' ? 1 : 0;
  const text = lowerAt(tokens, at + comma);
  return /^(?:19|20)\d\d$/.test(text) ? [Number(text), at + comma + 1] : [null, at];
}

const JOINTS = new Set(['-', '–', '—', 'to', 'and', 'or', 'until', 'through']);

/** `5 December`, `the 5th of December 2026`; of `22–25 Nov` and `4 and 5 Dec` the first, which takes the month of the second. */
function dayAndMonth(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const day = dayNumber(tokens, at);
  if (day === null) {
    return null;
  }
  const [number, behind] = day;
  const of = lowerAt(tokens, behind) === 'of' ? behind + 1 : behind;
  const month = monthNamed(tokens[of]?.text ?? '');
  if (month !== null) {
    const dot =
      tokens[of + 1]?.text === '.' && tokens[of + 1]?.glued === true && (tokens[of]?.text.length ?? 0) <= 4 ? 1 : 0;
    const [year, to] = yearAt(tokens, of + 1 + dot);
    return claim(at, to === of + 1 + dot ? of + 1 : to, daysOf(year, month, number, calendar));
  }
  const second = JOINTS.has(lowerAt(tokens, behind))
    ? dayAndMonth(tokens.slice(0, behind + 5), behind + 1, calendar)
    : null;
  const monthBehind = second === null ? null : monthOfClaim(tokens, second);
  return monthBehind === null ? null : claim(at, behind, daysOf(null, monthBehind, number, calendar));
}

function monthOfClaim(tokens: readonly Token[], { from, to }: DayClaim): number | null {
  for (const token of tokens.slice(from, to)) {
    const month = monthNamed(token.text);
    if (month !== null) {
      return month;
    }
  }
  return null;
}

/** `December 5(th)(, 2026)`; behind `Nov 22–25` and `Nov 22 and 25` the second takes the month too. */
function monthAndDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const month = monthNamed(tokens[at]?.text ?? '');
  if (month === null) {
    return null;
  }
  const dot = tokens[at + 1]?.text === '.' ? 1 : 0;
  const the = lowerAt(tokens, at + 1 + dot) === 'the' ? 1 : 0;
  const day = dayNumber(tokens, at + 1 + dot + the);
  if (day === null || tokens[day[1]]?.text === '%') {
    return null;
  }
  const second = JOINTS.has(lowerAt(tokens, day[1])) ? dayNumber(tokens, day[1] + 1) : null;
  const [year, to] = yearAt(
    tokens,
    second !== null && monthNamed(tokens[second[1]]?.text ?? '') === null && isDash(tokens, day[1])
      ? second[1]
      : day[1],
  );
  const both = to >= (second?.[1] ?? Number.POSITIVE_INFINITY);
  const readings = daysOf(year, month, day[0], calendar);
  return both && second !== null
    ? pairOfDays(at, to, readings, daysOf(year, month, second[0], calendar))
    : claim(at, to, readings);
}

function isDash(tokens: readonly Token[], at: number): boolean {
  return /^[-–—]$/.test(lowerAt(tokens, at));
}

/** Of `Nov 22–25` both days have to be known. */
function pairOfDays(from: number, to: number, first: readonly Period[], second: readonly Period[]): DayClaim {
  return { from, to, readings: first, also: second, minute: null };
}

function monthOf(year: number, month: number, { zone }: Calendar): Period {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return stretch(first, first.add({ months: 1 }), zone);
}

/** `November`, `November 2026`, `late November`. */
function monthAlone(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const month = monthNamed(tokens[at]?.text ?? '');
  if (month === null || (tokens[at]?.lower === 'may' && at === 0)) {
    return null;
  }
  const [year, to] = yearAt(tokens, at + 1);
  const { year: own } = today(calendar);
  const years = year === null ? [own - 1, own, own + 1] : [year];
  return claim(
    at,
    to,
    years.map((one) => monthOf(one, month, calendar)),
  );
}

/** `on the 23rd`, `the 1st of the month`: of this month or one beside it. */
function ordinalDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const day = dayNumber(tokens, at);
  const the =
    lowerAt(tokens, at - 1) === 'the' &&
    ['on', 'by', 'until', 'since', 'before', 'after', 'from', 'to'].includes(lowerAt(tokens, at - 2));
  if (day === null || !the || (day[1] === at + 1 && /^\d/.test(lowerAt(tokens, at)))) {
    return null;
  }
  const month = today(calendar).toPlainYearMonth();
  const readings = [-1, 0, 1].flatMap((months) => {
    const one = month.add({ months });
    const found = dayOf(one.year, one.month, day[0]);
    return found === null ? [] : [wholeDay(found, calendar)];
  });
  return claim(at, day[1], readings);
}

const NEAR_DAYS: ReadonlyMap<string, number> = new Map([
  ['tomorrow', 1],
  ["tomorrow's", 1],
  ['yesterday', -1],
  ["yesterday's", -1],
]);

/** `tomorrow`, `the day after tomorrow`. */
function relativeDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
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
function weekday(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const wanted = weekdayNamed(tokens[at]?.text ?? '');
  if (wanted === null) {
    return null;
  }
  const comma = tokens[at + 1]?.text === ',' || tokens[at + 1]?.text === '.' ? 1 : 0;
  const exact =
    dayAndMonth(tokens, at + 1 + comma, calendar) ??
    monthAndDay(tokens, at + 1 + comma, calendar) ??
    isoDay(tokens, at + 1 + comma, calendar);
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
  return claim(
    at,
    at + 1,
    offsets.filter((days) => word !== 'next' || days <= 13).map((days) => wholeDay(day.add({ days }), calendar)),
  );
}

function weekdayOf(instant: Instant, { zone }: Calendar): number {
  return Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone).dayOfWeek;
}

/** `next week`, `last month`, `the end of the month`, `the weekend`, `next year`. What is now, `this month`, is no claim. */
function relativePeriod(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const word = lowerAt(tokens, at).replace(/'s$/, '');
  if (word === 'weekend') {
    return weekend(at, lowerAt(tokens, at - 1), calendar);
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
  return claim(at, at + 1, [edgePart(whole, edge, calendar)]);
}

/** `end`, `start` or `middle` of the period that is named at `at`. */
function edgeOf(tokens: readonly Token[], at: number): string | null {
  const before = tokens.slice(Math.max(0, at - 4), at).map(({ lower }) => lower);
  const of = before.lastIndexOf('of');
  const edge = of > 0 ? before[of - 1] : before.at(-1) === '-' ? before.at(-2) : undefined;
  return edge !== undefined && ['end', 'start', 'beginning', 'middle', 'close'].includes(edge) ? edge : null;
}

function periodAround(day: Day, length: 'week' | 'month' | 'year', by: number): [Day, Day] {
  const start = {
    week: day.subtract({ days: day.dayOfWeek - 1 }),
    month: day.with({ day: 1 }),
    year: day.with({ month: 1, day: 1 }),
  }[length];
  const size = { week: { days: 7 }, month: { months: 1 }, year: { years: 1 } }[length];
  const from = by < 0 ? start.subtract(size) : by > 0 ? start.add(size) : start;
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
function quarterOfYear(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const quarter = /^q([1-4])$/.exec(lowerAt(tokens, at))?.[1];
  if (quarter === undefined) {
    return null;
  }
  const [year, to] = yearAt(tokens, at + 1);
  const first = Temporal.PlainDate.from({ year: year ?? today(calendar).year, month: Number(quarter) * 3 - 2, day: 1 });
  return claim(at, to, [stretch(first, first.add({ months: 3 }), calendar.zone)]);
}
