import { desc, eq } from 'drizzle-orm';
import type { Drizzle } from '../database/drizzle';
import type { PriceListRepository } from '../learned';
import { priceList } from '../schema';

/** Price lists that the person imported. */
export function priceListRepository(db: Drizzle): PriceListRepository {
  return {
    async stamp() {
      const { id, importedAt, shippedAsOf } = priceList;
      return db.select({ id, importedAt, shippedAsOf }).from(priceList).orderBy(desc(id)).limit(1).get() ?? null;
    },
    async list(id) {
      return db.select({ list: priceList.list }).from(priceList).where(eq(priceList.id, id)).get()?.list ?? null;
    },
    async append(list, stamp) {
      db.insert(priceList)
        .values({ ...stamp, list })
        .run();
    },
  };
}
