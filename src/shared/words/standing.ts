import type { Standing } from '#shared/domain/standing';
import { capitalized } from '../format/capitalized';
import { formatAge } from '../format/duration';
import { formatPercent, formatProbability } from '../format/percent';
import { verbFor } from '../format/plural';
import { formatGrowth, formatNumber, formatQuantity, formatQuantityOf } from '../format/quantity';
import { atLimitAhead, atLimitNow, enforcedClause } from './at-limit';
import { nameOf } from './names';
import {
  aheadWords,
  chanceWords,
  isReached,
  learningSentence,
  missingWords,
  percentWords,
  rangeWords,
  whenShort,
} from './reach';
import { type Reader, sinceWords, TODAY } from './reader';
import { countedOver, isDaily } from './window';

export { atLimitShort } from './at-limit';
export { nameOf, namesOf } from './names';
export { hitPoint, isReached, percentWords, rangeShort, rangeWords, whenShort } from './reach';
export type { Reader } from './reader';
export { countedOver, isDaily, windowWords } from './window';

/** How much of how much: `25.5 of 30 MB`, `at least $96.40 of $150.00`, `25.5 MB`; `not read` where it is unknown. */
export function usedWords({
  used,
  limit,
  unit,
  atLeast,
}: Pick<Standing, 'used' | 'limit' | 'unit' | 'atLeast'>): string {
  if (used === null) {
    return 'not read';
  }
  const figure = limit === null ? formatQuantity(used, unit) : formatQuantityOf(used, limit, unit);
  return atLeast ? `at least ${figure}` : figure;
}

/**
 * How a limit stands in one clause without a full stop, the name first: `Redis storage reaches its limit in about 5
 * days`, `Bandwidth has been over the limit since 6 Nov`, `Edge requests may reach their limit: 28 % within 30 days`.
 */
export function standingHeadline(standing: Standing, reader: Reader, name: string = nameOf(standing)): string {
  const say = (one: string, many: string) => `${name} ${verbFor(standing.title, one, many)}`;
  const { enforcing, percent, expected, probability } = standing;
  if (enforcing !== null) {
    return `${name}: ${enforcedClause(standing, enforcing.since, reader)}`;
  }
  if (standing.used === null || percent === null) {
    return `${name}: ${whenShort(standing, reader)}`;
  }
  if (isReached(standing)) {
    return `${name} ${reachedWords(standing, reader)}`;
  }
  if (standing.freshness.state === 'stale') {
    return `${say('was', 'were')} at ${percentWords(standing)} of ${verbFor(standing.title, 'its', 'their')} limit when last read`;
  }
  if (expected !== null && expected.q50 !== null) {
    return `${say('reaches its', 'reach their')} limit ${aheadWords(expected.q50, reader)}`;
  }
  if (probability !== null && probability.within30 >= MAY_REACH) {
    const figure = formatProbability(probability.within30);
    return `${say('may reach its', 'may reach their')} limit: ${figure} within 30 days`;
  }
  return `${say('is', 'are')} ${standing.atLeast ? '' : 'at '}${percentWords(standing)} of ${verbFor(standing.title, 'its', 'their')} limit`;
}

/** A limit without an expected day is worth a word from this probability within 30 days on. */
const MAY_REACH = 0.1;

/**
 * `has been over the limit since 6 Nov`, `has been at the limit since 09:12`, `passed its limit today`; where nobody knows
 * since when, `is over the limit by 12 %`.
 */
function reachedWords({ title, percent, reachedAt, window }: Standing, reader: Reader): string {
  const over = percent !== null && percent > 100;
  const place = over ? 'over the limit' : 'at the limit';
  if (reachedAt === null) {
    const is = verbFor(title, 'is', 'are');
    return over ? `${is} ${place} by ${formatPercent(percent - 100)}` : `${is} ${place}`;
  }
  const since = sinceWords(reachedAt, window, reader);
  return since === TODAY
    ? `${over ? 'passed' : 'reached'} ${verbFor(title, 'its', 'their')} limit ${since}`
    : `${verbFor(title, 'has', 'have')} been ${place} since ${since}`;
}

/**
 * The proof behind the headline, in whole sentences: how much is used, when it is full, what happens there, how likely.
 */
