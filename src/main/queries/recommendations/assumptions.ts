import { z } from 'zod';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import type { ReadParts } from '../read-parts';

/** The key in `setting` under which the business assumptions are kept. */
export const ASSUMPTIONS_KEY = 'assumptions';

/** The key of those of one account, where a person gave it its own. */
export function assumptionsKey(connectionId: string): string {
  return `assumptions:${connectionId}`;
}

/** What holds until the person tells otherwise: the revenue is not known, half of it is lost, half a day to recover. */
const DEFAULT_ASSUMPTIONS: BusinessAssumptions = {
  revenuePerDay: null,
  lostShare: 0.5,
  hoursToRecover: 12,
  hoursOfWork: null,
  hourlyRate: null,
};

const storedSchema = z.object({
  revenuePerDay: z.number().nullable(),
  lostShare: z.number(),
  hoursToRecover: z.number(),
  hoursOfWork: z.number().nullable().default(null),
  hourlyRate: z.number().nullable().default(null),
});

/** The person's assumptions of an account: its own, else those of all accounts, else the defaults. */
export async function readAssumptions(
  { store }: Pick<ReadParts, 'store'>,
  connectionId?: string,
): Promise<BusinessAssumptions> {
  const keys = connectionId === undefined ? [ASSUMPTIONS_KEY] : [assumptionsKey(connectionId), ASSUMPTIONS_KEY];
  for (const key of keys) {
    const parsed = storedSchema.safeParse(await store.settings.get(key));
    if (parsed.success) {
      return parsed.data;
    }
  }
  return DEFAULT_ASSUMPTIONS;
}
