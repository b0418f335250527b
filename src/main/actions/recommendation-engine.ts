import { readAssumptions } from '#main/queries/recommendations/assumptions';
import { type MetricState, readMetricStates } from '#main/queries/standings/metric-states';
import { dayOf } from '#shared/core/calendar/calendar';
import { findPlan, planFee } from '#shared/core/pricing/look-up';
import { nextPlan } from '#shared/core/pricing/next-plan';
import { EXPIRES_AFTER_DAYS, isOpen, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import type { PlanStep } from '#shared/core/recommendations/plan-step';
import { type RecommendationDraft, recommend } from '#shared/core/recommendations/recommend';
import { inOrder } from '#shared/core/standing/order';
import { figureInForce } from '#shared/core/usage/metric-status';
import { DAY } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import type { BusinessAssumptions, Recommendation } from '#shared/domain/recommendation';
import { capitalized } from '#shared/format/capitalized';
import type { DecisionParts } from './decision-parts';
import { projectedCost } from './projected-cost';

/** Turns usage, forecasts and the price list into upgrade recommendations, and keeps their life. */
export class RecommendationEngine {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /** Looks at every metric of every connection. Reads only; `saveRecommendations` keeps the result. */
  async generateRecommendations(states?: readonly MetricState[]): Promise<readonly RecommendationDraft[]> {
    const [assumptions, prices] = await Promise.all([readAssumptions(this.#parts), this.#parts.prices()]);
    const known = states ?? (await readMetricStates(this.#parts));
    // In the one order of limits: of two of one priority the first speaks for the step.
    const byKey = new Map(known.map((state) => [state.key, state]));
    const ordered = inOrder(known.map(({ standing }) => standing)).flatMap(({ key }) => byKey.get(key) ?? []);
    const drafts = ordered.map((state) => this.#advise(state, assumptions, prices)).filter((draft) => draft !== null);
    return mergeByStep(drafts);
  }

  /**
   * Keeps what was generated: advice that is known and open is brought up to date, new advice begins
   * as PENDING, and open advice without a cause for a week expires. Answers how many are new.
   */
  async saveRecommendations(drafts: readonly RecommendationDraft[]): Promise<number> {
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

  #advise(state: MetricState, assumptions: BusinessAssumptions, prices: PriceList): RecommendationDraft | null {
    const { limit, percent, current } = state;
    const figure = figureInForce(limit);
    if (limit === null || figure === null || percent === null || current === null) {
      return null;
    }
    const step = this.#planStep(state, prices);
    return step === null
      ? null
      : recommend({
          connectionId: state.connection.id,
          definition: state.definition,
          current,
          limit: { ...limit, value: figure },
          percent,
          forecast: state.forecast,
          step,
          assumptions,
        });
  }

  #planStep(state: MetricState, prices: PriceList): PlanStep | null {
    const { connection, definition } = state;
    const { billing } = connection;
    if (billing === null) {
      return null;
    }
    const { clock, catalog } = this.#parts;
    const day = dayOf(clock.now(), 'UTC');
    const current = findPlan(prices, billing.provider, billing.plan, day);
    const step = nextPlan(prices, billing.provider, billing.plan, definition.service, definition.metric, day);
    if (current === null || step === null) {
      return null;
    }
    const currentCost = planFee(prices, current, day);
    return {
      currentPlan: billing.plan,
      currentPlanName: billing.planName,
      recommendedPlan: step.plan.plan,
      recommendedPlanName: plainName(step.plan.name),
      recommendedLimit: step.unlimited ? null : step.limit.included,
      currency: 'USD',
      currentCost,
      projectedCost: projectedCost(prices, state, day),
      upgradeCost: step.feeDifference,
      sources: [
        { text: `${billing.planName}: ${current.source}`, date: current.sourceDate },
        { text: `${plainName(step.plan.name)}: ${step.plan.source}`, date: step.plan.sourceDate },
      ],
      upgradeUrl: catalog.descriptor(connection.provider)?.links.upgrade(connection, step.plan.plan) ?? null,
    };
  }

  async #expire(
    standing: readonly Recommendation[],
    drafts: readonly RecommendationDraft[],
    now: number,
  ): Promise<void> {
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

/** One plan lifts several limits: the most urgent reason speaks for the step, and of several the first in `drafts`. */
function mergeByStep(drafts: readonly RecommendationDraft[]): readonly RecommendationDraft[] {
  const order = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
  const ranked = [...drafts].sort((a, b) => order.indexOf(a.priority) - order.indexOf(b.priority));
  const seen = new Set<string>();
  return ranked.filter((draft) => {
    const step = [draft.connectionId, draft.currentPlan, draft.recommendedPlan].join('/');
    const first = !seen.has(step);
    seen.add(step);
    return first;
  });
}

/** A person's no stands for thirty days, and a plan that was changed needs a while to show. */
function wasDecided(same: readonly Recommendation[], now: number): boolean {
  return same.some(
    (one) => (one.status === 'DISMISSED' || one.status === 'IMPLEMENTED') && now - one.updatedAt < 30 * DAY,
  );
}

/** Plan names of the client's own catalogue carry a mark: `pro (seed)` reads `Pro`. */
function plainName(name: string): string {
  return capitalized(name.replace(/ \(.*\)$/, ''));
}