export function standingSentence(standing: Standing, reader: Reader): string {
  if (standing.used === null && standing.enforcing !== null) {
    return comingSentence(standing, reader);
  }
  if (standing.used === null) {
    return `${neverSentence(standing)}${limitSentence(standing)}`;
  }
  return [
    usedSentence(standing, reader),
    dayInProgress(standing, reader),
    comingSentence(standing, reader),
    again(standing, reader),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Headline and proof together: what a notification, a terminal or a file says of a limit. */
export function standingText(standing: Standing, reader: Reader, name?: string): string {
  return `${standingHeadline(standing, reader, name)}. ${standingSentence(standing, reader)}`;
}

function usedSentence(standing: Standing, reader: Reader): string {
  const { unit, planName, growth, limit, percent, freshness } = standing;
  const over = countedOver(standing.window);
  const share = percent === null ? '' : `, ${percentWords({ ...standing, atLeast: false })}`;
  const stale = freshness.state === 'stale';
  const [present, past] = /^[A-Z]{3}$/.test(unit) ? ['is', 'was'] : ['are', 'were'];
  const plan = planName === null || limit === null ? '' : ` on the ${planName} plan`;
  const rising = growth !== null && growth.perDay > 0 && !isReached(standing) && !isDaily(standing.window);
  const rate = rising ? formatGrowth(growth.perDay, unit).slice(1) : '';
  // What shows as nothing is no growth.
  const grows = /[1-9]/.test(rate) ? `, growing ${rate}` : '';
  const read = stale ? `, as read ${formatAge(Math.max(0, reader.now - freshness.since))}` : '';
  const used = `${capitalized(usedWords(standing))} ${stale ? past : present} used${over === '' ? '' : ` ${over}`}${plan}${share}${grows}${read}.`;
  const missing = missingWords(standing);
  return missing === '' ? used : `${used.slice(0, -1)}; ${missing}.`;
}

/** A day in progress is judged by the whole day: what it is expected to hold. */
function dayInProgress({ day, unit, limit }: Standing, _reader: Reader): string {
  if (day?.expected == null) {
    return '';
  }
  const { q10, q50, q90 } = day.expected;
  const share = limit === null || limit <= 0 ? '' : `, ${formatPercent((q50 / limit) * 100)} of the limit`;
  const middle = formatQuantity(q50, unit);
  return `About ${middle} ${middle.startsWith('$') ? 'is' : 'are'} expected by the day's end${share} (${formatNumber(q10)} to ${formatNumber(q90)}).`;
}

function comingSentence(standing: Standing, reader: Reader): string {
  if (isReached(standing) || standing.enforcing !== null) {
    return `${capitalized(atLimitNow(standing, reader))}.`;
  }
  if (standing.limit === null) {
    const { outlook } = standing;
    return outlook.state === 'none' && outlook.why === 'plan-unknown'
      ? 'Its plan is not chosen, so its limit is not known.'
      : 'No limit is known for it.';
  }
  const { outlook, expected, window } = standing;
  const then = atLimitAhead(standing, reader);
  if (outlook.state === 'learning') {
    return `${learningSentence(standing, reader)} ${atTheLimit(then)}`;
  }
  if (outlook.state === 'none' || expected === null) {
    return `${noForecast(standing)} ${atTheLimit(then)}`;
  }
  const range = rangeWords(expected, reader);
  const chance = chanceWords(standing);
  if (expected.q50 === null) {
    return `${chance === '' ? '' : `${chance}. `}${atTheLimit(then)}`;
  }
  const full = window.kind === 'moment' ? 'Full' : 'Reached';
  return `${full} ${range}, ${chance}; ${then}.`;
}

/** What happens there, where it is not expected: `At the limit Redis refuses writes.` */
function atTheLimit(then: string): string {
  return `At the limit ${then.replace(' then ', ' ').replace(' there', '')}.`;
}

function noForecast({ outlook }: Standing): string {
  if (outlook.state !== 'none') {
    return '';
  }
  switch (outlook.why) {
    case 'stale':
      return 'What comes cannot be told from so old a reading.';
    case 'refused':
      return 'What was read cannot be forecast.';
    default:
      return 'There is no forecast of it.';
  }
}

/** While a limit that begins anew is reached: when the next window reaches it. */
function again(standing: Standing, reader: Reader): string {
  const { again: next, window } = standing;
  if (next === null || next.q50 === null || window.kind !== 'fixed' || isDaily(window)) {
    return '';
  }
  return `In the next period it is reached again ${rangeWords(next, reader)}.`;
}

function neverSentence({ freshness, title, connectionTitle }: Standing): string {
  const whose = connectionTitle === null ? '' : ` of ${connectionTitle}`;
  const reason = freshness.state === 'never' ? freshness.reason : null;
  switch (reason) {
    case 'not-permitted':
      return `The token${whose} may not read it.`;
    case 'invalid-credential':
    case 'credential-expired':
    case 'wrong-credential-kind':
      return `The token${whose} was refused.`;
    case 'not-on-plan':
      return `The plan${whose} does not offer it.`;
    case 'asleep':
      return 'The database is asleep, and asking would wake it.';
    case 'unreachable':
    case 'timeout':
      return `The source${whose} was not reached.`;
    case null:
      return `${title} ${verbFor(title, 'was', 'were')} not read yet.`;
    default:
      return `${title} could not be read.`;
  }
}

function limitSentence({ limit, unit }: Standing): string {
  return limit === null ? '' : ` The limit is ${formatQuantity(limit, unit)}.`;
}
