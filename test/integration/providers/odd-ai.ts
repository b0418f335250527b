import type { AiUsageWindow } from '#shared/domain/ai-usage';
import type { Result } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { NOW } from '../support/collection-context';

export const TODAY = NOW - 36_000;
/** The days that the reports of these tests are about. */
export const RANGE = { start: TODAY - 3 * DAY, end: TODAY + DAY };
export const FIRST = RANGE.start;

/** What was read; throws where nothing was. */
export function known<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** Dollars by day, as the windows know them; a day that no window covers is not known. */
export function byDay(windows: readonly AiUsageWindow[]): Record<number, number> {
  const days: Record<number, number> = {};
  for (const { range, events } of windows) {
    for (let at = range.start; at < range.end; at += DAY) {
      const micros = events.filter(({ bucketStart }) => bucketStart === at).map(({ costMicros }) => costMicros ?? 0);
      days[(at - FIRST) / DAY] = micros.reduce((sum, one) => sum + one, 0) / 1e6;
    }
  }
  return days;
}

/** Amounts of the windows that could not be read. */
export function unreadIn(windows: readonly AiUsageWindow[]): number {
  return windows.flatMap(({ events }) => events).filter(({ costMicros }) => costMicros === null).length;
}
