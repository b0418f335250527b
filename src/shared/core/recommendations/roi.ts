import { DAY } from '#shared/domain/instant';
import { type Micros, toMicros } from '#shared/domain/money';
import type {
  Advice,
  AdviceChange,
  BusinessAssumptions,
  RoiAnalysis,
  RoiBound,
  RoiNote,
} from '#shared/domain/recommendation';

/** What of an advice its ROI is worked out from. */
export interface RoiInput extends Pick<Advice, 'cost'> {
  /** True where something stops unless it is done; null: nobody knows. */
  readonly stops: boolean | null;
  readonly work: Pick<Advice['work'], 'hours'>;
  /** Main units by which a limit of the provider is raised; null: none is. */
  readonly raisedBy: number | null;
}

/** By how much a change lets the provider charge more: main units a month. Null: it raises no limit of the provider's. */
export function raisedBy(change: AdviceChange): number | null {
  const isRaised = change.kind === 'budget' && !change.own && change.from !== null && change.to > change.from;
  return isRaised ? change.to - (change.from ?? 0) : null;
}

/**
 * Whether something stops unless an advice is done: at its limit, where it is against a risk. Where it is against one
 * whose limit nobody knows, nobody knows that either; a budget of one's own only tells.
 */
export function stopsWithout({ aim, limit, change }: Pick<Advice, 'aim' | 'limit' | 'change'>): boolean | null {
  if (aim !== 'risk') {
    return false;
  }
  const onlyTells = change.kind === 'budget' && change.own;
  return limit === null && !onlyTells ? null : (limit?.stops ?? false);
}

/** Days of a month, for what is asked a month. */
const MONTH_DAYS = 30;

/**
 * ROI as the client's brief defines it: `revenueImpact = revenue a day x share lost x hours to recover / 24`,
 * `profitImpact = revenueImpact - what it costs more`, `roi = profitImpact / what it costs more x 100`. What
 * costs no more has no ROI (no division by zero, no Infinity). Where nothing stops no revenue is at stake, and a
 * saving needs none. The work is paid once and stands beside it.
 */
export function analyzeRoi({ cost, stops, work, raisedBy }: RoiInput, assumptions: BusinessAssumptions): RoiAnalysis {
  const { current, projected, recommended } = cost;
  const extra = current === null || recommended === null ? null : recommended - current;
  const revenue = stops === false ? 0 : stops && outageCost(assumptions);
  // Where it costs less than today it pays even if no revenue were at stake.
  const isLeast = revenue === null && extra !== null && extra < 0;
  const profit = extra === null || (revenue === null && !isLeast) ? null : (revenue ?? 0) - extra;
  const workCost = costOfWork(work.hours, assumptions);
  const isPaid = workCost !== null && profit !== null && profit > 0;
  return {
    ...{ currency: cost.currency, currentCost: current, projectedCost: projected, upgradeCost: recommended },
    ...{ extraCost: extra, revenueImpact: revenue, profitImpact: profit, roi: percentOf(profit, extra), workCost },
    paybackDays: isPaid ? Math.ceil((workCost / profit) * MONTH_DAYS) : null,
    notes: notesOf(cost, { extra, stops, revenue, profit, workCost, raisedBy }),
    bounds: { ...boundsOf(cost), ...(isLeast && { profitImpact: 'at least' }) },
  };
}

function percentOf(profit: Micros | null, extra: Micros | null): number | null {
  return profit === null || extra === null || extra <= 0 ? null : Math.round((profit / extra) * 10_000) / 100;
}

interface Worked {
  readonly extra: Micros | null;
  readonly stops: boolean | null;
  readonly revenue: Micros | null;
  readonly profit: Micros | null;
  readonly workCost: Micros | null;
  readonly raisedBy: number | null;
}

function boundsOf({ least }: Advice['cost']): RoiAnalysis['bounds'] {
  const told: readonly (readonly [string, RoiBound, boolean | undefined])[] = [
    ['currentCost', 'at least', least?.current],
    ['projectedCost', 'at least', least?.current],
    ['upgradeCost', 'at least', least?.recommended],
    ['extraCost', 'at least', least?.extra],
    ['profitImpact', 'at most', least?.extra],
    ['roi', 'at most', least?.extra],
  ];
  return Object.fromEntries(told.flatMap(([name, bound, isBound]) => (isBound === true ? [[name, bound]] : [])));
}

/** For each figure that is not known, or needs none: why. */
function notesOf(
  { current, projected, recommended }: Advice['cost'],
  { extra, stops, revenue, profit, workCost, raisedBy }: Worked,
): RoiAnalysis['notes'] {
  const unpriced: RoiNote = current === null ? 'no-current-cost' : 'no-recommended-cost';
  const untold: RoiNote = stops === null ? 'stake-not-known' : 'revenue-not-told';
  const unprofitable = revenue === null ? untold : unpriced;
  const unpaid = extra !== null && extra <= 0 ? freeOrSaving(extra, raisedBy) : unprofitable;
  const told: readonly (readonly [string, RoiNote | false])[] = [
    ['currentCost', current === null && 'no-current-cost'],
    ['projectedCost', projected === null && 'no-projected-cost'],
    ['upgradeCost', recommended === null && 'no-recommended-cost'],
    ['revenueImpact', stops === false && 'nothing-stops'],
    ['revenueImpact', revenue === null && untold],
    ['profitImpact', profit === null && unprofitable],
    ['roi', percentOf(profit, extra) === null && unpaid],
    ['workCost', workCost === null && 'rate-not-told'],
  ];
  return Object.fromEntries(told.flatMap(([name, note]) => (note === false ? [] : [[name, note]])));
}

function freeOrSaving(extra: Micros, raisedBy: number | null): RoiNote {
  if (raisedBy !== null) {
    return 'no-price';
  }
  return extra === 0 ? 'free' : 'saving';
}

/** Revenue lost in one outage, in micros; null while the revenue is not known. */
export function outageCost({ revenuePerDay, lostShare, hoursToRecover }: BusinessAssumptions): Micros | null {
  return revenuePerDay === null ? null : toMicros((revenuePerDay * lostShare * hoursToRecover * 3600) / DAY);
}

function costOfWork(estimate: number, { hoursOfWork, hourlyRate }: BusinessAssumptions): Micros | null {
  return hourlyRate === null ? null : toMicros((hoursOfWork ?? estimate) * hourlyRate);
}
