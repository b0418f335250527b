import { daySpanOf } from '#shared/core/calendar/calendar';
import { type DayAmount, heldTotals } from '#shared/core/usage/held-totals';
import { alignToDays, rollingDays, windowPeriod } from '#shared/core/usage/limit-window';
import { HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { ReadParts } from '../read-parts';
import type { MetricQuantity } from './metric-quantities';

/** Where the quantity of a metric is counted: what its windows are cut from. */
export type Counted = Pick<MetricQuantity, 'window' | 'period' | 'connection' | 'series' | 'definition'>;

/** True for day totals that are added up over more than their own day. */
export function isAddedUp({ series, period, window }: Pick<Counted, 'series' | 'period' | 'window'>): boolean {
  return series?.kind === 'daily' && period !== null && window !== 'day' && window !== 'rolling-24-hours';
}

/** The window that the day beginning at `at` is counted in; null for a level. A rolling one ends with that day. */
export function windowAt(state: Counted, at: Instant): Period | null {
  // The period of now may be the provider's own, which wins over one that is worked out.
  const { period } = state;
  if (period !== null && at >= period.start && at < period.end && rollingDays(state.window) === null) {
    return period;
  }
  const zone = state.series?.zone ?? state.definition.zone;
  const cut = windowPeriod({ window: state.window, anchor: state.connection.billingAnchor, zone, now: at + 12 * HOUR });
  return cut === null ? null : alignToDays(cut, zone);
}

/** Days as they were read, each with what is held against the limit at its end. */
export interface HeldDay extends DayAmount {
  readonly min: number;
  readonly max: number;
  /** Null where each day stands for itself. */
  readonly held: number | null;
}

/** The days of a range with what is held against the limit at each, from days before the range where it needs them. */
export async function readHeldDays(
  { store }: Pick<ReadParts, 'store'>,
  state: Counted & Pick<MetricQuantity, 'current'>,
  series: Series,
  range: Period,
): Promise<readonly HeldDay[]> {
  const lead = isAddedUp(state) ? windowAt(state, range.start)?.start : undefined;
  const start = Math.min(lead ?? range.start, range.start);
  const days = await store.samples.days(series.id, { start, end: range.end });
  const held = isAddedUp(state) ? withoutLead(state, heldTotals(days, startsOf(state))) : null;
  return days.flatMap(({ t, value, min, max }, index) =>
    t < range.start ? [] : [{ t, value, min, max, held: held?.[index]?.value ?? null }],
  );
}

/**
 * A rolling sum over days before the first that is known would rise from zero though nothing grew: it is left out, but
 * for the newest, which is the figure itself. So is a period that is over of which the first days are not known: its sum
 * would stand as all that was used.
 */
export function withoutLead(
  state: Counted & Pick<MetricQuantity, 'current'>,
  held: readonly DayAmount[],
): readonly { readonly t: Instant; readonly value: number | null }[] {
  const first = held[0]?.t;
  if (first === undefined) {
    return held;
  }
  const startAt = startsOf(state);
  if (rollingDays(state.window) === null) {
    const now = state.period?.start ?? 0;
    return held.map(({ t, value }) => ({ t, value: startAt(t) < first && t < now ? null : value }));
  }
  const newest = held.length - 1;
  // The day in progress does not yet hold its window alone: what the figure says of it stands.
  const isInProgress = (t: Instant) => state.period !== null && t >= endingDay(state, state.period).start;
  return held.map(({ t, value }, index) => {
    const known = index === newest && isInProgress(t) ? (state.current ?? value) : value;
    return { t, value: startAt(t) < first && index < newest ? null : known };
  });
}

/** The start of the window that each day is counted in: calendars are slow, so a fixed window is cut once. */
export function startsOf(state: Counted): (t: Instant) => Instant {
  let known: Period | null = null;
  return (t) => {
    if (known === null || t < known.start || t >= known.end || rollingDays(state.window) !== null) {
      known = windowAt(state, t);
    }
    return known?.start ?? t;
  };
}

/**
 * What a sliding sum stands at on its last day where nothing was used on that: older days have left it already. `last` is
 * the newest day that was read. Null where that one stands for it.
 */
export function heldLast(
  { series, definition, window, period, current }: Counted & Pick<MetricQuantity, 'current'>,
  last: Instant | undefined,
): DayAmount | null {
  if (rollingDays(window) === null || period === null || current === null || last === undefined) {
    return null;
  }
  const ending = endingDay({ series, definition }, period).start;
  return last < ending ? { t: ending, value: current } : null;
}

function endingDay({ series, definition }: Pick<Counted, 'series' | 'definition'>, { end }: Period): Period {
  return daySpanOf(end - 1, series?.zone ?? definition.zone);
}
