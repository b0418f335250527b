import type { Period } from '#shared/domain/instant';
import { isWithin } from './day-spans';
import { LAST_DAYS } from './field-units';
import type { Figure } from './figure';
import type { KnownNumber, KnownRecord } from './known';
import { datesOf, labelsOf } from './labels';
import type { Manner } from './manner';
import { dayOfRow } from './rows';

/** How a sentence tells one figure. */
export interface Telling extends Manner {
  /** The sentence in small letters, it with those right before it, and what stands around the figure up to a comma. */
  readonly text: string;
  readonly context: string;
  readonly clause: string;
  /** Days that the sentence names, as `daysMeant` tells them. */
  readonly days: readonly (readonly Period[])[];
}

/** True for a known number that may be told so: not a month's saving as what something costs, no row of another day. */
export function isToldSo({ unit, role }: Figure, one: KnownNumber, telling: Telling): boolean {
  return (
    isPer(one, telling) &&
    (one.supposed !== true || HEDGED.test(telling.context)) &&
    (one.key !== 'coverage' || (role === 'chance' ? RANGE : AIMED).test(telling.context)) &&
    isEffort(unit?.family, one, telling) &&
    (!UNUSUAL_KEY.test(one.key) || UNUSUAL.test(telling.context)) &&
    (unit?.family !== 'time' || !one.field.endsWith('/connections/*/days') || PERIOD.test(telling.context)) &&
    (!LAST_DAYS.test(one.key) || ALERTS.test(telling.context)) &&
    (unit?.family !== 'time' || !isOtherWay(one, telling)) &&
    isOfItsDay(one, telling) &&
    (!isGuess(one) || EXPECTED.test(telling.context)) &&
    (!isOfRecord(one) || FORECASTS.test(telling.context))
  );
}

/** True for money that is told as the saving that it is, or as the price: what is one is not the other, nor made of it. */
export function isRole({ unit }: Figure, one: KnownNumber, telling: Telling): boolean {
  return unit?.family.startsWith('money:') !== true || isMoneySo(one, telling);
}

/** A rate is a rate of that time; what is a month's is no day's. */
export function isPer(one: KnownNumber, { per }: Pick<Telling, 'per'>): boolean {
  if (per === null) {
    return true;
  }
  const own = one.per ?? (/(?:PerDay|aDay)$/.test(one.key) ? 'day' : null);
  if (per === 'month') {
    return own === null || own === 'month';
  }
  return own === per || (own === null && isEach(one, per));
}

/** A metric that is told by the day, or a limit of a day. */
function isEach({ record }: KnownNumber, per: string): boolean {
  const titles = recordsOf(record).flatMap(({ names, every }) => [...(names.get('metric') ?? []), ...every]);
  return titles.some((title) => new RegExp(`(?:\\b(?:by the|an?|per|this|each) ${per}\\b|^${per}$)`).test(title));
}

const GAIN = /\/(?:gain|saves?|savings?|together|extraCost|averted|againstCut)(?:\/|$)/i;
const COMPARED =
  /\b(?:sav\w*|brings?|bringing|free\w*|less|cheap\w*|lower|cut\w*|reduc\w*|off|gain\w*|more|extra|addition\w*|differ\w*|than|drop\w*|down|benefit\w*|worth|without|beat\w*|waste\w*|needless\w*|for nothing|give up|lose|lost|net|adds?|added|on top|rais\w*|higher|dearer|compar\w*|wait\w*)\b/;

/** True for money that is saved, or comes on top. */
export function isGain(one: KnownNumber): boolean {
  const label = one.record.names.get('metric')?.some((name) => /: (?:brings|costs more) a month$/.test(name)) === true;
  return label || (one.key === 'text' ? one.gain === true : GAIN.test(one.pointer));
}

/** Words of what is paid, which is no saving although the sentence before told one. */
const PAID = /\b(?:costs?|pric\w*|pay\w*|paid|charg\w*|bill\w*|spen[dt]\w*|fees?|used?|total\w*)\b/;

function isMoneySo(one: KnownNumber, telling: Telling): boolean {
  if (telling.isResult && (isGain(one) || (AS_IT_IS.test(one.pointer) && !HIGHER.test(telling.text)))) {
    return false;
  }
  // What is left of what was paid ahead costs nothing.
  if (telling.isPaid && (one.pointer.endsWith('/prepaid/start') || labelsOf(one).get('pool')?.has('left') === true)) {
    return false;
  }
  return isGain(one)
    ? telling.isGain || COMPARED.test(telling.text) || (COMPARED.test(telling.context) && !PAID.test(telling.text))
    : !telling.isGain || /^(?:before|after|change)$/.test(one.key);
}

/** What goes on being paid where nothing is done: nothing is brought down to it. */
const AS_IT_IS = /\/(?:ifYouWait\/\d+|currentCost)$/;
const HIGHER = /\b(?:ris\w*|rais\w*|up|grow\w*|higher|more|wait\w*|nothing)\b/;
const HEDGED =
  /\b(?:if|would|could|may|might|can|should|when|assum\w*|suppos\w*|unless|until|in case|provided|with|propos\w*|recommend\w*|suggest\w*|advi[cs]e\w*|raise|raising|set|setting|takes?|needs?|once|were|means?|meaning|try|consider|enough|expected|option|instead|sav\w*|leav\w*|then|better|let|spend|ways?)\b|^\W*\p{L}+ing\b|\bon start\b/u;
