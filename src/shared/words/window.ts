import type { StandingWindow, WindowLength } from '#shared/domain/standing';

/** What a limit is counted over, as a cell has room for it: `point in time`, `per day`, `rolling 30 days`. */
export function windowWords({ kind, length }: StandingWindow): string {
  if (kind === 'moment' || length === null) {
    return 'point in time';
  }
  if (length.unit === 'contract') {
    return 'by contract';
  }
  return kind === 'rolling' ? `rolling ${spanWords(length)}` : `per ${lengthWords(length)}`;
}

/** When what is used was used, in a sentence: `today`, `in this period`, `in the last 30 days`; empty for a level. */
export function countedOver({ kind, length }: StandingWindow): string {
  if (kind === 'moment' || length === null) {
    return '';
  }
  if (length.unit === 'contract') {
    return 'in this contract period';
  }
  if (kind === 'rolling') {
    return `in the last ${spanWords(length)}`;
  }
  if (isDay(length)) {
    return 'today';
  }
  const words = lengthWords(length);
  return words.startsWith('month') ? 'in this period' : `in this ${words}`;
}

/** True for a limit that every day has anew. */
export function isDaily({ kind, length }: StandingWindow): boolean {
  return kind === 'fixed' && length !== null && length.unit !== 'contract' && isDay(length);
}

type Counted = Exclude<WindowLength, { readonly unit: 'contract' }>;

function isDay({ unit, count }: Counted): boolean {
  return unit === 'day' && count === 1;
}

/** `day`, `week`, `24 hours`, `month`, `3 months`. */
function lengthWords(length: Counted): string {
  if (length.unit === 'day' && length.count === 7) {
    return 'week';
  }
  return length.count === 1 ? length.unit : spanWords(length);
}

/** `1 hour`, `24 hours`, `30 days`. */
function spanWords({ unit, count }: Counted): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
