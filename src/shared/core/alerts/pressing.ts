import { DAY, type Instant, MINUTE } from '#shared/domain/instant';

/** A source in which something presses, with what asking its provider costs. */
export interface PressingSource {
  readonly connectionId: string;
  readonly provider: string;
  /** Requests of one look at it. */
  readonly requests: number;
  /** Requests that were made to its provider since midnight (UTC). */
  readonly usedToday: number;
}

/** A look every two minutes is as often as it ever gets. */
const FASTEST = 2 * MINUTE;
/** Requests a day to one provider, of all its accounts, up to which sources are looked at more often. */
export const REQUESTS_A_DAY = 3_000;

/**
 * Which sources are looked at again before the next cycle, and in how many seconds: every two minutes, or as often as
 * what is left of the provider's requests of the day allows. Null: none, or no sooner than the next cycle.
 */
export function nextLook(
  sources: readonly PressingSource[],
  now: Instant,
  cycleSeconds: number,
): { readonly connectionIds: readonly string[]; readonly seconds: number } | null {
  const leftOfDay = DAY - (now % DAY);
  const looks = sources.flatMap((source) => {
    const sameProvider = sources.filter(({ provider }) => provider === source.provider);
    const cost = sameProvider.reduce((sum, { requests }) => sum + Math.max(1, requests), 0);
    const left = REQUESTS_A_DAY - source.usedToday;
    const seconds = left < cost ? Number.POSITIVE_INFINITY : Math.max(FASTEST, (leftOfDay * cost) / left);
    return seconds < cycleSeconds ? [{ id: source.connectionId, seconds: Math.ceil(seconds) }] : [];
  });
  return looks.length === 0
    ? null
    : { connectionIds: looks.map(({ id }) => id), seconds: Math.max(...looks.map(({ seconds }) => seconds)) };
}
