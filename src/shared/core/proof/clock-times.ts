import { type DayClaim, lowerAt } from './day-parts';
import type { Token } from './tokens';

/** `10:46`, `3 pm`, `noon`, `midnight`. */
export function clockTime(tokens: readonly Token[], at: number): DayClaim | null {
  const word = lowerAt(tokens, at);
  if (word === 'noon' || word === 'midnight') {
    return timed(tokens, at, at + 1, word === 'noon' ? 720 : 0, 1);
  }
  return /^\d{1,2}$/.test(word) && Number(word) <= 24 ? inDigits(tokens, at, Number(word)) : null;
}

function inDigits(tokens: readonly Token[], at: number, hours: number): DayClaim | null {
  const minutes = sixtiethAt(tokens, at + 1);
  const seconds = minutes === null ? null : sixtiethAt(tokens, at + 3);
  const to = at + 1 + (minutes === null ? 0 : 2) + (seconds === null ? 0 : 2);
  const half = /^([ap])\.?m\.?$/.exec(lowerAt(tokens, to))?.[1];
  if (half !== undefined) {
    const hour = (hours % 12) + (half === 'p' ? 12 : 0);
    return timed(tokens, at, to + 1, hour * 60 + (minutes ?? 0), minutes === null ? 60 : 1);
  }
  return minutes === null ? null : timed(tokens, at, to, hours * 60 + minutes, 1);
}

/** `:46` */
function sixtiethAt(tokens: readonly Token[], at: number): number | null {
  const digits = lowerAt(tokens, at + 1);
  return lowerAt(tokens, at) === ':' && tokens[at]?.glued === true && /^[0-5]\d$/.test(digits) ? Number(digits) : null;
}

function timed(tokens: readonly Token[], from: number, to: number, at: number, length: number): DayClaim {
  const utc = ['utc', 'gmt', 'z'].includes(lowerAt(tokens, to));
  return { from, to: utc ? to + 1 : to, readings: [], minute: { at, length, utc } };
}
