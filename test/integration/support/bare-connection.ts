import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';

/** A connection of which nothing is known yet but its id, its provider and what it was set up with. */
export function bareConnection(
  id: string,
  provider: string,
  createdAt: Instant,
  settings: Connection['settings'] = {},
): Connection {
  return { id, provider, title: id, settings, billing: null, billingAnchor: null, expiresAt: null, createdAt };
}
