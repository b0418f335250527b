import { type AnyColumn, and, eq, gte, lt, sql } from 'drizzle-orm';
import { calendarMonthOf, dayOf, daysIn } from '#shared/core/calendar/calendar';
import { summarizeAiMonth } from '#shared/core/usage/ai-month';
import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import { DAY, type Instant } from '#shared/domain/instant';
import type { AiUsageRepository } from '../billed';
import type { Drizzle } from '../database/drizzle';
import { preparedInsert } from '../database/prepared-insert';
import { aiMonthlySummary, aiUsageEvent } from '../schema';

/** Days after its end on which the buckets of a month may still be revised. */
const SETTLES_AFTER = 3 * DAY;

type Transaction = Pick<Drizzle, 'delete' | 'insert' | 'select'>;

/** What AI providers counted, and the months that follow from it. */
export function aiUsageRepository(db: Drizzle): AiUsageRepository {
  const writeEvent = preparedInsert(db, aiUsageEvent, { replace: EVENT_KEY });
  return {
    async saveWindows(connectionId, windows, now) {
      db.transaction(
        (tx) => {
          const months = new Set<Instant>();
          for (const window of windows) {
            clearWindow(tx, connectionId, window);
            for (const event of window.events) {
              writeEvent({ ...event, connectionId, fetchedAt: now });
            }
            for (const month of monthsOf(window)) {
              months.add(month);
            }
          }
          for (const month of months) {
            rebuildMonth(tx, connectionId, month, now);
          }
        },
        { behavior: 'immediate' },
      );
    },
    async months(month) {
      return db.select().from(aiMonthlySummary).where(eq(aiMonthlySummary.month, month)).all();
    },
    async costs(connectionId, { start, end }) {
      const { model, projectRef, serviceTier, contextWindow, costType, tokenType, lineItem } = aiUsageEvent;
      const { currency, quantityUnit, costMicros, quantity, dataAsOf } = aiUsageEvent;
      const place = { model, projectRef, serviceTier, contextWindow, costType, tokenType, lineItem };
      return db
        .select({
          ...place,
          currency,
          quantityUnit,
          costMicros: sumOf(costMicros),
          quantity: sumOf(quantity),
          unread: sql<number>`count(*) - count(${costMicros})`,
          dataAsOf: sql<number>`max(${dataAsOf})`,
        })
        .from(aiUsageEvent)
        .where(
          and(
            eq(aiUsageEvent.connectionId, connectionId),
            eq(aiUsageEvent.kind, 'cost'),
            eq(aiUsageEvent.bucketSeconds, DAY),
            gte(aiUsageEvent.bucketStart, start),
            lt(aiUsageEvent.bucketStart, end),
          ),
        )
        .groupBy(...Object.values(place), currency, quantityUnit)
        .orderBy(...Object.values(place))
        .all();
    },
    async days({ start, end }) {
      const { connectionId, provider, bucketStart, model, projectRef } = aiUsageEvent;
      return db
        .select({ connectionId, provider, t: bucketStart, model, projectRef, ...SUMS })
        .from(aiUsageEvent)
        .where(and(eq(aiUsageEvent.bucketSeconds, DAY), gte(bucketStart, start), lt(bucketStart, end)))
        .groupBy(connectionId, provider, bucketStart, model, projectRef)
        .orderBy(connectionId, bucketStart, model, projectRef)
        .all();
    },
  };
}

/** Sums over the known values, null where nothing is known, as SQLite has it; and up to when all of them were counted. */
const SUMS = {
  costMicros: sumOf(aiUsageEvent.costMicros),
  inputUncachedTokens: sumOf(aiUsageEvent.inputUncachedTokens),
  inputCachedTokens: sumOf(aiUsageEvent.inputCachedTokens),
  cacheWriteShortTokens: sumOf(aiUsageEvent.cacheWriteShortTokens),
  cacheWriteLongTokens: sumOf(aiUsageEvent.cacheWriteLongTokens),
  outputTokens: sumOf(aiUsageEvent.outputTokens),
  dataAsOf: sql<number>`min(${aiUsageEvent.dataAsOf})`,
};

function sumOf(column: AnyColumn) {
  return sql<number | null>`sum(${column})`;
}

/** The window is deleted whole before it is written: groups that vanished at the provider vanish here. */
function clearWindow(tx: Transaction, connectionId: string, { kind, bucketSeconds, range }: AiUsageWindow): void {
  tx.delete(aiUsageEvent)
    .where(
      and(
        eq(aiUsageEvent.connectionId, connectionId),
        eq(aiUsageEvent.kind, kind),
        eq(aiUsageEvent.bucketSeconds, bucketSeconds),
        gte(aiUsageEvent.bucketStart, range.start),
        lt(aiUsageEvent.bucketStart, range.end),
      ),
    )
    .run();
}

const EVENT_KEY = [
  aiUsageEvent.connectionId,
  aiUsageEvent.kind,
  aiUsageEvent.bucketSeconds,
  aiUsageEvent.bucketStart,
  aiUsageEvent.model,
  aiUsageEvent.projectRef,
  aiUsageEvent.apiKeyRef,
  aiUsageEvent.serviceTier,
  aiUsageEvent.isBatch,
  aiUsageEvent.lineItem,
  aiUsageEvent.costType,
  aiUsageEvent.tokenType,
  aiUsageEvent.contextWindow,
];

/** Starts of the months (UTC) that a window touches; only buckets of a day feed the months. */
function monthsOf({ bucketSeconds, range }: AiUsageWindow): readonly Instant[] {
  if (bucketSeconds !== DAY || range.end <= range.start) {
    return [];
  }
  const months: Instant[] = [];
  for (let start = calendarMonthOf(range.start, 'UTC').start; start < range.end; ) {
    months.push(start);
    start = calendarMonthOf(start, 'UTC').end;
  }
  return months;
}

/** Purely derived: the month is worked out again from its buckets. */
function rebuildMonth(tx: Transaction, connectionId: string, start: Instant, now: Instant): void {
  const period = calendarMonthOf(start, 'UTC');
  const month = dayOf(start, 'UTC').slice(0, 7);
  const events: readonly AiUsageEvent[] = tx
    .select()
    .from(aiUsageEvent)
    .where(
      and(
        eq(aiUsageEvent.connectionId, connectionId),
        eq(aiUsageEvent.bucketSeconds, DAY),
        gte(aiUsageEvent.bucketStart, period.start),
        lt(aiUsageEvent.bucketStart, period.end),
      ),
    )
    .all()
    .map((row) => ({
      ...row,
      kind: row.kind as AiUsageEvent['kind'],
      isBatch: row.isBatch as AiUsageEvent['isBatch'],
    }));
  tx.delete(aiMonthlySummary)
    .where(and(eq(aiMonthlySummary.connectionId, connectionId), eq(aiMonthlySummary.month, month)))
    .run();
  const shared = {
    connectionId,
    month,
    daysInMonth: daysIn(period, 'UTC').length,
    isComplete: now >= period.end + SETTLES_AFTER,
    updatedAt: now,
  };
  for (const summary of summarizeAiMonth(events)) {
    tx.insert(aiMonthlySummary)
      .values({ ...summary, ...shared })
      .run();
  }
}
