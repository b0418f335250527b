import { isElsewhere } from './elsewhere';
import { type Event, MEASURED } from './events';
import type { KnownMoment } from './known';
import type { Mentions } from './mentions';
import { eventsOf } from './told-events';

/** What a sentence speaks of, for the days that it names. */
export interface Topic {
  readonly names: ReadonlySet<string>;
  readonly mentions: Mentions;
  /** In small letters. */
  readonly text: string;
  /** The words before the day. */
  readonly before?: string;
  /** What the sentence says that happens then; null where it says nothing. */
  readonly events?: ReadonlySet<Event> | null;
  /** True where the sentence states figures. */
  readonly hasFigures?: boolean;
}

const FORECASTS = /\b(?:forecast\w*|predict\w*|range|came true|accura\w*|record)\b/;
/** What says that a later period is meant, where a limit is reached once more. */
const AGAIN =
  /\b(?:again|next|another|anew|once more|new|reset|in december|in january|too|also|either|as well|following|coming)\b/;
/** An alert that still fires is among those that do. */
const FIRING = /\b(?:been|is|are|still|keeps) firing\b|\bfiring (?:since|for)\b/;
const OF_DEPLOYMENT = /\bdeployments? of ([^ ,]+)/;
const DEPLOYED = /([^ ,]+) (?:was|got|is|went|goes) (?:\w+ )?(?:deployed|live|released|shipped|rolled out)\b/;
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

/** True for a moment of what the sentence speaks of, at which what it says happens; where one side does not tell, nothing is judged. */
export function fitsTopic(one: KnownMoment, topic: Topic): boolean {
  const { mentions, text, events = null } = topic;
  const told = eventsOf(one);
  if (isElsewhere(one, mentions) || !isOfSaid(one, topic)) {
    return false;
  }
  const isMeasured = topic.hasFigures === true || MEASURED.test(text);
  if (told === null) {
    return one.month !== true || isMeasured;
  }
  if (events === null) {
    // Every day is in a series, and each that forecasts are compared over: nothing but measuring is told by it.
    const isIt = told.has('recorded') ? FORECASTS.test(text) : isMeasured || !told.has('measured');
    return isIt || one.told !== undefined;
  }
  if (told.has('again')) {
    return events.has('reached') && AGAIN.test(text);
  }
  return [...told].some((event) => events.has(event));
}

/** What only its text or its place tells: whose deployment it is, that an alert still fires, what runs out. */
function isOfSaid({ pointer, said = '' }: KnownMoment, { text, events }: Topic): boolean {
  const deployed = OF_DEPLOYMENT.exec(said)?.[1];
  const other = DEPLOYED.exec(text)?.[1];
  if (deployed !== undefined && other !== undefined && other !== deployed) {
    return false;
  }
  if (pointer.endsWith('/runOut/credit') && !/\bcredit\b/.test(text)) {
    return false;
  }
  return !(events?.has('fired') === true && FIRING.test(text)) || !pointer.includes('/history/');
}

/** True for a moment on the side of now on which the sentence says it to be: `since` is behind, and what has happened. */
export function isOnItsSide({ at }: KnownMoment, now: number, { text, before, events }: Topic): boolean {
  const isPast = /\bsince(?: the)? ?$/.test(before ?? '') || (HAS_HAPPENED.test(text) && !AHEAD.test(text));
  const isAhead = WILL.test(text) && !PAST.test(text) && /\b(?:on|by)(?: the)? ?$/.test(before ?? '');
  if (isAhead && at < now - DAY) {
    return false;
  }
  // What is now only says when it was read.
  return (!isPast || at <= now) && !(at === now && events?.has('reached') === true);
}
