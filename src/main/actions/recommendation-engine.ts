import { readAdviceFacts } from '#main/queries/recommendations/facts/read-advice-facts';
import type { MetricState } from '#main/queries/standings/metric-states';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { EXPIRES_AFTER_DAYS, isOpen, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import { DAY } from '#shared/domain/instant';
import type { Advice, Recommendation } from '#shared/domain/recommendation';
import type { DecisionParts } from './decision-parts';

/** Turns standings and bills into recommendations, and keeps their life. */
export class RecommendationEngine {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /** Looks at every account: one decision a question. Reads only; `saveRecommendations` keeps the result. */
  async generateRecommendations(states?: readonly MetricState[]): Promise<readonly Advice[]> {
    const { catalog } = this.#parts;
    const ofProviders = catalog.descriptors.flatMap(({ advice }) => advice?.kinds ?? []);
    return generate(await readAdviceFacts(this.#parts, states), [...KINDS, ...ofProviders]);
  }

  /**
   * Keeps what was generated: advice that is known and open is brought up to date, new advice begins
   * as PENDING, and open advice without a cause for a week expires. Answers how many are new.
   */
  async saveRecommendations(drafts: readonly Advice[]): Promise<number> {
    const now = this.#parts.clock.now();
    const standing = await this.#parts.store.recommendations.list();
    let created = 0;
    for (const draft of drafts) {
      const same = standing.filter((one) => one.key === draft.key);
      const open = same.find((one) => isOpen(one.status));
      if (open !== undefined) {
        await this.#parts.store.recommendations.update(open.id, (current) => ({
          next: { ...current, ...draft, updatedAt: now },
          event: null,
        }));
      } else if (!wasDecided(same, now)) {
        await this.#parts.store.recommendations.insert({
          ...draft,
          status: 'PENDING',
          createdAt: now,
          updatedAt: now,
          snoozedUntil: null,
          statusReason: null,
        });
        created += 1;
      }
    }
    await this.#expire(standing, drafts, now);
    return created;
  }

  async #expire(standing: readonly Recommendation[], drafts: readonly Advice[], now: number): Promise<void> {
    const wanted = new Set(drafts.map((draft) => draft.key));
    for (const one of standing) {
      const forgotten = !wanted.has(one.key) && now - one.updatedAt >= EXPIRES_AFTER_DAYS * DAY;
      if (!isOpen(one.status) || !forgotten) {
        continue;
      }
      const reason = `Nothing has called for it for ${EXPIRES_AFTER_DAYS} days.`;
      await this.#parts.store.recommendations.update(one.id, (current) => {
        const result = stepRecommendation(current, { step: 'expire', reason }, 'app', now);
        return result.ok ? result : null;
      });
    }
  }
}

/** A person's no stands for thirty days, and a plan that was changed needs a while to show. */
function wasDecided(same: readonly Recommendation[], now: number): boolean {
  return same.some(
    (one) => (one.status === 'DISMISSED' || one.status === 'IMPLEMENTED') && now - one.updatedAt < 30 * DAY,
  );
}
