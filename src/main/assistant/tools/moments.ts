import { formatInstant } from '#shared/core/calendar/calendar';

/** Fields that hold a moment as epoch seconds in the terminal's JSON. */
const MOMENTS = new Set([
  ...['at', 'activeAt', 'firedAt', 'resolvedAt', 'acknowledgedAt', 'snoozedUntil', 'nextAt'],
  ...['createdAt', 'updatedAt', 'from', 'to', 'dataAsOf'],
]);

/** The same JSON with its moments as ISO 8601, UTC: a model reads no epoch seconds. */
export function withMoments<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) =>
    MOMENTS.has(key) && typeof part === 'number' ? formatInstant(part) : part,
  ) as Value;
}
