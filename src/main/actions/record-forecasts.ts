import { forecasterOf } from '#main/queries/usage/forecaster';
import type { ActionParts } from './decision-parts';

/** Forecasts made in one cycle, so that a first cycle with much history does not take minutes; the next goes on. */
const MOST_AT_ONCE = 1_500;

/**
 * Keeps one forecast of the day in progress for every series that stands for a whole account, made from
 * closed days only, so that it is the same whenever in the day it is made. Days that passed meanwhile
 * are replayed in order, each from nothing but what lay before it, and marked so. Answers how many are
 * new. Once `signal` aborts it ends with the series at hand; the next call goes on there.
 */
export async function recordForecasts(
  parts: Pick<ActionParts, 'store' | 'clock' | 'forecaster'>,
  signal?: AbortSignal,
): Promise<number> {
  const { store, clock } = parts;
  const forecaster = forecasterOf(parts);
  const [all, last] = await Promise.all([store.samples.listSeries(), store.forecasts.lastTargets()]);
  let left = MOST_AT_ONCE;
  let kept = 0;
  for (const series of all.filter(({ projectId }) => projectId === null)) {
    const lastTarget = last.get(series.id) ?? null;
    const forecasts = await forecaster.dayForecasts({ series, lastTarget, now: clock.now(), most: left });
    if (forecasts.length > 0) {
      kept += await store.forecasts.save(forecasts);
      left -= forecasts.length;
    }
    if (left <= 0 || signal?.aborted) {
      break;
    }
  }
  return kept;
}
