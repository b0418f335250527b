import { MICROS, type Micros } from '#shared/domain/money';
import type { Advice, RecommendationPriority } from '#shared/domain/recommendation';
import type { MaterialChange } from '#shared/domain/recommendation-life';

const RANK: Readonly<Record<RecommendationPriority, number>> = { LOW: 0, MEDIUM: 1, HIGH: 2, CRITICAL: 3 };
/** A saving counts as another one from half as much more on, a price from a fifth less on; and neither for cents. */
const GAIN_FACTOR = 1.5;
const LEAST_GAIN = 5 * MICROS;
const COST_FACTOR = 0.8;
const LEAST_COST = 1 * MICROS;

type Compared = Pick<Advice, 'priority' | 'gain' | 'cost' | 'limit' | 'recommendedPlanName' | 'change'>;

/**
 * What is materially different in an advice since a person dismissed it, so that it may be told again: it became
 * more urgent, saves half as much again (and five units more), costs a fifth less (and one unit less), its limit has
 * another figure, or the answer is another one. Empty: the person's no stands.
 */
export function materialChanges(then: Compared, now: Compared): readonly MaterialChange[] {
  const changes: MaterialChange[] = [];
  if (RANK[now.priority] > RANK[then.priority]) {
    changes.push({ code: 'priority', from: then.priority, to: now.priority });
  }
  const [gainThen, gainNow] = [then.gain?.amount ?? 0, now.gain?.amount ?? 0];
  if (gainNow - gainThen >= LEAST_GAIN && gainNow >= GAIN_FACTOR * gainThen) {
    changes.push({ code: 'gain', from: gainThen, to: gainNow });
  }
  const [costThen, costNow] = [extraOf(then), extraOf(now)];
  if (costThen !== null && costNow !== null && costThen > 0) {
    const isLess = costThen - costNow >= LEAST_COST && costNow <= COST_FACTOR * costThen;
    if (isLess) changes.push({ code: 'cost', from: costThen, to: costNow });
  }
  if (then.limit !== null && now.limit !== null && then.limit.value !== now.limit.value) {
    changes.push({ code: 'limit', from: then.limit.value, to: now.limit.value, unit: now.limit.unit });
  }
  const [answerThen, answerNow] = [answerOf(then), answerOf(now)];
  if (answerThen !== answerNow) {
    changes.push({ code: 'answer', from: answerThen, to: answerNow });
  }
  return changes;
}

/** What it costs more a month; null where that is not known. */
function extraOf({ cost: { current, recommended } }: Compared): Micros | null {
  return current === null || recommended === null ? null : recommended - current;
}

/** The answer as people read it: a plan or a model. Sizes move with the readings, and are no other answer. */
export function answerOf({ change, recommendedPlanName }: Pick<Compared, 'change' | 'recommendedPlanName'>): string {
  return change.kind === 'model' ? change.to : recommendedPlanName;
}
