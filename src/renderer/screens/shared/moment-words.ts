import { DAY, type Instant } from '#shared/domain/instant';
import { formatMoment, formatTime } from '#shared/format/date';

/** A moment seen from `now`: `10:46` within half a day, with its day beyond: `Sun 15 Nov, 02:45`. */
export function momentWords(at: Instant, now: Instant): string {
  return Math.abs(at - now) < DAY / 2 ? formatTime(at) : formatMoment(at);
}
