import type { DayClaim } from './day-parts';
import { isElsewhere, isOf } from './elsewhere';
import type { Known, KnownNumber } from './known';
import { listsOf, type Measure } from './measures';
import { type Mentions, mentionsOf } from './mentions';
import type { Reading } from './reading';
import { dayOfRow } from './rows';

/** What is denied or supposed, and days of which some are left out: of these nothing is known here. */
const NOT_TOLD =
  /\b(?:not|no|never|neither|nor|[a-z]+n't|would|could|might|may|if|apart from|besides|except|other than|aside|without|since|among|one of|tied|usual)\b/;
const VERY = '(?:(?:much|far|a lot|a little|a bit|slightly|somewhat|clearly|even|way) )*';
const DAY = String.raw`(?:\p{L}+ ){0,2}?days?`;
const HIGHEST = new RegExp(
  String.raw`\b(?:(?:most expensive|dearest|costliest|priciest|biggest|highest|busiest|peak|top) ${DAY}|peaked|at (?:its|their|the) (?:highest|peak|dearest|most expensive)|the (?:peak|high|highest)\b)`,
  'u',
);
const LOWEST = new RegExp(
  String.raw`\b(?:(?:cheapest|least expensive|quietest|lowest|smallest) ${DAY}|at (?:its|their|the) (?:lowest|cheapest|quietest)|bottomed out|the (?:lowest|low)\b)`,
  'u',
);
const MORE = new RegExp(
  String.raw`\b(?:costs?|was|is|were|are|came to|brought) ${VERY}(?:more expensive|dearer|costlier|more|higher) than (?:on )?$`,
);
const LESS = new RegExp(
  String.raw`\b(?:costs?|was|is|were|are|came to|brought) ${VERY}(?:less expensive|cheaper|less|lower) than (?:on )?$`,
);
const WEEKEND_MORE =
  /\b(?:dearest|most expensive|dearer|more expensive|costlier|busiest|busier|highest|higher|costs? (?:you )?(?:\p{L}+ )?more)\b/u;
const WEEKEND_LESS =
  /\b(?:cheapest|least expensive|cheaper|quietest|quieter|lowest|lower|costs? (?:you )?(?:\p{L}+ )?less)\b/u;

const MONEY = /\b(?:expensive|dear\w*|cost\w*|pric\w*|cheap\w*|spen[dt]\w*|charge\w*|bill\w*|pa(?:y|id))\b|[$€£]/;
const WEEK = 7 * 86_400;

/** A number of a series of days, or of points of time. */
const isOfSeries: Measure = ({ key, record, field, family }) =>
  /^(?:amount|value|max)$/.test(key) &&
  /\/(?:byDay|points)\//.test(field) &&
  family !== 'raw' &&
  dayOfRow(record) !== null;

/** The words with which a sentence says of a day that it was the highest, or more than another one, where it was not. */
export function turnedDay(reading: Reading, known: Known, now: number): string | null {
  const text = reading.text.toLowerCase();
  if (NOT_TOLD.test(text)) {
    return null;
  }
  const days = reading.days.filter(({ minute, readings }) => minute === null && readings.every(isOneDay));
  const series = () => seriesOf(text, mentionsOf(reading, known), known);
  if (/\bweekends?\b/.test(text)) {
    return days.length > 0 ? null : turnedWeekend(reading, text, series());
  }
  const [first, second] = days;
  if (first !== undefined && second !== undefined) {
    return days.length === 2 ? turnedTwo(reading, text, [first, second], series()) : null;
  }
  const [highest, lowest] = [HIGHEST.exec(text), LOWEST.exec(text)];
  const said = highest ?? lowest;
  if (first === undefined || said === null || (highest !== null && lowest !== null)) {
    return null;
  }
  const verdicts = series().flatMap((list) => extremeOf(list, first, highest !== null, scopesOf(text, now)));
  return isAgainst(verdicts) ? reading.text.slice(said.index, said.index + said[0].length) : null;
}

function isAgainst(verdicts: readonly boolean[]): boolean {
  return verdicts.length > 0 && !verdicts.includes(true);
}

function isOneDay({ start, end }: { readonly start: number; readonly end: number }): boolean {
  return end - start < 90_000;
}

/** The series of which a sentence speaks: what is spent, or what it names; each of one thing. */
function seriesOf(text: string, mentions: Mentions, known: Known): readonly (readonly KnownNumber[])[] {
  const isMoney = MONEY.test(text) || mentions.all.size === 0;
  const isAi = /\bai\b/.test(text);
  const names = new Set([...mentions.all.values()].flatMap((own) => [...own]));
  const lists = new Map<string, KnownNumber[]>();
  for (const one of listsOf(known, isOfSeries).flat()) {
    const isIt = isMoney
      ? one.family.startsWith('money:') && one.field.includes('/byDay/') && (!isAi || one.field.startsWith('/ai/'))
      : isOf(one.record, names);
    if (isIt && !isElsewhere(one, mentions)) {
      const key = `${one.document} ${one.row.replace(/\d+$/, '')} ${one.key} ${one.family}`;
      lists.set(key, [...(lists.get(key) ?? []), one]);
    }
  }
  return [...lists.values()];
}

function dateOf({ record }: KnownNumber): number {
  return dayOfRow(record) ?? 0;
}

function ofDay(list: readonly KnownNumber[], { readings }: DayClaim): readonly KnownNumber[] {
  return list.filter((one) => readings.some(({ start, end }) => dateOf(one) >= start && dateOf(one) < end));
}

/** From when on a sentence may mean: of the month, of the week, or either. */
function scopesOf(text: string, now: number): readonly number[] {
  const [isMonth, isWeek] = [/\b(?:month|period|so far)\b/.test(text), /\bweek\b/.test(text)];
  return [...(isWeek && !isMonth ? [] : [0]), ...(isMonth && !isWeek ? [] : [now - WEEK])];
}

/** Whether a day is the highest of a series from each of some times on. Empty where the series has not that day. */
function extremeOf(
  list: readonly KnownNumber[],
  day: DayClaim,
  isHighest: boolean,
  from: readonly number[],
): boolean[] {
  const own = ofDay(list, day);
  const scopes = from.map((start) => list.filter((one) => dateOf(one) > start));
  return own.length === 0 || list.length < 2
    ? []
    : own.flatMap(({ value }) =>
        scopes.map((all) => all.every((one) => (isHighest ? one.value <= value : one.value >= value))),
      );
}

function turnedTwo(
  reading: Reading,
  text: string,
  [first, second]: readonly [DayClaim, DayClaim],
  series: readonly (readonly KnownNumber[])[],
): string | null {
  const [end, start] = [reading.tokens[first.to - 1]?.end ?? 0, reading.tokens[second.from]?.start ?? 0];
  const between = text.slice(end, start);
  const [more, less] = [MORE.exec(between), LESS.exec(between)];
  const said = more ?? less;
  if (said === null) {
    return null;
  }
  const verdicts = series.flatMap((list) =>
    ofDay(list, first).flatMap((a) =>
      ofDay(list, second).map((b) => (more !== null ? a.value > b.value : a.value < b.value)),
    ),
  );
  return isAgainst(verdicts) ? reading.text.slice(end + said.index, start).trim() : null;
}

/** `Weekends are your dearest days` of a series in which they cost less. */
function turnedWeekend(reading: Reading, text: string, series: readonly (readonly KnownNumber[])[]): string | null {
  const [more, less] = [WEEKEND_MORE.exec(text), WEEKEND_LESS.exec(text)];
  const said = more ?? less;
  if (said === null || (more !== null && less !== null)) {
    return null;
  }
  // `Weekdays cost more than weekends` turns it round.
  const isObject = /\bthan (?:on |at |the )?weekends?\b/.test(text);
  const verdicts = series.flatMap((list) => {
    const [weekend, week] = [true, false].map((is) => median(list.filter((one) => isWeekend(dateOf(one)) === is)));
    return weekend === undefined || week === undefined || weekend === null || week === null
      ? []
      : [(more !== null) !== isObject ? weekend > week : weekend < week];
  });
  return isAgainst(verdicts) ? reading.text.slice(said.index, said.index + said[0].length) : null;
}

/** Days begin at midnight of their zone: noon of that is on the same date in Greenwich. */
function isWeekend(at: number): boolean {
  // The first of January 1970 was a Thursday.
  const day = (Math.floor((at + 43_200) / 86_400) + 4) % 7;
  return day === 0 || day === 6;
}

/** A fee on one day moves no median. */
function median(list: readonly KnownNumber[]): number | null {
  const values = list.map(({ value }) => value).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? null;
}
