import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { type BacktestDay, missRuns, relativeError, skillOverNoChange } from '#shared/core/forecasting/backtest';
import { conformalScale } from '#shared/core/forecasting/track-record';
import type { ConnectionEvents } from '#shared/core/usage/connection-events';
import { likelyCauses } from '#shared/core/usage/likely-causes';
import type { ForecastRecord } from '#shared/domain/forecast-record';
import { DAY, type Instant } from '#shared/domain/instant';
import type { ChangeCause } from '#shared/ipc/forecast';
import type { MissView, RecordLineView, RecordView } from '#shared/ipc/record';
import type { ReadParts } from '../read-parts';
import { readConnectionEvents } from '../usage/connection-events';
import { lineOf, type RecordedSeries, readRecordedSeries } from './forecast-record';
import { scoresOf } from './forecast-scores';

/** Days that a line of the table draws. */
const RECENT_DAYS = 14;
/** From so many misses on one side in a row on, chance is no likely reason: one day in ten misses on a side. */
const LONG_RUN = 3;

/** How the forecasts came true, as the page of the record shows it. */
export async function readRecordView(parts: ReadParts): Promise<RecordView> {
  const recorded = await readRecordedSeries(parts);
  const misses = await Promise.all(recorded.map((one) => missesOf(parts, one)));
  const { count, inside50, inside80, inside95, replayed } = lineOf(recorded.flatMap(({ records }) => records));
  return {
    overall: { count, inside50, inside80, inside95, replayed },
    series: recorded.map(lineViewOf).sort((a, b) => share80(a) - share80(b) || a.title.localeCompare(b.title)),
    misses: misses.flat().sort((a, b) => b.to - a.to || a.title.localeCompare(b.title)),
  };
}

function share80({ inside80, count }: RecordLineView): number {
  return inside80 / count;
}

/** The last `days` forecasts of a series that came due, with what came, oldest first. */
export async function readRecordDays(
  parts: ReadParts,
  seriesId: number,
  days: number,
): Promise<{ readonly zone: string; readonly unit: string; readonly days: BacktestDay[] }> {
  const series = await parts.store.samples.findSeries(seriesId);
  const records = await parts.store.forecasts.scored(seriesId);
  return { zone: series?.zone ?? 'UTC', unit: series?.unit ?? '', days: judged(records).slice(-days) };
}

function lineViewOf({ series, title, icon, connectionTitle, records }: RecordedSeries): RecordLineView {
  const { count, inside50, inside80, inside95, replayed } = lineOf(records);
  const days = judged(records);
  return {
    ...{ count, inside50, inside80, inside95, replayed },
    seriesId: series.id,
    metricKey: `${series.connectionId}/${series.service}/${series.metric}`,
    title,
    icon,
    connectionTitle,
    unit: series.unit,
    error: relativeError(days),
    beatsNoChange: skillOverNoChange(days),
    scale: conformalScale(scoresOf(records)),
    recent: days.slice(-RECENT_DAYS),
  };
}

async function missesOf(parts: ReadParts, { series, title, icon, records }: RecordedSeries): Promise<MissView[]> {
  const runs = missRuns(judged(records));
  const long = runs.some(({ days }) => days >= LONG_RUN);
  const range = { start: (records[0]?.step.t ?? 0) - 2 * DAY, end: parts.clock.now() };
  const events = long ? await readConnectionEvents(parts.store, series.connectionId, range) : null;
  return runs.map((run) => ({
    ...run,
    seriesId: series.id,
    title,
    icon,
    unit: series.unit,
    zone: series.zone,
    cause: events === null || run.days < LONG_RUN ? null : causeOf(run.from, series.zone, events),
  }));
}

/** What happened on the day that ends at `end`, where it was one thing alone. */
function causeOf(end: Instant, zone: string, events: ConnectionEvents): ChangeCause | null {
  const at = dayStart(dayOf(end - 1, zone), zone);
  const causes = likelyCauses({ at, precision: 'day', project: null, events });
  return causes.length === 1 ? (causes[0] ?? null) : null;
}

function judged(records: readonly ForecastRecord[]): BacktestDay[] {
  return records.flatMap(({ step, actual }) => (actual === null ? [] : [{ step, actual }]));
}
