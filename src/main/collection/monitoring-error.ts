import { type Failure, type FailureCode, fail, type Result, succeed } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';

/** What the service, and whatever else a program calls, rejects with where something failed that was to be expected. */
export class MonitoringError extends Error {
  override readonly name = 'MonitoringError';
  /** The same as a value; its `message` is the error's own. */
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message, { cause: failure });
    this.failure = failure;
  }

  /** What kind of failure, of a closed list. */
  get code(): FailureCode {
    return this.failure.code;
  }

  /** One sentence: what to do about it. */
  get action(): string {
    return this.failure.action;
  }
}

/** A mistake of ours that ended a cycle. */
export const BROKE_OFF: Failure = {
  code: 'internal',
  message: 'The collection broke off because of a mistake in Headroom.',
  action: 'What was collected before is kept. The next cycle tries again.',
  retryable: true,
};

/** The value of a `result`; throws a `MonitoringError` where it is a failure. */
export function orThrow<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new MonitoringError(result.failure);
  }
  return result.value;
}

/** `work` with expected failures thrown as a `MonitoringError`; a bug goes through as it is. */
export async function orMonitoringError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const failure = failureIn(error);
    throw failure === null || error instanceof MonitoringError ? error : new MonitoringError(failure);
  }
}

/** The way back: what was thrown for an expected failure as a value, for those inside who work with values. */
export async function asResult<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return succeed(await work);
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) {
      throw error;
    }
    return fail(failure);
  }
}
