import { isElsewhere } from './elsewhere';
import type { KnownMoment } from './known';
import type { Mentions } from './mentions';

/** What a sentence speaks of, for the days that it names. */
export interface Topic {
  readonly names: ReadonlySet<string>;
  readonly mentions: Mentions;
  /** In small letters. */
  readonly text: string;
  /** The words before the day. */
  readonly before?: string;
  /** True where the sentence states figures. */
  readonly hasFigures?: boolean;
}

const REACHED =
  /\b(?:reach\w*|full|r[ua]ns? out|exhaust\w*|used up|hits?|pass(?:ed|es)|exceed\w*|cross(?:ed|es)|stops?|paused?|lasts|last (?=about|only|for|another|roughly|until|\d))\b/;
const TURNED =
  /\b(?:reset\w*|period|window|ends?|ended|begin\w*|began|start\w*|charg\w*|renew\w*|invoice\w*|since|until|from|before|after|month|billed|by|cycle)\b/;
/** What begins anew: only the end of a period is told by it. */
const RESET = /\bresets?\b|\brenew(?:s|al)?\b/;
/** What happens at a moment of its own. */
const HAPPENED =
  /\b(?:reach\w*|hits?|pass(?:ed|es)|exceed\w*|cross(?:ed|es)|full|r[ua]n(?:s|ning)? out|exhaust\w*|used up|stop(?:s|ped)?|paus\w*|refus\w*|alerts?|fir(?:ed|es|ing)|warn\w*|deploy\w*|releas\w*|ship\w*|reset\w*|renew\w*|invoice\w*|charged|due|launch\w*|limits?|upgrad\w*|switch\w*|expir\w*)\b/;
/** Moments at which something begins, ends or was told: no limit is reached then. */
const TURNING =
  /(?:reset\w*|period\w*|end|start|through|until|issued|charged\w*|asOf|fired\w*|active\w*|created\w*|learned\w*|lastGoodAt|updatedAt|\/now)$/i;

/** An alert's own moments, and those of one that still fires. */
const FIRED = /\b(?:fired|firing|triggered|went off)\b/;
const FIRING = /\b(?:been|is|are|still|keeps) firing\b|\bfiring (?:since|for)\b/;
const OF_ALERT = /\/(?:firedAt|activeAt|resolvedAt|at)$/;
/** When something is charged, and how long a period is. */
const CHARGED = /\b(?:charges?|charged|invoiced|bills?|billed) (?:you |us )?on\b/;
const BOUND = /\b(?:ends?|ended|begins?|began|starts?|started|to|until|from)(?: on)?(?: the)? ?$/;
const PERIOD = /\bperiod (?:ends?|ended|begins?|began|starts?|started|runs)\b/;
/** An alert that was told again. */
const WORSE = /\balert\b.*\b(?:got|became|is|has become) worse\b|\bworsened\b/;
/** What was measured, which every day of a series and every month has. */
const MEASURED =
  /\b(?:cost\w*|spen[dt]\w*|bill\w*|usage|use[ds]?|using|traffic|totals?|rose|fell|grew|peak\w*|high\w*|low\w*|jump\w*|most|least|busy|busiest|quiet\w*|dear\w*|cheap\w*|days?|weekends?|workdays?|months?|nothing|data|read|partial|figures?|measure\w*|forecast\w*|expect\w*|look\w*|compar\w*|than|same|pay|paid|pric\w*|more|less)\b/;
const FORECASTS = /\b(?:forecast\w*|predict\w*|range|came true|accura\w*|record)\b/;
/** What has happened, told without a doubt. */
const HAS_HAPPENED =
  /\b(?:passed|exceeded|crossed|ran out|went over|rose|fell|went (?:up|down)|grew|dropped|jumped|climbed|began|started|happened|(?:was|were) (?:topped up|used up|hit|\p{L}+ed))\b/u;
const AHEAD =
  /\b(?:will|would|forecast\w*|expect\w*|likely|probabl\w*|if|once|when|could|may|might|can|should|until|before|is|are|by)\b/;
/** What is still to come, where nothing else is told of what was. */
const WILL = /\b(?:will|is expected to|is likely to)\b/;
const PAST =
  /\b(?:was|were|had|has|have|since|from|after|ago|rose|fell|went|began|started|passed|reached|fired|stood|so far|like|as|than|before|until)\b/;
const DAY = 86_400;
const REFUSED = /\b(?:refus\w*|paus\w*|block\w*|reject\w*|closed|denied)\b/;

/** True for a moment of what the sentence speaks of: not another metric's, nor the end of a period where a limit is said to be reached. */
export function fitsTopic(one: KnownMoment, topic: Topic): boolean {
  const { mentions, text } = topic;
  // Every day is in a series: of what happened it tells nothing.
  if (isElsewhere(one, mentions) || ((one.series || one.month === true) && !isMeasured(one, topic))) {
    return false;
  }
  const isTurning = one.turning === true || TURNING.test(one.pointer);
  if (!isWhenItFired(one, topic) || (one.document.startsWith('forecast_record') && !FORECASTS.test(text))) {
    return false;
  }
  if (isUntil(topic) && REFUSED.test(text)) {
    return isTurning;
  }
  if (RESET.test(text) && !REACHED.test(text)) {
    return isTurning;
  }
  return !isTurning || !REACHED.test(text) || TURNED.test(text);
}

function isMeasured(one: KnownMoment, { text, hasFigures }: Topic): boolean {
  return (hasFigures === true || MEASURED.test(text)) && !(one.series && HAPPENED.test(text));
}

function isWhenItFired({ pointer, record }: KnownMoment, { text, before }: Topic): boolean {
  if (CHARGED.test(text) && !/charged|issued|invoice|period|end/i.test(pointer)) {
    return false;
  }
  if (
    PERIOD.test(text) &&
    BOUND.test(before ?? '') &&
    !/period|window|reset|start|end|through|since|charged/i.test(pointer)
  ) {
    return false;
  }
  if (REACHED.test(text) && record.labels.includes('since')) {
    return false;
  }
  if (WORSE.test(text)) {
    return OF_ALERT.test(pointer) && record.labels.includes('worse');
  }
  if (FIRED.test(text) && record.labels.includes('worse')) {
    return false;
  }
  return !FIRED.test(text) || (OF_ALERT.test(pointer) && (!FIRING.test(text) || pointer.includes('/firing/')));
}

function isUntil({ before }: Topic): boolean {
  return /\b(?:until|till)(?: the)? ?$/.test(before ?? '');
}

/** True for a moment on the side of now on which the sentence says it to be: `since` is behind, and what has happened. */
export function isOnItsSide({ at }: KnownMoment, now: number, { text, before }: Topic): boolean {
  const isPast = /\bsince(?: the)? ?$/.test(before ?? '') || (HAS_HAPPENED.test(text) && !AHEAD.test(text));
  const isAhead = WILL.test(text) && !PAST.test(text) && /\b(?:on|by)(?: the)? ?$/.test(before ?? '');
  if (isAhead && at < now - DAY) {
    return false;
  }
  // What is now only says when it was read.
  return (!isPast || at <= now) && !(at === now && REACHED.test(text));
}
