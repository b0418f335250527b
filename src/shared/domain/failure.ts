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

/** Where this sentence ends up a person reads it: what happened, and what to do about it. Checked by `failureSchema`. */
export interface Failure {
  code: FailureCode;
  /** One sentence: what failed. Holds no secret and no stack. */
  message: string;
  /** One sentence: what the person, or the app by itself, does next. */
  action: string;
  retryable: boolean;
  /** When it makes sense to try again, epoch seconds; absent when unknown. */
  retryAt?: number | undefined;
  /** True where there was no way out of this computer: no name could be looked up, or no route was there. */
  noNetwork?: boolean | undefined;
}

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
