import { AlertBook } from '#shared/core/alerts/alert-book';
import { type MeterHistory, ReplayedMeter, replayMeters } from '#shared/core/alerts/replay';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { DAY, HOUR } from '#shared/domain/instant';
import type { BenchSeries } from '../forecast/series';

/** How often a real series, played as the use of a meter, rang. */
export interface PlayedSeries {
  readonly name: string;
  /** After the four weeks that are learned from. */
  readonly days: number;
  readonly alarms: number;
}

const LEARNED = 29 * DAY;

/** Counts by the hour as they are; those by the day spread evenly. A level is played as its growth. */
export function playSeries({ name, kind, step, start, values }: BenchSeries): PlayedSeries {
  const times: number[] = [start];
  const totals: number[] = [0];
  let total = 0;
  let level = values[0] ?? 0;
  const seconds = step === 'hour' ? HOUR : DAY;
  values.forEach((value, index) => {
    const isLevel = kind === 'gauge' && step === 'day';
    const grown = isLevel ? value - level : value;
    const amount = Number.isNaN(grown) ? 0 : Math.max(0, grown);
    level = Number.isNaN(value) ? level : value;
    for (let hour = 1; hour <= seconds / HOUR; hour += 1) {
      times.push(start + index * seconds + hour * HOUR);
      totals.push(total + (amount * hour * HOUR) / seconds);
    }
    total += amount;
  });
  const end = times.at(-1) ?? start;
  const replay = { rules: DEFAULT_RULES, every: HOUR, learnEvery: DAY };
  const played = new ReplayedMeter(historyOf(name, { times, totals }), replay, { start, end });
  const steps = replayMeters([played], new AlertBook(), { start: start + LEARNED, end, every: HOUR });
  const alarms = steps.filter(({ event }) => event.tells && event.kind === 'firing').length;
  return { name, days: Math.max(0, (end - start - LEARNED) / DAY), alarms };
}

function historyOf(name: string, meter: MeterHistory['meter']): MeterHistory {
  return {
    meterKey: `real/SERIES/${name}`,
    ...{ connectionId: 'real', projectId: '', service: 'SERIES', metric: name, unit: 'count', title: name },
    ...{ isSpend: false, lag: 0, kind: 'daily', meter, limit: null, unitPrice: null },
  };
}
