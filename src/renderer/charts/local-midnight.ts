import { HOUR, type Instant, MINUTE } from '#shared/domain/instant';
import { formatTime } from '#shared/format/date';

/** The midnight of `zone` before `t`, or `t` itself; off by the hour on a day on which the clocks change. */
export function midnightBefore(t: Instant, zone: string | undefined): Instant {
  return t - sinceMidnight(t, zone);
}

/** The midnight of `zone` that is nearest to `t`: where a day's step leads, whether the clocks change or not. */
export function midnightNear(t: Instant, zone: string | undefined): Instant {
  const past = sinceMidnight(t, zone);
  return past < 12 * HOUR ? t - past : t + (24 * HOUR - past);
}

function sinceMidnight(t: Instant, zone: string | undefined): number {
  const [hours = 0, minutes = 0] = formatTime(t, zone).split(':').map(Number);
  return hours * HOUR + minutes * MINUTE + (t % MINUTE);
}
