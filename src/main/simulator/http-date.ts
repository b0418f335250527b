import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/domain/instant';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the form that RFC 9110 section 5.6.7 asks for. */
export function formatHttpDate(instant: Instant): string {
  const time = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO('UTC');
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
  return `${WEEKDAYS[time.dayOfWeek - 1]}, ${two(time.day)} ${MONTHS[time.month - 1]} ${time.year} ${clock} GMT`;
}
