import { monthNamed } from './calendar-words';
import {
  type Calendar,
  claim,
  type Day,
  type DayClaim,
  dayNumber,
  dayOf,
  daysOf,
  lowerAt,
  monthOf,
  pairOfDays,
  stretch,
  today,
  wholeDay,
  yearAt,
} from './day-parts';
import type { Token } from './tokens';

/** `2026-12-05`, also with a time: `2026-12-05T03:37:07Z`. */
export function isoDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
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
export function slashedDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
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

const JOINTS = new Set(['-', '–', '—', 'to', 'and', 'or', 'until', 'through']);

/** `5 December`, `the 5th of December 2026`; of `22–25 Nov` and `4 and 5 Dec` the first, which takes the month of the second. */
export function dayAndMonth(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
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
export function monthAndDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
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
  const readings = (year: number | null, of: number) => daysOf(year, month, of, calendar);
  const second = secondDay(tokens, at, day[1]);
  const [year, to] = yearAt(tokens, second === null ? day[1] : second[1]);
  return second === null
    ? claim(at, to, readings(year, day[0]))
    : pairOfDays(at, to, readings(year, day[0]), readings(year, second[0]));
}

/** The other day of `Nov 22–25`, `between November 24 and 25`; none in `on November 24 and 25 builds`, `Nov 22 or 23 Dec`. */
function secondDay(tokens: readonly Token[], at: number, joint: number): readonly [number, number] | null {
  const second = JOINTS.has(lowerAt(tokens, joint)) ? dayNumber(tokens, joint + 1) : null;
  const next = second === null ? undefined : tokens[second[1]];
  if (second === null || monthNamed(next?.text ?? '') !== null) {
    return null;
  }
  const isAlone = next === undefined || (next.kind === 'sign' && !SIGNS.test(next.text)) || AFTER_DAY.has(next.lower);
  const isRange = isDash(tokens, joint) || /^(?:between|from)$/.test(lowerAt(tokens, at - 1));
  return isRange || isAlone ? second : null;
}

/** Signs that make a number something else than a day. */
const SIGNS = /^[%$€£/:]$/;

function isDash(tokens: readonly Token[], at: number): boolean {
  return /^[-–—]$/.test(lowerAt(tokens, at));
}

/** `November`, `November 2026`, `late November`. */
export function monthAlone(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
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

/** `on the 23rd`, `the 24th or 25th`: of this month or one beside it. */
export function ordinalDay(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const day = dayNumber(tokens, at);
  if (day === null || !(isSuffixed(tokens, at, day[1]) || isBehindThe(tokens, at))) {
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

/** `the 24th`, and `25th` behind it: no noun follows that is counted (`the 95th percentile`, `the 2nd largest`). */
function isSuffixed(tokens: readonly Token[], at: number, to: number): boolean {
  const isDigits = to === at + 2 && /^\d/.test(lowerAt(tokens, at));
  const before = lowerAt(tokens, at - 1);
  const second = JOINTS.has(before) && /^(?:st|nd|rd|th)$/.test(lowerAt(tokens, at - 2));
  const isDay = before === 'the' || second || OF_DAYS.has(before);
  // `the 12th one week earlier`.
  const isCounted = COUNTED.test(lowerAt(tokens, to)) && !/^(?:days?|weeks?|months?)$/.test(lowerAt(tokens, to + 1));
  return isDigits && isDay && !isCounted;
}

const COUNTED =
  /^(?:percentiles?|times?|places?|part(?:y|ies|s?)|projects?|models?|seats?|accounts?|alerts?|limits?|metrics?|forecasts?|days?|weeks?|months?|quarters?|years?|ones?|builds?|deployments?|calls?|requests?|users?|customers?|readings?|periods?|ranks?|items?|entr(?:y|ies)|rows?|tr(?:y|ies)|versions?|runs?|tiers?|plans?|steps?|options?|savings?|services?|products?|databases?|connections?|invoices?|bills?|charges?|commits?|releases?|centur(?:y|ies)|most|least|half|\p{L}+est)$/u;
const OF_DAYS = new Set([
  'on',
  'by',
  'until',
  'till',
  'since',
  'before',
  'after',
  'from',
  'to',
  'through',
  'between',
  'of',
]);

const AFTER_DAY = new Set(
  'and or at of until till to through is was it as by because since when with in on for the this next last already now again'.split(
    ' ',
  ),
);

/** `on the third`, `since the first`. */
function isBehindThe(tokens: readonly Token[], at: number): boolean {
  return lowerAt(tokens, at - 1) === 'the' && OF_DAYS.has(lowerAt(tokens, at - 2)) && !/^\d/.test(lowerAt(tokens, at));
}
