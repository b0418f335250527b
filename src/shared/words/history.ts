import type { Instant } from '#shared/domain/instant';
import { formatDate, formatMoment } from '../format/date';

interface Missing {
  readonly title: string;
  readonly before: Instant;
  readonly since: Instant;
  readonly nextAt: Instant;
  readonly message: string;
}

interface Gap {
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** What of a history was not told so far, why, since when, and when it is asked for again; a sentence for each. */
export function missingHistory(history: {
  readonly missing: readonly Missing[];
  readonly gaps: readonly Gap[];
}): string[] {
  return [
    ...history.missing.map(
      ({ title, before, since, nextAt, message }) =>
        `${title} before ${formatDate(before)} has been missing since ${formatMoment(since)}: ${message} Next try at or after ${formatMoment(nextAt)}.`,
    ),
    ...history.gaps.map(
      ({ title, start, end }) => `${title} from ${formatDate(start)} to ${formatDate(end)} was never told whole.`,
    ),
  ];
}
