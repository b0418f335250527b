import { stringify } from 'csv-stringify/sync';
import { dayOf, formatInstant } from '#shared/core/calendar/calendar';
import { csvText } from '#shared/format/csv-cell';
import { readRecordedSeries } from './forecast-record';
import type { ReadParts } from './read-parts';

const HEAD = [
  'account',
  'metric',
  'unit',
  'day',
  'made at',
  'made afterwards',
  'q025',
  'q10',
  'q25',
  'q50',
  'q75',
  'q90',
  'q975',
  'came',
];

/** Every forecast that came due as CSV with a header: a row a series and day, quantiles and what came in `unit`. */
export async function recordCsv(parts: ReadParts): Promise<string> {
  const rows = (await readRecordedSeries(parts)).flatMap(({ series, title, connectionTitle, records }) =>
    records.map(({ step, madeAt, replayed, actual }) => [
      connectionTitle,
      title,
      series.unit,
      dayOf(step.t - 1, series.zone),
      formatInstant(madeAt),
      replayed ? 'yes' : 'no',
      step.q025,
      step.q10,
      step.q25,
      step.q50,
      step.q75,
      step.q90,
      step.q975,
      actual,
    ]),
  );
  return stringify([HEAD, ...rows], { cast: { string: csvText } });
}