/** Amounts that nobody pays: before what is included, or spread over a period. */
const UNUSUAL_KEY = /^(?:effectiveAmount|listAmount)$/;
const UNUSUAL = /\b(?:list|effective\w*|before|without|worth|regular\w*|spread|pro[- ]?rated|included|price|tag)\b/;
/** How long a period is, and which day of it. */
const PERIOD = /\b(?:day|period|month|first|into|of)\b/;
const ALERTS = /\b(?:alert\w*|fir(?:ed|ing)|notif\w*|problems?|rang|warn\w*)\b/;
const RANGE = /\b(?:between|range|interval|from .* to)\b/;
/** What forecasts are meant to reach: `71 % instead of 80`, `inside their 80 % range`. */
const AIMED =
  /\b(?:forecasts?|predict\w*)\b.*\b(?:range|interval|band|aims?|aimed|should|supposed|promis\w*|instead|meant|target\w*|intended|goal|right|expect\w*|below|short|than|under)\b|\b(?:range|interval|band)s?\b.*\bforecasts?\b|(?:%|percent|per cent|in ten|in 10) (?:range|interval|band)\b/;
const EFFORT =
  /\b(?:work|takes?|took|taking|needs?|needed|effort|spend|job|task|done|developers?|devs?|engineers?|owner|owns|invest\w*|worth|requires?|to do|quick\w*)\b/;
/** Who has to do something: of that only how long work takes is told. */
const WORKER = /\b(?:developers?|devs?|engineers?|owners?)\b/;
const FORECASTS =
  /\b(?:forecast\w*|predict\w*|range|came true|accura\w*|record|inside|within|interval|estimates?|expectations?|hits?|held|right)\b/;

function isEffort(family: string | undefined, { effort }: KnownNumber, { clause, context }: Telling): boolean {
  return effort === true ? EFFORT.test(context) : family !== 'time' || !WORKER.test(clause);
}

/** True for what may be told in a sentence: how often forecasts came true only where it, or one just before, speaks of them. */
export function isOfWhatIsTold(one: KnownNumber, text: string, recent: ReadonlySet<KnownNumber>): boolean {
  return !isOfRecord(one) || FORECASTS.test(text) || [...recent].some(isOfRecord);
}

function isOfRecord({ document, record }: KnownNumber): boolean {
  return (
    /^forecast_record\b/.test(document) ||
    (record.names.get('metric') ?? []).some((name) => / inside the \d+ % range$/.test(name))
  );
}

/** `four days ago` is not what `in four days` says. */
function isOtherWay(one: KnownNumber, { lies, isAgo }: Telling): boolean {
  const own = /toLimit|limitIn|daysLeft/i.test(one.key) ? 'ahead' : (one.lies ?? 'either');
  return (isAgo && own !== 'behind') || (own !== 'either' && lies !== 'either' && own !== lies);
}

/** A quantile of a forecast beside its middle, and each of a day of one. */
export function isGuess({ key, pointer }: KnownNumber): boolean {
  return /^(?:q[1-46-9]\d|low|high|interval)$/.test(key) || /\/days\/\d+\/q\d+$/.test(pointer);
}

/** Says that something is expected, or gives a range: only then a bound of a forecast is told, or a day to come. */
const EXPECTED =
  /\b(?:expect\w*|forecast\w*|predict\w*|likely|project\w*|range|between|interval|will|would|could|may|might|should|reach\w*|head\w*|track|com(?:es?|ing) (?:in at|out at|to)|land\w*|estimat\w*|probabl\w*|course|ends?|by|at (?:least|most|worst|best)|from (?=[$€£\d])|chance)\b|\d to [$€£]?\d/;

const ALONE =
  /\bday alone\b|\b(?:on that|in a single|in one) day\b|\ball (?:of (?:it|that|this|them) )?(?:\p{L}+ )?on\b/u;
/** A day that is told by another one. */
const ANOTHER_DAY = /\b(?:days?|morning|evening) (?:before|after|earlier|later)\b|\bprevious\b/;

/** An entry of a history, or of a series of days, tells of its own day: not of another that the sentence names. */
function isOfItsDay({ record }: KnownNumber, { days, text }: Telling): boolean {
  const dated = datesOf(record);
  const isNamed = dated.some((at) => days.some((periods) => isWithin(at, periods)));
  if (days.length > 0 && ALONE.test(text)) {
    return isNamed;
  }
  return dated.length === 0 || days.length === 0 || ANOTHER_DAY.test(text) || isNamed;
}

/** Those of a day that the sentence names before all others. */
export function ofItsDayFirst(numbers: readonly KnownNumber[], days: Telling['days']): readonly KnownNumber[] {
  const isOfOne = ({ record }: KnownNumber) => {
    const at = dayOfRow(record);
    return at !== null && days.some((periods) => isWithin(at, periods));
  };
  return days.length === 0 ? numbers : [...numbers].sort((a, b) => Number(isOfOne(b)) - Number(isOfOne(a)));
}

function recordsOf(record: KnownRecord): readonly KnownRecord[] {
  return record.parent === null ? [record] : [record, ...recordsOf(record.parent)];
}
