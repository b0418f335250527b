import { AlertBook } from '#shared/core/alerts/alert-book';
import { type DrillAccount, type DrillResult, drill } from '#shared/core/alerts/drill';
import type { Incident } from '#shared/core/alerts/incident';
import { type MeterHistory, ReplayedMeter, replayMeters } from '#shared/core/alerts/replay';
import { DAY, HOUR } from '#shared/domain/instant';
import { chanceFrom, quietAccount } from './made-up-account';

/** Alarms of an account on which nothing happened, over its last `days`: none is right. */
export function falseAlarms(account: DrillAccount, days = 60): readonly string[] {
  const end = account.now - (account.now % HOUR);
  const start = end - days * DAY;
  const replay = { rules: account.rules, every: HOUR, learnEvery: DAY };
  const range = { start: start - 29 * DAY, end };
  const meters = account.meters.map((history) => new ReplayedMeter(history, replay, range));
  return replayMeters(meters, new AlertBook(), { start, end, every: HOUR })
    .filter(({ alert, event }) => event.tells && event.kind === 'firing' && alert.condition === 'rate')
    .map(({ alert, event }) => `${alert.key} ${event.at}`);
}

/**
 * An incident that nobody wrote down: any meter, any hour, at once or within half an hour to four hours, from five to
 * forty times as much as usual.
 */
function randomIncident(seed: number, meters: readonly MeterHistory[]): Incident {
  const { uniform } = chanceFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(uniform() * of.length)] as T;
  const { service, metric } = pick(meters);
  const shape = pick(['step', 'step', 'ramp', 'doubling'] as const);
  return {
    id: `random-${seed}`,
    title: 'Random',
    hour: Math.floor(uniform() * 24),
    lastsHours: 6 + Math.floor(uniform() * 42),
    effects: [{ meters: [`${service}_${metric}`], shape, riseHours: 0.5 + 3.5 * uniform(), times: 5 * 8 ** uniform() }],
  };
}

/** Results of drills on accounts of several seeds. */
export function drills(incidents: readonly Incident[], seeds: readonly number[]): readonly DrillResult[] {
  return seeds.flatMap((seed) => {
    const account = quietAccount(seed);
    return incidents.map((incident) => drill(account, incident));
  });
}

export function randomDrills(count: number): readonly DrillResult[] {
  return Array.from({ length: count }, (_, index) => {
    const account = quietAccount(100 + (index % 10));
    return drill(account, randomIncident(index + 1, account.meters));
  });
}

/** The middle one; not a number where there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How two plainer rules would have done on the same drills and quiet days. */
export interface Baseline {
  readonly name: string;
  /** Whether it rings where `perHour` is used now, by the highest hour of the month before and the hours before it. */
  readonly rings: (hours: readonly number[]) => boolean;
}

/** Prometheus' `predict_linear` over four hours: the straight line through them passes the mark within four more. */
function predictLinear(values: readonly number[], ahead: number): number {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, value) => sum + value, 0) / n;
  const slope =
    values.reduce((sum, value, x) => sum + (x - meanX) * (value - meanY), 0) /
    values.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  return meanY + slope * (n - 1 + ahead - meanX);
}

const TIMES = 3;

/** The last value is the hour that is judged, those before it a month. */
export const BASELINES: readonly Baseline[] = [
  {
    name: 'a plain threshold',
    rings: (hours) => (hours.at(-1) ?? 0) > (TIMES * hours.reduce((sum, one) => sum + one, 0)) / hours.length,
  },
  {
    name: 'predict_linear',
    rings: (hours) => {
      const mean = hours.reduce((sum, one) => sum + one, 0) / hours.length;
      return predictLinear(hours.slice(-4), 4) > TIMES * mean;
    },
  },
];

/** Days of 60 on which a plainer rule would have rung, over all meters of a quiet account. */
export function baselineAlarms({ rings }: Baseline, account: DrillAccount): number {
  const month = 30 * 24;
  const days = new Set<string>();
  for (const { meterKey, meter } of account.meters) {
    const hours = meter.totals.slice(1).map((total, index) => total - (meter.totals[index] ?? 0));
    for (let at = hours.length - 60 * 24; at < hours.length; at += 1) {
      if (rings(hours.slice(Math.max(0, at - month), at + 1))) days.add(`${meterKey} ${Math.floor(at / 24)}`);
    }
  }
  return days.size;
}
