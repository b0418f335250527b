import { HOUR, type Instant } from '#shared/domain/instant';

const MORNING_HOUR = 9;

/** Moments to snooze until, in the reader's own zone. `until` is in epoch seconds and always ahead of `now`. */
export function snoozeChoices(now: Instant): readonly { readonly label: string; readonly until: Instant }[] {
  return [
    { label: 'For 1 hour', until: now + HOUR },
    { label: 'Until tomorrow, 09:00', until: morning(now, 1) },
    { label: 'For 3 days', until: morning(now, 3) },
    { label: 'For a week', until: morning(now, 7) },
  ];
}

function morning(now: Instant, days: number): Instant {
  const date = new Date(now * 1000);
  date.setDate(date.getDate() + days);
  date.setHours(MORNING_HOUR, 0, 0, 0);
  return Math.floor(date.getTime() / 1000);
}
