import { ASSUMPTIONS_KEY } from '#main/queries/recommendations/assumptions';
import { isOpen } from '#shared/core/recommendations/life-cycle';
import { analyzeRoi } from '#shared/core/recommendations/roi';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import type { ActionParts } from './decision-parts';

/** Keeps the person's assumptions and works the ROI of every open recommendation out again. */
export async function setAssumptions(parts: ActionParts, assumptions: BusinessAssumptions): Promise<void> {
  const now = parts.clock.now();
  await parts.store.settings.set(ASSUMPTIONS_KEY, assumptions);
  for (const one of await parts.store.recommendations.list()) {
    if (isOpen(one.status)) {
      await parts.store.recommendations.update(one.id, (current) => ({
        next: { ...current, assumptions, roi: analyzeRoi({ ...current.roi, assumptions }), updatedAt: now },
        event: null,
      }));
    }
  }
}
