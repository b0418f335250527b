import type { AssistantReason } from '#shared/domain/assistant';
import type { Failure } from '#shared/domain/failure';

/** A request to a model that came to nothing, on its way through a library that knows thrown errors only. */
export class ModelFailure extends Error {
  constructor(readonly reason: AssistantReason) {
    super(reason);
    this.name = 'ModelFailure';
  }
}

const REASONS: Partial<Record<Failure['code'], AssistantReason>> = {
  'invalid-credential': 'key-refused',
  'not-permitted': 'key-refused',
  'invalid-input': 'unsafe-address',
  'rate-limited': 'rate-limited',
  unreachable: 'unreachable',
  tls: 'unreachable',
  timeout: 'timeout',
  'too-large': 'too-long',
  'bad-response': 'rubbish',
  'not-found': 'unknown-model',
  cancelled: 'stopped',
};

/** Why a request came to nothing, of the closed list. */
export function reasonOfFailure(failure: Failure): AssistantReason {
  return failure.noNetwork === true ? 'offline' : (REASONS[failure.code] ?? 'provider-error');
}

/**
 * The reason that a thrown error carries, also as the cause of another; else that the answer could not be read. What is
 * no error at all is what the provider said in the middle of its answer.
 */
export function reasonOfError(error: unknown): AssistantReason {
  if (!(error instanceof Error)) {
    return 'provider-error';
  }
  for (let at: unknown = error, depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    if (at instanceof ModelFailure) {
      return at.reason;
    }
    if (at.name === 'AbortError') {
      return 'stopped';
    }
    if (at.name === 'AI_StreamProviderError') {
      return 'provider-error';
    }
    at = 'lastError' in at && at.lastError instanceof Error ? at.lastError : at.cause;
  }
  return 'rubbish';
}
