import { formatInstant } from '#shared/core/calendar/calendar';
import { type Connection, isPaused } from '#shared/domain/connection';
import type { ConnectionView } from '#shared/ipc/app';

/** One account as `headroom connections --json` tells it: without its key, and where that is. */
export function connectionJson({
  connection,
  view,
}: {
  readonly connection: Connection;
  readonly view: ConnectionView;
}) {
  return {
    id: view.id,
    provider: view.provider,
    title: view.title,
    plan: view.planName,
    paused: isPaused(connection),
    lastGoodAt: view.lastGoodAt === null ? null : formatInstant(view.lastGoodAt),
    expiresAt: view.expiresAt === null ? null : formatInstant(view.expiresAt),
    feeds: view.feeds,
  };
}
