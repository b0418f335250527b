import type { BenchRow } from '../store/bench-row';
import { coverage, simulatedChanges } from './simulated-changes';

const CHANGES = 200;
const [LEAST, MOST] = [0.75, 0.87];

/** What a change saved against what is known that it saved: how often the stated interval holds the truth. */
export function outcomeRows(): BenchRow[] {
  const changes = simulatedChanges(CHANGES);
  return [7, 30].map((days) => {
    const { stated, inside, bias } = coverage(changes, days);
    return {
      name: `true saving inside the stated 80 % interval, ${days} days after the change`,
      goal: '75 to 87 %',
      measured: `${(inside * 100).toFixed(1)} %`,
      ok: stated === CHANGES && inside >= LEAST && inside <= MOST,
      note: `${stated} of ${CHANGES} simulated changes; middle of the errors ${bias.toFixed(2)} a month`,
    };
  });
}

/** Recommendations: the counterfactuals of what was done. */
export async function runRecommendationsBench(): Promise<BenchRow[]> {
  return outcomeRows();
}
