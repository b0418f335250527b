import { parseInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import type { LimitJson } from '#shared/ipc/standing';

/** `9 %`, `<1 %`, `>99 %`, held against the probability itself. */
export function isProbability(told: string, probability: number): boolean {
  const found = /^([<>]?)(\d+) %$/.exec(told);
  const figure = Number(found?.[2]) / 100;
  switch (found?.[1]) {
    case '<':
      return probability < figure;
    case '>':
      return probability > figure;
    default:
      return Math.abs(figure - probability) <= 0.005 + 1e-9;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SPANS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30.4 };

/** Each way to say when, held against the moments and probabilities of the machine-readable answer. */
export function isWhen(told: string, limit: LimitJson, now: number): boolean {
  for (const [way, holds] of WAYS) {
    const found = way.exec(told);
    if (found !== null) {
      return holds(found.slice(1), limit, now);
    }
  }
  // Why nothing was read.
  return limit.used === null && told !== '';
}

type Holds = (parts: readonly string[], limit: LimitJson, now: number) => boolean;

const WAYS: readonly (readonly [RegExp, Holds])[] = [
  [
    /^about (\d+) (hour|day|week|month)s?$/,
    ([count, unit], limit, now) => isAhead(Number(count), unit ?? '', limit, now),
  ],
  [/^within the hour$/, (_, limit, now) => medianOf(limit) !== null && (medianOf(limit) ?? 0) - now < 3600],
  [
    /^(over|at the limit) since (.*)$/,
    ([level, since], { reachedAt, enforcing, percent }) => {
      const from = instant(reachedAt ?? enforcing?.since ?? null);
      return from !== null && isMoment(since ?? '', from) && (level === 'over') === (percent ?? 0) > 100;
    },
  ],
  [
    /^(passed|reached) today$/,
    ([level], { reachedAt, percent }, now) => {
      const from = instant(reachedAt);
      return from !== null && from <= now && now - from < DAY && (level === 'passed') === (percent ?? 0) > 100;
    },
  ],
  [
    /^(?:over by [\d,]+ %|at the limit)$/,
    (_, { reachedAt, percent, enforcing }) =>
      reachedAt === null && (percent === null ? enforcing !== null : percent >= 100),
  ],
  [
    /^([<>]?\d+ %) within 30 days$/,
    ([chance], limit) =>
      limit.probability !== null && medianOf(limit) === null && isProbability(chance ?? '', limit.probability.within30),
  ],
  [
    /^not in 30 days$/,
    (_, limit) => limit.probability !== null && medianOf(limit) === null && limit.probability.within30 < 0.01,
  ],
  [
    /^known from (.*)$/,
    ([day], { outlook, learningUntil }, now) => {
      const until = instant(learningUntil);
      return outlook === 'learning' && until !== null && isMoment(day ?? '', day === 'today' ? now : until);
    },
  ],
  [
    /^(?:too early to tell|at most .* by .*)$/,
    (_, limit) => limit.outlook === 'learning' && limit.learningUntil === null,
  ],
  [/^no forecast$/, (_, { outlook, expectedAt }) => outlook === 'none' || expectedAt === null],
  [/^last read /, (_, { freshness }) => freshness === 'stale'],
];

function isAhead(count: number, unit: string, limit: LimitJson, now: number): boolean {
  const [median, size] = [medianOf(limit), SPANS[unit] ?? Number.NaN];
  return median !== null && Math.abs((median - now) / DAY - count * size) <= size / 2 + 0.02;
}

function medianOf({ expectedAt }: LimitJson): number | null {
  return instant(expectedAt?.q50 ?? null);
}

/** `6 Nov`, `6 Nov 2025`, `09:12`; told in UTC, where the tests run. */
export function isMoment(told: string, at: number): boolean {
  const date = new Date(at * 1000);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return (
    told === 'today' ||
    told === day ||
    told === `${day} ${date.getUTCFullYear()}` ||
    told === date.toISOString().slice(11, 16)
  );
}

/** A moment of the machine-readable answer, epoch seconds; null: none. */
export function instant(text: string | null): number | null {
  return text === null ? null : parseInstant(text);
}
