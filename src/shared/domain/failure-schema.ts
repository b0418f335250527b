import { z } from 'zod';
import { FAILURE_CODES, type Failure } from './failure';

// Apart from the noun itself, which the terminal needs before it knows whether anything is to be checked: zod takes long to load.

/** A failure that comes from another process. */
export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  action: z.string(),
  retryable: z.boolean(),
  retryAt: z.number().int().optional(),
  noNetwork: z.boolean().optional(),
}) satisfies z.ZodType<Failure>;

/** The failure that a caught error carries under `failure`, or null where it is a bug: such errors travel through what has no `Result`. */
export function failureIn(error: unknown): Failure | null {
  const carried = error instanceof Error && 'failure' in error ? failureSchema.safeParse(error.failure) : null;
  return carried?.success ? carried.data : null;
}
