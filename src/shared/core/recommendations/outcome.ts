import { DAY, type Instant, type Zone } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import type { OutcomeVerdict, SavedAmount } from '#shared/domain/recommendation-outcome';
import { forecastAgainstLimit } from '../forecasting/forecast-against-limit';
import type { Point } from '../forecasting/forecast-input';
import type { TrackRecordScore } from '../forecasting/track-record';

/** Days of a month to which a shorter stretch is carried over. */
const MONTH_DAYS = 30;
/** So much of a promise counts as kept: what is left is rounding and the length of months. */
const KEPT_SHARE = 0.8;

export interface SavingInput {
  /**
   * What the days cost, at list price, of all that the change is about: main units, at each day's start, in
   * order. Those before `changedAt` are what the forecast rests on, those from it on are what came.
   */
  readonly costs: readonly Point[];
  readonly zone: Zone;
  /** Start of the first whole day after the change. */
  readonly changedAt: Instant;
  /** How many whole days are compared. */
  readonly days: number;
  /** What a month's fees were before and are since. */
  readonly fees: { readonly before: Micros; readonly after: Micros };
  /** What is left to pay of so much use a month, in main units: an included credit pays the first of it. */
  readonly dueOf?: (monthlyUse: number) => number;
  readonly trackRecord?: readonly TrackRecordScore[];
}

/**
 * What a change saves a month, against a counterfactual: what the days since would have cost by the forecast from
 * before the change, minus what they did cost, both carried over to a month of 30 days and paid for by the same
 * function. The forecast's 80 % interval is that of the answer. Null where days are missing, or where too little is
 * known from before. (Brodersen and others, "Inferring causal impact using Bayesian structural time-series models",
 * 2015, compare the same way.)
 */
export function savingSince(input: SavingInput): SavedAmount | null {
  const { changedAt, days, fees, dueOf = (use) => use } = input;
  const period = { start: changedAt, end: changedAt + days * DAY };
  const came = input.costs.filter(({ t }) => t >= period.start && t < period.end);
  if (came.length < days || came.some(({ value }) => !Number.isFinite(value))) {
    return null;
  }
  const { zone, trackRecord } = input;
  const { atReset } = forecastAgainstLimit({
    kind: 'daily',
    points: input.costs.filter(({ t }) => t < changedAt),
    zone,
    now: changedAt,
    limit: null,
    window: { kind: 'period', period },
    trackRecord,
  });
  if (atReset === null) {
    return null;
  }
  const monthly = MONTH_DAYS / days;
  const cost = fees.after + toMicros(dueOf(sumOf(came) * monthly));
  const saved = (expected: number) => fees.before + toMicros(dueOf(expected * monthly)) - cost;
  return { q10: saved(atReset.q10), q50: saved(atReset.q50), q90: saved(atReset.q90) };
}

/**
 * Whether a promise was kept: `worked` where the saving is surely above nothing and comes to four fifths of the
 * promise or may come to all of it, `partly` where it is surely above nothing but less, `no-effect` where it cannot be told from usual
 * ups and downs after a month or is below nothing, and `too-early` where a week cannot tell yet.
 */
export function savingVerdict(promised: Micros, saved: SavedAmount | null, days: number): OutcomeVerdict {
  if (saved === null) {
    return 'too-early';
  }
  if (saved.q10 > 0) {
    const isKept = saved.q50 >= KEPT_SHARE * promised || saved.q90 >= promised;
    return isKept ? 'worked' : 'partly';
  }
  return saved.q90 > 0 && days < MONTH_DAYS ? 'too-early' : 'no-effect';
}

/**
 * A change that was to cost something so that a limit holds: it `worked` where the limit held and the price is at
 * most what was said (a tenth more is still the price), `partly` where it cost more, and had `no-effect` where the limit was reached all the same.
 */
export function limitVerdict(promised: Micros, saved: SavedAmount | null, limitHeld: boolean | null): OutcomeVerdict {
  if (limitHeld === null) {
    return 'too-early';
  }
  if (!limitHeld) {
    return 'no-effect';
  }
  const cost = saved === null ? null : -saved.q90;
  return cost !== null && cost > -promised * 1.1 ? 'partly' : 'worked';
}

/** Sums of what was promised and what came, as independent parts: half widths add up by their squares. */
export function sumOfOutcomes(outcomes: readonly { readonly promised: Micros; readonly saved: SavedAmount | null }[]): {
  readonly promised: Micros;
  readonly saved: SavedAmount;
  readonly count: number;
} {
  const told = outcomes.flatMap(({ promised, saved }) => (saved === null ? [] : [{ promised, saved }]));
  const sum = (pick: (one: (typeof told)[number]) => number) => told.reduce((total, one) => total + pick(one), 0);
  const middle = sum(({ saved }) => saved.q50);
  const width = (pick: (saved: SavedAmount) => number) =>
    toMicros(Math.sqrt(sum(({ saved }) => fromMicros(pick(saved)) ** 2)));
  return {
    promised: sum(({ promised }) => promised),
    saved: {
      q10: middle - width(({ q10, q50 }) => q50 - q10),
      q50: middle,
      q90: middle + width(({ q50, q90 }) => q90 - q50),
    },
    count: told.length,
  };
}

function sumOf(points: readonly Point[]): number {
  return points.reduce((sum, { value }) => sum + value, 0);
}
