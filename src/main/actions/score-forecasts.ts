import { forecasterOf } from '#main/queries/usage/forecaster';
import type { ActionParts } from './decision-parts';

/**
 * Writes what came true beside every forecast whose day has closed and whose data are final. Scoring
 * twice changes nothing. Answers how many were scored.
 */
export async function scoreForecasts(
  parts: Pick<ActionParts, 'store' | 'clock' | 'forecasts' | 'forecaster'>,
): Promise<number> {
  const { store, clock } = parts;
  const forecaster = forecasterOf(parts);
  const now = clock.now();
  let scored = 0;
  for (const series of await store.samples.listSeries()) {
    const outcomes = await forecaster.dayOutcomes({ series, now });
    if (outcomes.length > 0) {
      await store.forecasts.score(outcomes, now);
    }
    scored += outcomes.length;
  }
  if (scored > 0) {
    parts.forecasts.forget();
  }
  return scored;
}
