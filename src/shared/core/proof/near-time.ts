import type { Token } from './tokens';

export type Direction = 'ahead' | 'behind' | 'either';

const BEHIND = /\b(?:the|these|past|over) (?:last|past)(?: \w+)?$/;
const AHEAD =
  /\b(?:in|within|lasts?|next|another|enough for)(?: (?:about|only|just|roughly|around|under|over|less than|more than|the|next|nearly|almost|for))*$/;
const PAST = /\b(?:was|were|had|has been|have been|has|have)\b/;

/** Whether a stretch of time lies ahead (`in 12 days`) or behind (`3 days ago`). */
export function directionOf(
  tokens: readonly Token[],
  { from, to }: { readonly from: number; readonly to: number },
): Direction {
  const words = tokens.map(({ lower }) => lower);
  const before = words.slice(Math.max(0, from - 4), from).join(' ');
  const behind = words[to] ?? '';
  if (
    behind === 'ago' ||
    BEHIND.test(before) ||
    (/\bin$/.test(before) && /\b(?:nothing|not|never|no)\b/.test(words.slice(0, from).join(' '))) ||
    (/\bfor(?: \w+)?$/.test(before) && PAST.test(words.slice(0, from).join(' ')))
  ) {
    return 'behind';
  }
  return AHEAD.test(before) || /^(?:left|away|ahead)$/.test(behind) ? 'ahead' : 'either';
}
