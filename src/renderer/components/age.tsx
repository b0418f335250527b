import type { Instant } from '#shared/domain/instant';
import { formatDateTime } from '#shared/format/date';
import { formatAge } from '#shared/format/duration';

/** How long ago, with the exact moment on hover. */
export function Age({ at, now }: { readonly at: Instant; readonly now: Instant }) {
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={formatDateTime(at)}>
      {formatAge(Math.max(0, now - at))}
    </time>
  );
}
