import type { Day, Instant } from '#shared/domain/instant';
import type { PriceList, Sourced } from '#shared/domain/price-list';
import { addDays, dayOf } from '../calendar/calendar';

/** A user's correction, a row of `price_override`. Null leaves what the list says. */
export interface PriceOverride {
  readonly provider: string;
  /** A model's name where `service` is `MODEL`. */
  readonly plan: string;
  /** Empty, with `metric`, for the plan's own monthly fee; `MODEL` for the price of an AI model. */
  readonly service: string;
  /** `EDGE_REQUESTS@fra1` for the price in one region; of a model `INPUT`, `OUTPUT`, `CACHE_READ` or `CACHE_WRITE`. */
  readonly metric: string;
  /** Included quantity; of a plan, its included credit. */
  readonly included: number | null;
  /** Main units of `currency` per `per` units; of a plan, its monthly fee. */
  readonly price: number | null;
  readonly per: number | null;
  readonly unit: string;
  readonly currency: string;
  /** Null: as long as the corrected entry holds. */
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
  readonly note: string;
  readonly createdAt: Instant;
}

const USER_SOURCE = 'your own figure';

/** The entry before the correction's days, the correction, and the entry after them. */
export function datedPieces<T extends { readonly effectiveFrom: Day | null; readonly effectiveTo: Day | null }>(
  entry: T,
  { effectiveFrom, effectiveTo }: PriceOverride,
  corrected: T,
): T[] {
  const from = later(entry.effectiveFrom, effectiveFrom);
  const to = earlier(entry.effectiveTo, effectiveTo);
  if (from !== null && to !== null && to < from) {
    return [entry];
  }
  const pieces: T[] = [];
  if (from !== null && from !== entry.effectiveFrom) {
    pieces.push({ ...entry, effectiveTo: addDays(from, -1) });
  }
  pieces.push({ ...corrected, effectiveFrom: from, effectiveTo: to });
  if (to !== null && to !== entry.effectiveTo) {
    pieces.push({ ...entry, effectiveFrom: addDays(to, 1) });
  }
  return pieces;
}

/** The price list's own name of a metric that a monitor calls otherwise. */
export function listedMetric(
  { aliases }: PriceList,
  { provider, service, metric }: Pick<PriceOverride, 'provider' | 'service' | 'metric'>,
): string {
  const alias = aliases.find(
    (other) =>
      other.provider === provider && other.asService === service && other.asMetric === metric && other.factor === 1,
  );
  return alias?.metric ?? metric;
}

/** The user's figure is its own source, of the day on which it was entered. */
export function overrideSource({ createdAt, note }: PriceOverride): Sourced & { readonly note: string } {
  const day = dayOf(createdAt, 'UTC');
  return { source: USER_SOURCE, sourceDate: day, sourceDated: day, grade: 'A', note };
}

function later(a: Day | null, b: Day | null): Day | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function earlier(a: Day | null, b: Day | null): Day | null {
  return a === null || (b !== null && b < a) ? b : a;
}
