import { type DaySpan, daySpanOf } from '#shared/core/calendar/calendar';
import { DAY, type Instant, type Zone } from '#shared/domain/instant';

/** Local days by the UTC day they overlap: a history of years asks for the same few thousand again and again. */
export class DayFinder {
  private readonly spans = new Map<Zone, Map<number, DaySpan[]>>();

  /** The local day around `instant`; 23 to 25 hours long where the zone changes its clock. */
  find(instant: Instant, zone: Zone): DaySpan {
    let byUtcDay = this.spans.get(zone);
    if (byUtcDay === undefined) {
      byUtcDay = new Map();
      this.spans.set(zone, byUtcDay);
    }
    const utcDay = Math.floor(instant / DAY);
    const candidates = byUtcDay.get(utcDay);
    const known = candidates?.find((span) => instant >= span.start && instant < span.end);
    if (known !== undefined) {
      return known;
    }
    const span = daySpanOf(instant, zone);
    byUtcDay.set(utcDay, [...(candidates ?? []), span]);
    return span;
  }
}
