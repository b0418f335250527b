import type { Connection } from '#shared/domain/connection';
import type { Failure } from '#shared/domain/failure';

/** Of a connection that a newer Headroom made, or an older one whose provider was taken out. */
export function unknownProvider({ provider }: Connection): Failure {
  return {
    code: 'not-configured',
    message: `This version of Headroom does not know the provider "${provider}".`,
    action: 'Install the version that made this connection, or remove it.',
    retryable: false,
  };
}
