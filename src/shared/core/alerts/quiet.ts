import { addDays, clockTime, dayOf, dayOfWeek } from '#shared/core/calendar/calendar';
import type {
  AlertSettings,
  ClockTime,
  MaintenanceWindow,
  Quiet,
  QuietHours,
  Weekday,
} from '#shared/domain/alert-settings';
import type { Day, Instant, Period, Zone } from '#shared/domain/instant';

/** Nothing is held back, everything is told everywhere. */
export const DEFAULT_ALERT_SETTINGS: AlertSettings = {
  zone: 'UTC',
  quietHours: null,
  maintenance: [],
  digest: 'none',
  routes: [],
};

/**
 * Whether nobody is told at `now`, and until when. A maintenance window goes before quiet hours: what happens in it is
 * expected, however bad. Of several the one that lasts longest.
 */
export function quietAt({ zone, maintenance, quietHours }: AlertSettings, now: Instant): Quiet {
  const windows = maintenance.flatMap((window) => {
    const span = spanOf(window, zone, now);
    return span === null ? [] : [{ title: window.title, until: span.end }];
  });
  const [longest] = windows.sort((a, b) => b.until - a.until);
  if (longest !== undefined) {
    return { why: 'maintenance', ...longest };
  }
  const hours = quietHours === null ? null : hoursAround(quietHours, zone, now);
  return hours === null || quietHours === null
    ? null
    : { why: 'quiet-hours', until: hours.end, criticalAtOnce: quietHours.criticalAtOnce };
}

function spanOf(window: MaintenanceWindow, zone: Zone, now: Instant): Period | null {
  if (window.kind === 'once') {
    return now >= window.start && now < window.end ? window : null;
  }
  return hoursAround({ days: [window.day], from: window.from, to: window.to }, zone, now);
}

/** The stretch of such hours that `now` lies in: it may have begun yesterday. */
function hoursAround(
  { days, from, to }: Pick<QuietHours, 'days' | 'from' | 'to'>,
  zone: Zone,
  now: Instant,
): Period | null {
  const today = dayOf(now, zone);
  for (const day of [addDays(today, -1), today]) {
    if (days.includes(dayOfWeek(day) as Weekday)) {
      const span = hoursOf(day, from, to, zone);
      if (now >= span.start && now < span.end) return span;
    }
  }
  return null;
}

function hoursOf(day: Day, from: ClockTime, to: ClockTime, zone: Zone): Period {
  return { start: clockTime(day, from, zone), end: clockTime(to <= from ? addDays(day, 1) : day, to, zone) };
}

/** At which a digest of the week or month is told. */
const DIGEST_TIME: ClockTime = '09:00';

/**
 * The stretch that the newest digest is about which should have been told by `now`: from one nine o'clock on a Monday
 * (on the first of a month) to the next; null where nobody wants one. It is due once: where the last one was told
 * before its end.
 */
export function digestPeriod({ digest, zone }: Pick<AlertSettings, 'digest' | 'zone'>, now: Instant): Period | null {
  if (digest === 'none') {
    return null;
  }
  const isFirst = (day: Day) => (digest === 'weekly' ? dayOfWeek(day) === 1 : day.endsWith('-01'));
  const before = (day: Day): Day => (isFirst(day) ? day : before(addDays(day, -1)));
  const at = (day: Day) => clockTime(day, DIGEST_TIME, zone);
  const last = before(dayOf(now, zone));
  const end = at(last) <= now ? last : before(addDays(last, -1));
  return { start: at(before(addDays(end, -1))), end: at(end) };
}
