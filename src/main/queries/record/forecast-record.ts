import type { ReadStore } from '#main/store/read-store';
import { trackRecordOf } from '#shared/core/forecasting/track-record';
import type { ModelContest } from '#shared/core/forecasting/user-model';
import type { ForecastRecord } from '#shared/domain/forecast-record';
import type { Instant } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import { formatNumber } from '#shared/format/quantity';
import type { TrackRecordView } from '#shared/ipc/forecast';
import type { ReadParts } from '../read-parts';
import { readScores, scoresOf } from './forecast-scores';
import { readContest } from './model-record';

/** One series' record as its page shows it; null before the first forecast came due. */
export async function readRecordOf(
  store: Pick<ReadStore, 'forecasts'>,
  seriesId: number,
): Promise<TrackRecordView | null> {
  const { count, inside80, sentence } = trackRecordOf(await readScores(store, seriesId));
  return count === 0 ? null : { count, inside80, sentence };
}

/** How the forecasts of one series, or of all, came true. Shares are 0 to 1, null without a forecast. */
export interface RecordLine {
  readonly count: number;
  readonly inside50: number;
  readonly inside80: number;
  readonly inside95: number;
  readonly share50: number | null;
  readonly share80: number | null;
  readonly share95: number | null;
  /** How many were made afterwards, from what was known at the time. */
  readonly replayed: number;
  readonly sentence: string;
}

export interface SeriesRecordLine extends RecordLine {
  readonly seriesId: number;
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** Mean distance between truth and median, in `unit`. */
  readonly meanError: number | null;
  /** Mean pinball loss at 0.1, 0.5 and 0.9, in `unit`. */
  readonly pinball: number | null;
  /** Factor that the record puts on the width of this series' intervals. */
  readonly scale: number;
  /** How a model that the user brings did on the same days; null without one. */
  readonly model: ModelContest | null;
  /** First and last day that came due, as the moments they ended. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface ForecastRecordView {
  readonly overall: RecordLine;
  readonly series: readonly SeriesRecordLine[];
}

/** A series whose forecasts have come due. */
export interface RecordedSeries {
  readonly series: Series;
  readonly title: string;
  readonly icon: string;
  readonly connectionTitle: string;
  /** Scored, oldest first. */
  readonly records: readonly ForecastRecord[];
}

/** Every series of which a forecast came due. */
export async function readRecordedSeries(parts: ReadParts): Promise<readonly RecordedSeries[]> {
  const [records, all, connections] = await Promise.all([
    parts.store.forecasts.scored(),
    parts.store.samples.listSeries(),
    parts.store.connections.list(),
  ]);
  return all.flatMap((series): RecordedSeries[] => {
    const connection = connections.find(({ id }) => id === series.connectionId);
    const definition = parts.catalog
      .descriptor(connection?.provider ?? '')
      ?.metrics.find(({ service, metric }) => service === series.service && metric === series.metric);
    const title = definition?.title ?? `${series.service} ${series.metric}`;
    const icon = definition?.icon ?? 'bell';
    const own = records.filter(({ seriesId }) => seriesId === series.id);
    return own.length === 0 ? [] : [{ series, title, icon, connectionTitle: connection?.title ?? '', records: own }];
  });
}

/** The app's own record: how its forecasts came true, series by series and overall. */
export async function readForecastRecord(parts: ReadParts): Promise<ForecastRecordView> {
  const recorded = await readRecordedSeries(parts);
  const overall = lineOf(recorded.flatMap(({ records }) => records));
  const series = await Promise.all(
    recorded.map(async (one) => ({ ...seriesLineOf(one), model: await readContest(parts, one.series) })),
  );
  return { overall: { ...overall, sentence: overallSentence(overall) }, series };
}

/** One series in figures. */
export function seriesLineOf({ series, title, records }: RecordedSeries): Omit<SeriesRecordLine, 'model'> {
  const scores = scoresOf(records);
  const { sentence, scale } = trackRecordOf(scores);
  return {
    ...lineOf(records),
    sentence,
    seriesId: series.id,
    key: `${series.connectionId}/${series.service}/${series.metric}`,
    title,
    unit: series.unit,
    meanError: mean(scores.map(({ error }) => Math.abs(error ?? 0))),
    pinball: mean(scores.map(({ pinball }) => pinball ?? 0)),
    scale,
    from: records[0]?.step.t ?? null,
    to: records.at(-1)?.step.t ?? null,
  };
}

/** Counts of scored records: how many there are, and how many came true inside each range. */
export function lineOf(records: readonly ForecastRecord[]): Omit<RecordLine, 'sentence'> {
  const scores = scoresOf(records);
  const count = scores.length;
  const inside = (kind: 'inside50' | 'inside80' | 'inside95') => scores.filter((score) => score[kind] === true).length;
  const [inside50, inside80, inside95] = [inside('inside50'), inside('inside80'), inside('inside95')];
  const share = (part: number) => (count === 0 ? null : part / count);
  return {
    count,
    inside50,
    inside80,
    inside95,
    share50: share(inside50),
    share80: share(inside80),
    share95: share(inside95),
    replayed: records.filter(({ replayed, actual }) => replayed && actual !== null).length,
  };
}

/** What the counts say, in a sentence. */
export function overallSentence({ count, inside80 }: Pick<RecordLine, 'count' | 'inside80'>): string {
  return count === 0
    ? 'No forecast has come due yet: each is scored when its day is over and final.'
    : `Of ${formatNumber(count)} ${count === 1 ? 'forecast' : 'forecasts'} that came due, ${formatNumber(inside80)} came true inside the range that holds in 8 of 10 cases.`;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
