import { and, eq, isNull } from 'drizzle-orm';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import type { PriceOverrideRepository } from '../billed';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import { priceOverride as override } from '../schema';

/** Prices that the person corrected. */
export function priceOverrideRepository(db: Drizzle): PriceOverrideRepository {
  return {
    async list() {
      const rows = db.select().from(override).orderBy(override.createdAt, override.id).all();
      return rows.map(({ id: _id, ...one }) => one);
    },
    async save(one) {
      db.transaction((tx) => {
        const { effectiveFrom } = one;
        const from =
          effectiveFrom === null ? isNull(override.effectiveFrom) : eq(override.effectiveFrom, effectiveFrom);
        tx.delete(override)
          .where(and(...figure(one), from))
          .run();
        tx.insert(override).values(one).run();
      }, IMMEDIATE);
    },
    async remove(one) {
      return db
        .delete(override)
        .where(and(...figure(one)))
        .run().changes;
    },
  };
}

function figure(one: Pick<PriceOverride, 'provider' | 'plan' | 'service' | 'metric'>) {
  return [
    eq(override.provider, one.provider),
    eq(override.plan, one.plan),
    eq(override.service, one.service),
    eq(override.metric, one.metric),
  ];
}
