import type { KnownMoment } from './known';
import { isElsewhere, type Mentions } from './mentions';

/** What a sentence speaks of, for the days that it names. */
export interface Topic {
  readonly names: ReadonlySet<string>;
  readonly mentions: Mentions;
  /** In small letters. */
  readonly text: string;
}

const REACHED = /\b(?:reach\w*|full|runs? out|exhaust\w*|used up|hits?|stops?|paused?)\b/;
const TURNED =
  /\b(?:reset\w*|period|window|ends?|ended|begin\w*|began|start\w*|charg\w*|renew\w*|invoice\w*|since|until|before|after|month|billed|by|cycle)\b/;
/** Moments at which something begins, ends or was told: no limit is reached then. */
const TURNING =
  /(?:reset\w*|period\w*|end|start|issued|charged\w*|asOf|fired\w*|active\w*|created\w*|learned\w*|lastGoodAt|updatedAt)$/i;

/** True for a moment of what the sentence speaks of: not another metric's, nor the end of a period where a limit is said to be reached. */
export function fitsTopic(one: KnownMoment, { mentions, text }: Topic): boolean {
  if (isElsewhere(one, mentions)) {
    return false;
  }
  return !TURNING.test(one.pointer) || !REACHED.test(text) || TURNED.test(text);
}
