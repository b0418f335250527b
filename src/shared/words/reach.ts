import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { ExpectedMoment, Standing } from '#shared/domain/standing';
import { formatDate, formatDateRange } from '../format/date';
import { formatAge, formatDays } from '../format/duration';
import { formatPercent, formatProbability } from '../format/percent';
import { formatNumber } from '../format/quantity';
import { dayWords, type Reader, sinceWords, TODAY } from './reader';

type ReachParts = Pick<
  Standing,
  | 'percent'
  | 'reachedAt'
  | 'enforcing'
  | 'freshness'
  | 'limit'
  | 'used'
  | 'outlook'
  | 'expected'
  | 'probability'
  | 'window'
>;

/** From this probability on an unlikely moment is worth its figure; below it a limit is told to be out of the way. */
const WORTH_A_FIGURE = 0.01;

/** True while the limit is reached. */
export function isReached({
  percent,
  reachedAt,
  enforcing = null,
}: Pick<Standing, 'percent' | 'reachedAt'> & Partial<Pick<Standing, 'enforcing'>>): boolean {
  return reachedAt !== null || (percent === null ? enforcing !== null : percent >= 100);
}

/** How full, for reading: `85 %`, `at least 85 %`; a threshold that is not reached is never told as reached. Empty: unknown. */
export function percentWords({
  percent,
  atLeast,
  warningPercent,
  criticalPercent,
}: Pick<Standing, 'percent' | 'atLeast' | 'warningPercent' | 'criticalPercent'>): string {
  if (percent === null) {
    return '';
  }
  // Rounding never lifts a figure onto a threshold that it has not reached.
  const isLifted = [warningPercent, criticalPercent, 100].some(
    (threshold) => percent < threshold && Math.round(percent) >= threshold,
  );
  const figure = isLifted ? `${Math.floor(percent * 10) / 10} %` : formatPercent(percent);
  return `${atLeast ? 'at least ' : ''}${figure}`;
}

/**
 * When, in the few words that a card, a row of a table or a menu has room for: `over since 6 Nov`, `passed today`, `about 5 days`,
 * `28 % within 30 days`, `not in 30 days`, `known from 27 Nov`, `no permission`. Every surface says these.
 */
export function whenShort(standing: ReachParts, reader: Reader): string {
  const known = standing.enforcing !== null && standing.used === null ? null : unknownShort(standing, reader);
  if (known !== null) {
    return known;
  }
  if (isReached(standing)) {
    return reachedShort(standing, reader);
  }
  const { expected, probability, outlook } = standing;
  if (outlook.state === 'learning') {
    return learningShort(standing, reader);
  }
  if (outlook.state === 'none' || expected === null) {
    return 'no forecast';
  }
  if (expected.q50 !== null) {
    return aheadShort(expected.q50, reader.now);
  }
  return unlikelyShort(probability);
}

/** Why nothing can be said of a limit: `no permission`, `no limit`, `last read 3 h ago`; null where something can. */
function unknownShort({ freshness, limit, used, percent, outlook }: ReachParts, { now }: Reader): string | null {
  if (freshness.state === 'never' || used === null) {
    return neverShort(freshness.state === 'fresh' ? null : freshness.reason);
  }
  if (limit === null || percent === null) {
    return outlook.state === 'none' && outlook.why === 'plan-unknown' ? 'plan not chosen' : 'no limit';
  }
  return freshness.state === 'stale' ? `last read ${formatAge(Math.max(0, now - freshness.since))}` : null;
}

function neverShort(reason: Extract<Standing['freshness'], { readonly state: 'never' }>['reason']): string {
  switch (reason) {
    case 'not-permitted':
      return 'no permission';
    case 'invalid-credential':
    case 'credential-expired':
    case 'wrong-credential-kind':
      return 'token refused';
    case 'not-on-plan':
      return 'not on this plan';
    case 'asleep':
      return 'asleep';
    case 'unreachable':
    case 'timeout':
      return 'not reached';
    case null:
      return 'not read yet';
    default:
      return 'not available';
  }
}

function reachedShort({ percent, reachedAt, enforcing, window }: ReachParts, reader: Reader): string {
  const over = percent !== null && percent > 100;
  const since = reachedAt ?? enforcing?.since ?? null;
  const level = over ? 'over' : 'at the limit';
  if (since !== null) {
    const words = sinceWords(since, window, reader);
    return words === TODAY ? `${over ? 'passed' : 'reached'} ${words}` : `${level} since ${words}`;
  }
  return over ? `over by ${formatPercent(percent - 100)}` : level;
}

/** Time ahead: `about 5 days`, `about 3 hours`, `within the hour`. */
function aheadShort(at: Instant, now: Instant): string {
  return at - now < HOUR ? 'within the hour' : formatDays((at - now) / DAY);
}

