import type { Period } from '#shared/domain/instant';
import type { ReportRecord } from '#shared/words/report/ground';
import type { ReadParts } from '../read-parts';
import { lineOf, overallSentence, readRecordedSeries, seriesLineOf } from '../record/forecast-record';

/** How the forecasts came true whose days were over within `span`; null: all of them. */
export async function readReportRecord(parts: ReadParts, span: Period | null): Promise<ReportRecord> {
  const recorded = (await readRecordedSeries(parts))
    .map((one) => ({
      ...one,
      records: one.records.filter(({ step: { t } }) => span === null || (t > span.start && t <= span.end)),
    }))
    .filter(({ records }) => records.length > 0);
  const overall = lineOf(recorded.flatMap(({ records }) => records));
  return {
    sentence: overallSentence(overall),
    ...{ count: overall.count, inside80: overall.inside80 },
    series: recorded.map((one) => {
      const { key, title, count, inside80, meanError, unit } = seriesLineOf(one);
      return { key, title, count, inside80, meanError, unit };
    }),
  };
}
