import { DAY, HOUR, MINUTE } from '#shared/domain/instant';

/** Days of a month, in the mean of the Gregorian calendar's 400 years. */
const MEAN_MONTH = 365.2425 / 12;

/** Time ahead, in days: `about 5 days` up to 14, then weeks and months; under two days in hours. */
export function formatDays(days: number): string {
  if (days <= 0) {
    return 'now';
  }
  const hours = Math.max(1, Math.round(days * 24));
  if (hours < 48) {
    return `about ${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  }
  if (days < 14.5) {
    return `about ${Math.round(days)} days`;
  }
  if (days < 70) {
    return `about ${Math.round(days / 7)} weeks`;
  }
  return `about ${Math.round(days / MEAN_MONTH)} months`;
}

const WEEKS = { below: Number.POSITIVE_INFINITY, unit: 'weeks', size: 7 } as const;
/** Units of an interval, finest first, each up to so many days. */
const SCALES = [{ below: 2, unit: 'hours', size: 1 / 24 }, { below: 29, unit: 'days', size: 1 }, WEEKS] as const;

/** An interval in days: `4–7 days`, `6–10 weeks`, `from 9 days`. Null is an open end. */
export function formatDaysRange(from: number | null, to: number | null): string {
  if (from === null) {
    return 'not in sight';
  }
  const { unit, size } = SCALES.find(({ below }) => (to ?? from) < below) ?? WEEKS;
  const low = Math.max(0, Math.round(from / size));
  const named = (count: number) => (count === 1 ? unit.slice(0, -1) : unit);
  if (to === null) {
    return `from ${low} ${named(low)}`;
  }
  const high = Math.round(to / size);
  return low === high ? `${low} ${named(low)}` : `${low}–${high} ${named(high)}`;
}

/** Time past: `just now`, `4 min ago`, `3 h ago`, `2 days ago`. */
export function formatAge(seconds: number): string {
  if (seconds < MINUTE) {
    return 'just now';
  }
  return `${formatSpan(seconds)} ago`;
}

/** A stretch of time: `4 min`, `3 h`, `2 days`. */
export function formatSpan(seconds: number): string {
  if (seconds < HOUR) {
    return `${Math.max(1, Math.floor(seconds / MINUTE))} min`;
  }
  if (seconds < 2 * DAY) {
    return `${Math.floor(seconds / HOUR)} h`;
  }
  return `${Math.floor(seconds / DAY)} days`;
}

/** How long something took: `412 ms`, `1.3 s`. */
export function formatElapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
