import type { KnownMoment } from './known';
import { isElsewhere, type Mentions } from './mentions';

/** What a sentence speaks of, for the days that it names. */
export interface Topic {
  readonly names: ReadonlySet<string>;
  readonly mentions: Mentions;
  /** In small letters. */
  readonly text: string;
}

const REACHED =
  /\b(?:reach\w*|full|runs? out|exhaust\w*|used up|hits?|stops?|paused?|lasts|last (?=about|only|for|another|roughly|until|\d))\b/;
const TURNED =
  /\b(?:reset\w*|period|window|ends?|ended|begin\w*|began|start\w*|charg\w*|renew\w*|invoice\w*|since|until|from|before|after|month|billed|by|cycle)\b/;
/** What begins anew: only the end of a period is told by it. */
const RESET = /\bresets?\b|\brenew(?:s|al)?\b/;
/** What happens at a moment of its own. */
const HAPPENED =
  /\b(?:reach\w*|hits?|full|r[ua]n(?:s|ning)? out|exhaust\w*|used up|stop(?:s|ped)?|paus\w*|refus\w*|alerts?|fir(?:ed|es|ing)|warn\w*|deploy\w*|releas\w*|ship\w*|reset\w*|renew\w*|invoice\w*|charged|due|launch\w*|limits?|upgrad\w*|switch\w*|expir\w*)\b/;
/** Moments at which something begins, ends or was told: no limit is reached then. */
const TURNING =
  /(?:reset\w*|period\w*|end|start|through|until|issued|charged\w*|asOf|fired\w*|active\w*|created\w*|learned\w*|lastGoodAt|updatedAt)$/i;

/** True for a moment of what the sentence speaks of: not another metric's, nor the end of a period where a limit is said to be reached. */
export function fitsTopic(one: KnownMoment, { mentions, text }: Topic): boolean {
  // Every day is in a series: of what happened it tells nothing.
  if (isElsewhere(one, mentions) || (one.series && HAPPENED.test(text))) {
    return false;
  }
  if (RESET.test(text) && !REACHED.test(text)) {
    return one.turning === true || TURNING.test(one.pointer);
  }
  return !(one.turning === true || TURNING.test(one.pointer)) || !REACHED.test(text) || TURNED.test(text);
}
