import type { ReadStore } from '#main/store/read-store';
import { scoreForecast, type TrackRecordScore } from '#shared/core/forecasting/track-record';
import type { ForecastRecord } from '#shared/domain/forecast-record';

/** Every forecast of a series that came due, scored, oldest first. */
export async function readScores(
  store: Pick<ReadStore, 'forecasts'>,
  seriesId: number,
): Promise<readonly TrackRecordScore[]> {
  return scoresOf(await store.forecasts.scored(seriesId));
}

/** The scores of records; those without an outcome are left out. */
export function scoresOf(records: readonly ForecastRecord[]): readonly TrackRecordScore[] {
  return records.flatMap(({ step, actual }) => (actual === null ? [] : (scoreForecast(step, actual) ?? [])));
}
