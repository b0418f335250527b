import type { ProviderFacts } from '#main/queries/connections/provider-facts';
import type { PricedParts } from '#main/queries/read-parts';
import { dayOf, dayOfWeek, dayStart } from '#shared/core/calendar/calendar';
import type { DailyUse } from '#shared/core/costs/bill/expected-rest';
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
  readonly now: Instant;
  /** False for a period that is over. */
  readonly isCurrent: boolean;
  /** Answers that two periods of one account share, such as the days that a projection looks back at. */
  readonly memo: Map<string, Promise<unknown>>;
}

/** Rows of a period with what is missing of them, and the days before it that a projection looks back at. */
export interface ReadRows {
  readonly rows: readonly UsageRow[];
  readonly missing: readonly MissingPart[];
  /** Amounts by day of each `SERVICE METRIC`, and the first day that they cover. */
  readonly history: ReadonlyMap<string, { readonly first: Day; readonly days: ReadonlyMap<Day, number> }>;
}

/** Days of history that a projection looks back at. */
export const HISTORY_DAYS = 56;
/** Providers count some time late; what a day in progress has is its part up to then. */
export const COUNTED_LATE = HOUR;

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

/** Days that are left of a period, as a fraction: nothing of a period that is over. */
export function daysLeft({ period, now, isCurrent }: BillContext, countedLate = COUNTED_LATE): number {
  return isCurrent ? Math.max(0, period.end - Math.max(period.start, now - countedLate)) / DAY : 0;
}

/**
 * Amounts by day as a projection takes them: whole days up to yesterday, days without an amount 0 from the first
 * covered one on, and the day in progress.
 */
export function dailyUse(
  amounts: ReadonlyMap<Day, number>,
  covered: { readonly first: Day | null; readonly zone: string; readonly now: Instant; readonly countedLate: number },
): DailyUse {
  const { first, zone, now, countedLate } = covered;
  const counted = now - countedLate;
  const today = dayOf(counted, zone);
  const start = dayStart(today, zone);
  const days: number[] = [];
  let at = start;
  for (let back = 0; back < HISTORY_DAYS; back += 1) {
    at = dayStart(dayOf(at - DAY / 2, zone), zone);
    const day = dayOf(at, zone);
    if (first === null || day < first) {
      break;
    }
    days.unshift(amounts.get(day) ?? 0);
  }
  return {
    days,
    lastWeekday: dayOfWeek(dayOf(start - DAY / 2, zone)),
    today: { value: amounts.get(today) ?? 0, part: Math.min(1, (counted - start) / DAY) },
  };
}
