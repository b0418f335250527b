import { STATUS_PAGE } from '#main/providers/catalog';
import type { ProviderFacts } from '#main/queries/connections/provider-facts';
import type { PricedParts } from '#main/queries/read-parts';
import { addDays, dayOf, dayOfWeek, dayStart } from '#shared/core/calendar/calendar';
import type { DailyUse } from '#shared/core/costs/bill/expected-rest';
import type { Wish } from '#shared/core/costs/bill/wish';
import type { MissingCode, MissingPart } from '#shared/domain/bill';
import type { Connection } from '#shared/domain/connection';
import type { UsageRow } from '#shared/domain/cost';
import type { LastAttempt } from '#shared/domain/cycle';
import { DAY, type Day, HOUR, type Instant } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import type { FoundPeriod } from './bill-period';

/** What the bill of one account in one period is worked out from. */
export interface BillContext {
  readonly parts: Pick<PricedParts, 'store' | 'clock' | 'catalog' | 'forecasts' | 'prices'>;
  readonly list: PriceList;
  readonly connection: Connection;
  readonly facts: ProviderFacts;
  readonly attempts: readonly LastAttempt[];
  readonly period: FoundPeriod;
  /** The account's period around another moment. */
  readonly periodAround: (at: Instant) => FoundPeriod;
  readonly now: Instant;
  /** False for a period that is over. */
  readonly isCurrent: boolean;
  /** Another world than today's, for "what if"; null: the bill as it is. */
  readonly wish: Wish | null;
  /** Answers that two periods of one account share, such as the days that a projection looks back at. */
  readonly memo: Map<string, Promise<unknown>>;
  /** The same for answers that rest on the provider's rows alone: good until one of those is written. */
  readonly ofCharges: Map<string, Promise<unknown>>;
}

/** Rows of a period with what is missing of them, and the days before it that a projection looks back at. */
export interface ReadRows {
  readonly rows: readonly UsageRow[];
  readonly missing: readonly MissingPart[];
  /** Amounts by day of each `SERVICE METRIC`, the first day that they cover, and when a running total was read last. */
  readonly history: ReadonlyMap<
    string,
    { readonly first: Day; readonly days: ReadonlyMap<Day, number>; readonly readAt?: Instant | null }
  >;
}

/** Days of history that a projection looks back at. */
export const HISTORY_DAYS = 56;
/** Providers count some time late; what a day in progress has is its part up to then. */
const COUNTED_LATE = HOUR;

/** A missing part of the whole account, or of one metric. */
export function missingPart(code: MissingCode, more: Partial<Omit<MissingPart, 'code'>> = {}): MissingPart {
  return { service: '', metric: '', days: 0, detail: '', ...more, code };
}

/** The answer under `key`, asked once for all periods of an account. */
export function once<T>({ memo }: BillContext, key: string, ask: () => Promise<T>): Promise<T> {
  const known = (memo.get(key) as Promise<T> | undefined) ?? ask();
  memo.set(key, known);
  return known;
}

/** The answer under `key`, asked once while no charge of the account is written. */
export function whileCharges<T>({ ofCharges }: BillContext, key: string, ask: () => Promise<T>): Promise<T> {
  const known = (ofCharges.get(key) as Promise<T> | undefined) ?? ask();
  ofCharges.set(key, known);
  return known;
}

/**
 * Up to when an account's use is known: when it was read last, `by` the capabilities that tell it, less the time after
 * which its provider counts. What was used since is in no amount, however late it is now.
 */
export function usedUntil(
  { attempts, now }: Pick<BillContext, 'attempts' | 'now'>,
  { by = isReading, countedLate = COUNTED_LATE }: ReadBy = {},
): Instant {
  const read = attempts.flatMap(({ attempt, lastGoodAt }) =>
    lastGoodAt === null || !by(attempt.capability) ? [] : [lastGoodAt],
  );
  return Math.min(now, read.length === 0 ? now : Math.max(...read)) - countedLate;
}

interface ReadBy {
  readonly by?: (capability: string) => boolean;
  readonly countedLate?: number;
}

function isReading(capability: string): boolean {
  return capability !== STATUS_PAGE;
}

/** Days that are left of a period after `until`, as a fraction: nothing of a period that is over. */
export function daysLeft({ period, isCurrent }: BillContext, until: Instant): number {
  return isCurrent ? Math.max(0, period.end - Math.max(period.start, until)) / DAY : 0;
}

/**
 * Amounts by day as a projection takes them: whole days before that of `until`, days without an amount 0 from the first
 * covered one on, and the day that `until` lies in.
 */
export function dailyUse(
  amounts: ReadonlyMap<Day, number>,
  { first, zone, until }: { readonly first: Day | null; readonly zone: string; readonly until: Instant },
): DailyUse {
  const { today, start, before, lastWeekday } = daysBefore(until, zone);
  const from = before.findIndex((day) => first === null || day < first);
  const days = (from === -1 ? before : before.slice(0, from)).map((day) => amounts.get(day) ?? 0).reverse();
  return {
    days,
    lastWeekday,
    today: { value: amounts.get(today) ?? 0, part: Math.min(1, (until - start) / DAY) },
  };
}

interface DaysBefore {
  readonly today: Day;
  readonly start: Instant;
  /** The days before today, the latest first. */
  readonly before: readonly Day[];
  readonly lastWeekday: number;
}

const knownDays = new Map<string, DaysBefore>();
const MOST_KNOWN = 64;

/** The days that a projection looks back at: all meters of all accounts share them, and calendars take their time. */
function daysBefore(at: Instant, zone: string): DaysBefore {
  const today = dayOf(at, zone);
  const key = `${zone} ${today}`;
  const known = knownDays.get(key);
  if (known !== undefined) {
    return known;
  }
  const start = dayStart(today, zone);
  const before = Array.from({ length: HISTORY_DAYS }, (_, back) => addDays(today, -1 - back));
  const found = { today, start, before, lastWeekday: dayOfWeek(addDays(today, -1)) };
  if (knownDays.size >= MOST_KNOWN) {
    knownDays.clear();
  }
  knownDays.set(key, found);
  return found;
}
