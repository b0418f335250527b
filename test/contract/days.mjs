const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** What a clock on a wall in Los Angeles shows at `ms`: `2026-11-24 02:00:00`. */
function wallClock(ms) {
  const part = Object.fromEntries(clock.formatToParts(new Date(ms)).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`;
}

/** The moment at which `day` begins in Los Angeles, in milliseconds. */
export function startInLosAngeles(day) {
  for (const hour of [7, 8]) {
    const at = Date.parse(`${day}T0${hour}:00:00Z`);
    if (wallClock(at) === `${day} 00:00:00`) return at;
  }
  throw new Error(`${day} has no midnight in Los Angeles`);
}

export function isMidnightInLosAngeles(text) {
  return wallClock(Date.parse(text)).endsWith(' 00:00:00');
}

export function isMidnightInUtc(ms) {
  return ms % DAY_MS === 0;
}

/** `day` and the ones after it, `count` in all. */
export function daysFrom(day, count) {
  const start = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) => new Date(start + at * DAY_MS).toISOString().slice(0, 10));
}

/** The day `back` days before the one at `ms`, in UTC. */
export function dayBefore(ms, back) {
  return new Date(ms - back * DAY_MS).toISOString().slice(0, 10);
}
