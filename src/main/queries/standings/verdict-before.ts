import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { Verdict } from '#shared/core/forecasting/verdict';

/** The key in `setting` under which the last cycle's verdict on the queue of limits is kept. */
export const VERDICT_KEY = 'verdict';

const storedSchema = z.object({
  state: z.enum(['reached', 'ahead', 'possible', 'clear', 'unknown']),
  sentence: z.string(),
  detail: z.string().nullable(),
  id: z.string().nullable(),
  days: z.number().nullable(),
});

/** What the last cycle said of the queue of limits; null before the first one. */
export async function readVerdictBefore(store: Pick<ReadStore, 'settings'>): Promise<Verdict | null> {
  const parsed = storedSchema.safeParse(await store.settings.get(VERDICT_KEY));
  return parsed.success ? parsed.data : null;
}
