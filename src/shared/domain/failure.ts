import { z } from 'zod';

/** The closed list of what can go wrong. A new cause is a new entry here, never free text. */
export const FAILURE_CODES = [
  'invalid-credential',
  'credential-expired',
  'wrong-credential-kind',
  'not-permitted',
  'not-on-plan',
  'not-found',
  'rate-limited',
  'unreachable',
  'timeout',
  'tls',
  'too-large',
  'bad-response',
  'changed',
  'provider-error',
  'asleep',
  'store-full',
  'store-read-only',
  'store-damaged',
  'store-newer',
  'store-locked',
  'keychain-unavailable',
  'invalid-input',
  'not-configured',
  'conflict',
  'cancelled',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Where this sentence ends up a person reads it: what happened, and what to do about it. */
export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  /** One sentence: what failed. Holds no secret and no stack. */
  message: z.string(),
  /** One sentence: what the person, or the app by itself, does next. */
  action: z.string(),
  retryable: z.boolean(),
  /** When it makes sense to try again, epoch seconds; absent when unknown. */
  retryAt: z.number().int().optional(),
  /** True where there was no way out of this computer: no name could be looked up, or no route was there. */
  noNetwork: z.boolean().optional(),
});

export type Failure = z.infer<typeof failureSchema>;

/** An expected failure is a value: `{ ok: false, failure }`. Exceptions are bugs. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** The good end of a `Result`. */
export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The other end: a failure that was to be expected, in a person's words. */
export function fail(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** The failure that a caught error carries under `failure`, or null where it is a bug: such errors travel through what has no `Result`. */
export function failureIn(error: unknown): Failure | null {
  const carried = error instanceof Error && 'failure' in error ? failureSchema.safeParse(error.failure) : null;
  return carried?.success ? carried.data : null;
}
