import { ASSUMPTIONS_KEY, assumptionsKey } from '#main/queries/recommendations/assumptions';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import type { ActionParts } from './decision-parts';

/** Keeps the person's assumptions: of one account, or with null of all that have none of their own. */
export async function setAssumptions(
  { store }: ActionParts,
  assumptions: BusinessAssumptions,
  connectionId: string | null = null,
): Promise<void> {
  if (connectionId === null) {
    await store.settings.set(ASSUMPTIONS_KEY, assumptions);
  } else {
    await store.settings.set(assumptionsKey(connectionId), assumptions);
  }
}