/** Time ahead in a sentence: `in about 5 days`, `within the hour`. */
export function aheadWords(at: Instant, { now }: Reader): string {
  const words = aheadShort(at, now);
  return words.startsWith('within') ? words : `in ${words}`;
}

function unlikelyShort(probability: ReachParts['probability']): string {
  if (probability === null) {
    return 'no forecast';
  }
  return probability.within30 < WORTH_A_FIGURE
    ? 'not in 30 days'
    : `${formatProbability(probability.within30)} within 30 days`;
}

function learningShort({ outlook, limit, window }: ReachParts, reader: Reader): string {
  if (outlook.state !== 'learning') {
    return '';
  }
  if (outlook.until !== null) {
    return `known from ${dayWords(outlook.until, reader)}`;
  }
  if (outlook.atMost !== null && limit !== null && limit > 0 && window.resetsAt !== null) {
    return `at most ${formatPercent((outlook.atMost / limit) * 100)} by ${lastDay(window.resetsAt, window.zone)}`;
  }
  return 'too early to tell';
}

/** Too early to tell, as a sentence: until when, or at most how much. */
export function learningSentence(standing: ReachParts & Pick<Standing, 'unit'>, reader: Reader): string {
  const { outlook, limit, window } = standing;
  if (outlook.state !== 'learning') {
    return '';
  }
  const { until, atMost } = outlook;
  if (until !== null) {
    return `Too early to tell when: known from ${dayWords(until, reader)} on.`;
  }
  if (atMost !== null && limit !== null && limit > 0 && window.resetsAt !== null) {
    const percent = formatPercent((atMost / limit) * 100);
    return `Too early to tell, but at most ${percent} by ${lastDay(window.resetsAt, window.zone)} if the busiest day repeats.`;
  }
  return 'Too early to tell.';
}

function lastDay(resetsAt: Instant, zone: string): string {
  return formatDate(resetsAt - 1, zone);
}

/** Where a chart marks the limit: when it was reached, while it is, else when it is expected; null where no day is in sight. */
export function hitPoint(standing: Pick<Standing, 'percent' | 'reachedAt' | 'expected'>): {
  readonly from: Instant | null;
  readonly at: Instant;
  readonly to: Instant | null;
} | null {
  const { reachedAt, expected } = standing;
  if (reachedAt !== null) {
    return { from: reachedAt, at: reachedAt, to: reachedAt };
  }
  if (expected === null || expected.q50 === null || isReached(standing)) {
    return null;
  }
  const whole = (at: Instant | null) => (at === null ? null : Math.round(at));
  return { from: whole(expected.q10), at: Math.round(expected.q50), to: whole(expected.q90) };
}

/** How likely, in a sentence: `28 % likely within 30 days`; empty without a forecast or while it is reached. */
export function chanceWords(standing: Pick<Standing, 'probability' | 'percent' | 'reachedAt'>): string {
  const { probability } = standing;
  if (probability === null || isReached(standing)) {
    return '';
  }
  const { within7, within30 } = probability;
  return within7 < 0.5
    ? `${formatProbability(within30)} likely within 30 days`
    : `${formatProbability(within7)} likely within 7 days`;
}

/** Between which days: `between 22 and 25 Nov`, `on 23 Nov`, `from 22 Nov on`; empty where no day is in sight. */
export function rangeWords({ q10, q50, q90 }: ExpectedMoment, { now, zone }: Reader): string {
  const first = q10 ?? q50;
  if (first === null) {
    return '';
  }
  const from = formatDate(Math.max(first, now), zone);
  if (q90 === null) {
    return `${from} at the earliest`;
  }
  const to = formatDate(Math.max(q90, now), zone);
  if (from === to) {
    return from === formatDate(now, zone) ? 'today' : `on ${from}`;
  }
  const [fromDay, fromMonth] = from.split(' ');
  return `between ${to.endsWith(` ${fromMonth}`) ? fromDay : from} and ${to}`;
}

/** The same as a cell or a label has room for: `22–25 Nov`, `from 22 Nov`; empty where no day is in sight. */
export function rangeShort({ q10, q50, q90 }: ExpectedMoment, { now, zone }: Reader): string {
  const first = q10 ?? q50;
  if (first === null) {
    return '';
  }
  const from = Math.max(first, now);
  return q90 === null ? `from ${formatDate(from, zone)}` : formatDateRange(from, Math.max(q90, now), zone);
}

/** `3 days are missing in it`, for a figure that is a lower bound; empty for one that is none, or only old. */
export function missingWords({
  missing,
  atLeast,
  freshness,
}: Pick<Standing, 'missing' | 'atLeast' | 'freshness'>): string {
  const days = missing.length;
  if (days === 0) {
    return atLeast && freshness.state === 'fresh' ? 'not all of it could be read' : '';
  }
  return `${formatNumber(days)} ${days === 1 ? 'day is' : 'days are'} missing in it`;
}
