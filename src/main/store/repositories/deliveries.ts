import { and, eq, getTableColumns, gte, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Delivery, DigestDelivery } from '#shared/domain/delivery';
import type { Instant, Period } from '#shared/domain/instant';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { delivery, digestDelivery } from '../schema';
import type { DeliveryRepository, Settlement } from '../store';

type Table = typeof delivery | typeof digestDelivery;
type Message = { readonly key: string; readonly channel: string };

/** Both tables: of alerts, and of digests. */
const TABLES: readonly Table[] = [delivery, digestDelivery];
const WINDOW = 'window';

const { claimedBy: _by, claimedUntil: _until, ...DELIVERY } = getTableColumns(delivery);
const { claimedBy: _digestBy, claimedUntil: _digestUntil, ...DIGEST } = getTableColumns(digestDelivery);

/** Who was told what, and what is still to be sent. */
export function deliveryRepository(db: Drizzle): DeliveryRepository {
  const deliveries = (where: SQL | undefined) =>
    db.select(DELIVERY).from(delivery).where(where).orderBy(delivery.at, delivery.id).all();
  const digests = (where: SQL | undefined) =>
    db
      .select(DIGEST)
      .from(digestDelivery)
      .where(where)
      .orderBy(digestDelivery.at, digestDelivery.id)
      .all()
      .map(digestOf);
  return {
    async record(rows) {
      return db.transaction(
        (tx) =>
          rows
            .filter((row) => !isWritten(tx, row))
            .map((row) => tx.insert(delivery).values(row).returning(DELIVERY).get()),
        IMMEDIATE,
      );
    },
    async recordDigest(rows) {
      const values = rows.map(({ period, ...row }) => ({ ...row, periodStart: period.start, periodEnd: period.end }));
      if (values.length > 0) db.insert(digestDelivery).values(values).run();
    },
    list: async (range) => deliveries(within(delivery, range)),
    digests: async (range) => digests(within(digestDelivery, range)),
    ofAlert: async (alertId) => deliveries(eq(delivery.alertId, alertId)),
    waiting: async () => deliveries(eq(delivery.outcome, 'waiting')),
    waitingDigests: async () => digests(eq(digestDelivery.outcome, 'waiting')),
    unread: async () => deliveries(unreadIn(delivery)),
    unreadDigests: async () => digests(unreadIn(digestDelivery)),
    async claim(message, owner, now, until) {
      return db.transaction((tx) => {
        const isFree = (table: Table) =>
          and(
            waitingOf(table, message),
            or(isNull(table.claimedUntil), lte(table.claimedUntil, now)),
            or(isNull(table.nextAt), lte(table.nextAt, now)),
          );
        const claims = { claimedBy: owner, claimedUntil: until };
        return TABLES.map((table) => tx.update(table).set(claims).where(isFree(table)).run().changes).some(
          (n) => n > 0,
        );
      }, IMMEDIATE);
    },
    async failures({ key, channel }) {
      const counts = TABLES.map((table) => {
        const own = and(eq(table.outcome, 'failed'), eq(table.channel, channel), eq(table.key, key));
        return db.select({ id: table.id }).from(table).where(own).all().length;
      });
      return Math.max(...counts);
    },
    async settle(message, result) {
      db.transaction((tx) => {
        for (const table of TABLES) settleIn(tx, table, message, result);
      }, IMMEDIATE);
    },
    async markRead(keys, at) {
      db.transaction((tx) => {
        for (const table of TABLES) {
          const which = keys === null ? undefined : inArray(table.key, [...keys]);
          tx.update(table)
            .set({ readAt: at })
            .where(and(unreadIn(table), which))
            .run();
        }
      }, IMMEDIATE);
    },
  };
}

/** Whether another process has written meanwhile that a channel tells a step, has told it, or is silent about it. */
function isWritten(
  tx: Pick<Drizzle, 'select'>,
  { alertEventId, channel, outcome }: Pick<Delivery, 'alertEventId' | 'channel' | 'outcome'>,
): boolean {
  const same = and(eq(delivery.alertEventId, alertEventId), eq(delivery.channel, channel));
  const rows = tx.select({ outcome: delivery.outcome }).from(delivery).where(same).all();
  return outcome === 'waiting'
    ? rows.some((row) => row.outcome === 'waiting' || row.outcome === 'shown')
    : rows.length > 0;
}

/** A failure with another try leaves the failed row for the log, and a new one with the same key that waits. */
function settleIn(
  tx: Pick<Drizzle, 'select' | 'insert' | 'update'>,
  table: Table,
  message: Message,
  { outcome, why, at, nextAt }: Settlement,
): void {
  const settled = waitingOf(table, message);
  const rows = tx.select().from(table).where(settled).all();
  const free = { claimedBy: null, claimedUntil: null };
  tx.update(table)
    .set({ ...free, outcome, why, sentAt: outcome === 'shown' ? at : null })
    .where(settled)
    .run();
  if (nextAt === null) return;
  for (const { id: _id, ...row } of rows) {
    tx.insert(table)
      .values({
        ...(row as typeof delivery.$inferInsert & typeof digestDelivery.$inferInsert),
        ...free,
        at,
        why: null,
        nextAt,
      })
      .run();
  }
}

function waitingOf(table: Table, { key, channel }: Message): SQL | undefined {
  return and(eq(table.outcome, 'waiting'), eq(table.channel, channel), eq(table.key, key));
}

function unreadIn(table: Table): SQL | undefined {
  return and(eq(table.channel, WINDOW), eq(table.outcome, 'shown'), isNull(table.readAt));
}

function within(table: Table, { start, end }: Period): SQL | undefined {
  return and(gte(table.at, start), lt(table.at, end));
}

function digestOf<Row extends { readonly periodStart: Instant; readonly periodEnd: Instant }>({
  periodStart,
  periodEnd,
  ...row
}: Row): Omit<Row, 'periodStart' | 'periodEnd'> & Pick<DigestDelivery, 'period'> {
  return { ...row, period: { start: periodStart, end: periodEnd } };
}
