import { WITHIN_DAYS } from './field-units';
import type { Figure } from './figure';
import type { KnownNumber } from './known';

/** That a limit comes near: reached, full, refused, what is left of it. */
const LIMITED =
  /\b(?:reach\w*|full|fills?|r[ua]n(?:s|ning)? out|exhaust\w*|used up|hits?|stops?|stopped|paus\w*|refus\w*|limits?|lasts?|enough|left|remain\w*|gone|tight\w*|urgent\w*|press\w*|time|before|until|away|room|capacity)\b/;

/** What a sentence says of a stretch of time that a field tells: `daysToLimit` is no time to a reset. */
const TOLD: readonly (readonly [RegExp, RegExp])[] = [
  [/payback/i, /\bpa(?:y|ys|id|ying)\b|\bearn\w*|\bback\b|\bbreak[s-]? ?even/],
  [/toLimit|limitIn|daysLeft/i, LIMITED],
];

/** True for a known number that may be told as the stretch of time that a sentence says it to be. */
export function isTimeOf(
  { unit, within }: Figure,
  { family, key }: KnownNumber,
  { context }: { readonly context: { readonly text: string } },
): boolean {
  if (family !== 'time' || unit?.family !== 'time') {
    return true;
  }
  if (WITHIN_DAYS.test(key)) {
    return within;
  }
  const role = TOLD.find(([field]) => field.test(key));
  return role === undefined || role[1].test(context.text);
}
