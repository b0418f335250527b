/** How far the clocks of two processes may be apart that were asked the same: they start at one moment and run on. */
const MOST_MINUTES = 20;
/** What a forecast changes by in that time. */
const TOLERANCE = 0.01;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Where what is told differs from what is true, by its path; nothing where it agrees. Every field that is told has to be
 * there; a list has to be whole.
 */
export function differences(told: unknown, truth: unknown, path = ''): string[] {
  if (Array.isArray(told) && Array.isArray(truth)) {
    return told.length === truth.length
      ? told.flatMap((one, at) => differences(one, truth[at], `${path}/${at}`))
      : [`${path}: ${told.length} instead of ${truth.length}`];
  }
  if (isRecord(told) && isRecord(truth)) {
    return Object.entries(told).flatMap(([key, value]) => differences(value, truth[key], `${path}/${key}`));
  }
  return agree(told, truth) ? [] : [`${path}: ${JSON.stringify(told)} instead of ${JSON.stringify(truth)}`];
}

function agree(told: unknown, truth: unknown): boolean {
  if (typeof told === 'number' && typeof truth === 'number') {
    return Math.abs(told - truth) <= TOLERANCE * Math.max(Math.abs(truth), 0.01);
  }
  if (typeof told === 'string' && typeof truth === 'string' && MOMENT.test(told) && MOMENT.test(truth)) {
    return Math.abs(Date.parse(told) - Date.parse(truth)) <= MOST_MINUTES * 60_000;
  }
  return told === truth;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
