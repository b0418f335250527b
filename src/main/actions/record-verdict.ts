import { type MetricState, readMetricStates } from '#main/queries/standings/metric-states';
import { type QueuedMetric, queueVerdict } from '#shared/core/forecasting/decide-verdict';
import { figureInForce } from '#shared/core/usage/metric-status';
import type { ActionParts } from './decision-parts';

/** Keeps what this cycle says of the queue of limits, so that the next one changes it for a reason only. `known` are all metrics. */
export async function recordVerdict(parts: ActionParts, known?: readonly MetricState[]): Promise<void> {
  const states = known ?? (await readMetricStates(parts));
  const metrics = states.map(
    ({ key, definition, limit, current, forecast }): QueuedMetric => ({
      key,
      title: definition.title,
      limit: figureInForce(limit),
      current,
      atLimit: limit?.atLimit ?? 'none',
      daysToLimit: forecast.daysToLimit,
      within7: forecast.probability?.within7 ?? null,
      within14: forecast.probability?.within14 ?? null,
      within30: forecast.probability?.within30 ?? null,
    }),
  );
  const { verdicts } = parts.store;
  await verdicts.append(queueVerdict(metrics, await verdicts.last()), parts.clock.now());
}
