import { addDays, dayStart } from '#shared/core/calendar/calendar';
import type { CostPart } from '#shared/core/costs/change-split';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { Day, Instant } from '#shared/domain/instant';

/** Sums of the parts by day up to `end`, over the days that all of them are told for; a day without an amount costs nothing. */
export function dailyCosts(parts: readonly CostPart[], end: Instant, zone: string): readonly Point[] {
  const first = parts.map((part) => part.first).sort()[0];
  const last = parts
    .map((part) => part.last)
    .sort()
    .at(-1);
  const points: Point[] = [];
  if (first === undefined || last === undefined) {
    return points;
  }
  for (let day: Day = first; day <= last && dayStart(day, zone) < end; day = addDays(day, 1)) {
    const value = parts.reduce((sum, { amounts }) => sum + (amounts.get(day) ?? 0), 0);
    points.push({ t: dayStart(day, zone), value });
  }
  return points;
}
