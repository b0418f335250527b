import { localZone } from '#main/clock';
import { usedUp } from '#shared/core/standing/used-up';
import type { CostsView } from '#shared/ipc/costs';
import { readBilledCosts } from '../bill/billed-costs';
import type { ConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { readStandings } from './read-standings';

/**
 * The costs of each account. The days on which its credit, its budget and its included amounts are used up are those of
 * their standings, so that no screen names another day.
 */
export async function readAccountCosts(parts: PricedParts, rows?: ConnectionRows): Promise<readonly CostsView[]> {
  const [views, { list }] = await Promise.all([readBilledCosts(parts, rows), readStandings(parts)]);
  return views.map((view) => ({ ...view, runOut: usedUp(view, list, localZone()) }));
}
