import type { Instant, Zone } from '#shared/domain/instant';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `23 Nov`. Without a zone, the reader's own. */
export function formatDate(instant: Instant, zone?: Zone): string {
  return render(instant, { day: 'numeric', month: 'short' }, zone);
}

/** `12 Dec 2026`, for days that may lie years away. */
export function formatDateWithYear(instant: Instant, zone?: Zone): string {
  return render(instant, { day: 'numeric', month: 'short', year: 'numeric' }, zone);
}

/** `6 November`. */
export function formatDayAndMonth(instant: Instant, zone?: Zone): string {
  return render(instant, { day: 'numeric', month: 'long' }, zone);
}

/** `Wednesday 18 November`. */
export function formatLongDate(instant: Instant, zone?: Zone): string {
  return render(instant, { weekday: 'long', day: 'numeric', month: 'long' }, zone).replace(',', '');
}

/** `Mon 23 Nov`. */
export function formatWeekday(instant: Instant, zone?: Zone): string {
  return render(instant, { weekday: 'short', day: 'numeric', month: 'short' }, zone).replace(',', '');
}

/** `10:46`. */
export function formatTime(instant: Instant, zone?: Zone): string {
  return render(instant, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
}

/** `18 Nov 2026, 10:46`. */
export function formatDateTime(instant: Instant, zone?: Zone): string {
  return render(
    instant,
    { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    zone,
  );
}

/** `Sun 15 Nov, 02:45`: a moment near enough to do without its year. */
export function formatMoment(instant: Instant, zone?: Zone): string {
  return `${formatWeekday(instant, zone)}, ${formatTime(instant, zone)}`;
}

/** `22–25 Nov`, `28 Nov – 3 Dec`. */
export function formatDateRange(from: Instant, to: Instant, zone?: Zone): string {
  const start = formatDate(from, zone);
  const end = formatDate(to, zone);
  if (start === end) {
    return end;
  }
  const [startDay, startMonth] = start.split(' ');
  const [, endMonth] = end.split(' ');
  return startMonth === endMonth ? `${startDay}–${end}` : `${start} – ${end}`;
}

/** As `formatDate` writes them. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** A sentence of the core whose days, `2026-11-27`, are written as people do: `27 Nov 2026`. */
export function withPlainDates(sentence: string): string {
  return sentence.replaceAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g, (written, year, month, day) => {
    const name = MONTHS[Number(month) - 1];
    return name === undefined ? written : `${Number(day)} ${name} ${year}`;
  });
}

function render(instant: Instant, options: Intl.DateTimeFormatOptions, zone: Zone | undefined): string {
  const key = JSON.stringify(options) + (zone ?? '');
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', zone === undefined ? options : { ...options, timeZone: zone });
    formats.set(key, format);
  }
  return format.format(instant * 1000);
}
