import { z } from 'zod';
import type { ForecastModel } from '#main/forecast-model/forecast-model';
import type { ReadStore } from '#main/store/read-store';
import { scoreForecast, type TrackRecordScore } from '#shared/core/forecasting/track-record';
import { contestOf, type ModelContest } from '#shared/core/forecasting/user-model';
import type { Series } from '#shared/domain/series';
import { forecastStepSchema } from '#shared/ipc/metric-view';
import { readScores } from './forecast-scores';

const dayEntry = z.object({ step: forecastStepSchema, actual: z.number().nullable(), over: z.boolean() });
const recordSchema = z.object({ model: z.string(), series: z.string(), days: z.array(dayEntry) });

/** One day that a user's model forecast from what lay before it, and what came; `over`: it never will. */
export type ModelDay = z.infer<typeof dayEntry>;

/** What a model said of one series day by day, kept under the series' own key. */
function keyOf(series: Series): string {
  return `forecast-model:${series.id}`;
}

/** Identifiers of rows are given anew when a data file is emptied: the names tell whether it is the same series. */
function nameOf({ connectionId, service, metric, projectId }: Series): string {
  return [connectionId, service, metric, projectId ?? ''].join('/');
}

/** The days that this model forecast of this series, oldest first; none of another model or series. */
export async function readModelDays(
  store: Pick<ReadStore, 'settings'>,
  series: Series,
  model: Pick<ForecastModel, 'id'>,
): Promise<readonly ModelDay[]> {
  const parsed = recordSchema.safeParse(await store.settings.get(keyOf(series)));
  return parsed.success && parsed.data.model === model.id && parsed.data.series === nameOf(series)
    ? parsed.data.days
    : [];
}

/** What `readModelDays` reads of a series, as it is kept under its key. */
export function modelDaysEntry(
  series: Series,
  model: Pick<ForecastModel, 'id'>,
  days: readonly ModelDay[],
): { readonly key: string; readonly value: unknown } {
  return { key: keyOf(series), value: { model: model.id, series: nameOf(series), days } };
}

/** The model beside ours on the days of the series that both forecast; null without a model. */
export async function readContest(
  parts: { readonly store: Pick<ReadStore, 'settings' | 'forecasts'>; readonly model?: ForecastModel | null },
  series: Series,
): Promise<ModelContest | null> {
  const { store, model } = parts;
  if (model === undefined || model === null) {
    return null;
  }
  return contestOf(await readScores(store, series.id), modelScores(await readModelDays(store, series, model)));
}

function modelScores(days: readonly ModelDay[]): readonly TrackRecordScore[] {
  return days.flatMap(({ step, actual }) => (actual === null ? [] : (scoreForecast(step, actual) ?? [])));
}
