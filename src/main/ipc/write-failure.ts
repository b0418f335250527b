import type { Failure } from '#shared/domain/failure';

/** Why a file that the person chose could not be written, and what to do. */
export function writeFailure(error: unknown, path: string): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') {
    return {
      code: 'store-full',
      message: 'The disk is full: the file was not written.',
      action: 'Make room, or choose another place.',
      retryable: true,
    };
  }
  return {
    code: 'store-read-only',
    message: `${path} could not be written.`,
    action: 'Choose a folder that you may write to.',
    retryable: true,
  };
}
