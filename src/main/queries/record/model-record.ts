import type { ForecastModel } from '#main/forecast-model/forecast-model';
import type { ModelDay, ReadStore } from '#main/store/read-store';
import { scoreForecast, type TrackRecordScore } from '#shared/core/forecasting/track-record';
import { contestOf, type ModelContest } from '#shared/core/forecasting/user-model';
import type { Series } from '#shared/domain/series';
import { readScores } from './forecast-scores';

/** The model beside ours on the days of the series that both forecast; null without a model. */
export async function readContest(
  parts: { readonly store: Pick<ReadStore, 'modelForecasts' | 'forecasts'>; readonly model?: ForecastModel | null },
  series: Series,
): Promise<ModelContest | null> {
  const { store, model } = parts;
  if (model === undefined || model === null) {
    return null;
  }
  return contestOf(
    await readScores(store, series.id),
    modelScores(await store.modelForecasts.list(series.id, model.id)),
  );
}

function modelScores(days: readonly ModelDay[]): readonly TrackRecordScore[] {
  return days.flatMap(({ step, actual }) => (actual === null ? [] : (scoreForecast(step, actual) ?? [])));
}
