import type { RecommendationPriority } from '#shared/domain/recommendation';
import { type Level, LevelBars } from '../../components/level-bars';
import type { Tone } from '../../components/status-icon';

const LEVELS: Readonly<Record<RecommendationPriority, Level>> = { LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };
const WORDS: Readonly<Record<RecommendationPriority, string>> = {
  LOW: 'Low',
  MEDIUM: 'Medium',
  HIGH: 'High',
  CRITICAL: 'Critical',
};
const TONES: Readonly<Record<RecommendationPriority, Tone>> = {
  LOW: 'calm',
  MEDIUM: 'calm',
  HIGH: 'warning',
  CRITICAL: 'critical',
};

/** How urgent, as four rising bars. */
export function PriorityBars({ priority }: { readonly priority: RecommendationPriority }) {
  return <LevelBars level={LEVELS[priority]} label={`${WORDS[priority]} priority`} />;
}

/** `High`. */
export function priorityWord(priority: RecommendationPriority): string {
  return WORDS[priority];
}

/** The shape and color of a priority's badge. */
export function priorityTone(priority: RecommendationPriority): Tone {
  return TONES[priority];
}
