import { z } from 'zod';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import type { ReadParts } from '../read-parts';

/** The key in `setting` under which the business assumptions are kept. */
export const ASSUMPTIONS_KEY = 'assumptions';

/** What holds until the person tells otherwise: the revenue is not known, half of it is lost, half a day to recover. */
const DEFAULT_ASSUMPTIONS: BusinessAssumptions = {
  ...{ revenuePerDay: null, lostShare: 0.5, hoursToRecover: 12 },
  ...{ hoursOfWork: null, hourlyRate: null },
};

const storedSchema = z.object({
  revenuePerDay: z.number().nullable(),
  lostShare: z.number(),
  hoursToRecover: z.number(),
  // Kept since the work is weighed as well.
  hoursOfWork: z.number().nullable().default(null),
  hourlyRate: z.number().nullable().default(null),
});

/** The person's assumptions, or the defaults while none were told. */
export async function readAssumptions({ store }: Pick<ReadParts, 'store'>): Promise<BusinessAssumptions> {
  const parsed = storedSchema.safeParse(await store.settings.get(ASSUMPTIONS_KEY));
  return parsed.success ? parsed.data : DEFAULT_ASSUMPTIONS;
}
