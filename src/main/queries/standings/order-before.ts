import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';

/** The key in `setting` under which the order of all limits in the last cycle is kept: one value, and no history. */
export const ORDER_KEY = 'standing-order';

const orderSchema = z.array(z.string());

/** The keys of all limits in the order of the last cycle; empty before the first one. */
export async function readOrderBefore(store: Pick<ReadStore, 'settings'>): Promise<readonly string[]> {
  const parsed = orderSchema.safeParse(await store.settings.get(ORDER_KEY));
  return parsed.success ? parsed.data : [];
}
