import { resolve } from 'node:path';
import { type Accuracy, accuracyOf } from './accuracy';
import { ENSEMBLE } from './baselines';
import { type Comparison, compared } from './compare';
import { LEADS, type LimitScore, limitCases, limitScore } from './limits';
import { madeUpSeries } from './made-up-series';
import { ENGINE, METHODS } from './methods';
import { type MonthEndScore, monthEndScores } from './month-end';
import { loadSeries } from './series';
import { speedOf } from './speed';
import { verdictFlips } from './stability';
import { printed } from './table';
import { type WarningScore, warningScores } from './warnings';

export interface ForecastBenchOptions {
  /** Folder with `index.csv` and the series; default: the fixtures. */
  readonly folder?: string;
  /** Where lines go; default: standard output. */
  readonly print?: (line: string) => void;
}

/** Everything that the benchmark measured. The engine is the first of each list. */
export interface ForecastBench {
  readonly daily: readonly Accuracy[];
  readonly hourly: readonly Accuracy[];
  /** The engine beside the statistical ensemble, on the real series and on those made up. */
  readonly againstEnsemble: readonly AgainstEnsemble[];
  /** The engine and the ensemble on the series made up. */
  readonly madeUp: { readonly daily: readonly Accuracy[]; readonly hourly: readonly Accuracy[] };
  readonly limits: readonly LimitScore[];
  /** The same on the series of levels alone. */
  readonly levels: readonly LimitScore[];
  /** Rules by which a forecast may warn, on the series of levels. */
  readonly warnings: readonly WarningScore[];
  readonly monthEnd: readonly MonthEndScore[];
  readonly stability: { readonly verdicts: number; readonly flips: number };
  /** Milliseconds for 200 series of 400 days. */
  readonly speed: number;
  /** Goals that were missed, one sentence each. */
  readonly missed: readonly string[];
}

/** Runs the engine and every baseline over all series and prints the tables of docs/forecasting.md. */
export async function runForecastBench(options: ForecastBenchOptions = {}): Promise<ForecastBench> {
  const folder = options.folder ?? resolve('test/fixtures/series');
  const print = options.print ?? ((line: string) => process.stdout.write(`${line}\n`));
  const all = loadSeries(folder);
  const speed = speedOf(all);
  const cases = limitCases(all);
  const levels = limitCases(all.filter((series) => series.kind === 'gauge'));
  const daily = METHODS.map((method) => accuracyOf(method, all, 'day'));
  const hourly = METHODS.map((method) => accuracyOf(method, all, 'hour'));
  const made = madeUpSeries();
  const two = METHODS.filter(({ name }) => name === ENGINE.name || name === ENSEMBLE);
  const madeUp = {
    daily: two.map((method) => accuracyOf(method, made, 'day')),
    hourly: two.map((method) => accuracyOf(method, made, 'hour')),
  };
  const measured = {
    daily,
    hourly,
    madeUp,
    againstEnsemble: [
      againstEnsemble('real, days', daily),
      againstEnsemble('real, hours', hourly),
      againstEnsemble('made up, days', madeUp.daily),
      againstEnsemble('made up, hours', madeUp.hourly),
    ],
    limits: METHODS.map((method) => limitScore(method, cases)),
    levels: METHODS.map((method) => limitScore(method, levels)),
    warnings: warningScores(ENGINE, levels),
    monthEnd: monthEndScores(all),
    stability: verdictFlips(all),
    speed,
  };
  const result = { ...measured, missed: missedGoals(measured) };
  for (const line of printed(result)) {
    print(line);
  }
  return result;
}

/** The engine's errors over the ensemble's, series by series. */
export interface AgainstEnsemble {
  readonly name: string;
  readonly mase: Comparison;
  readonly pinball: Comparison;
}

function againstEnsemble(name: string, rows: readonly Accuracy[]): AgainstEnsemble {
  const [ours, theirs] = [ENGINE.name, ENSEMBLE].map((one) => rows.find(({ method }) => method === one) as Accuracy);
  return {
    name,
    mase: compared(ours?.bySeries ?? [], theirs?.bySeries ?? []),
    pinball: compared(ours?.pinballBySeries ?? [], theirs?.pinballBySeries ?? []),
  };
}

const GOAL = {
  mase: { daily: 1.33, hourly: 0.8 },
  ofBestBaseline: 1.05,
  inside50: [0.44, 0.58],
  inside80: [0.75, 0.87],
  inside95: [0.91, 0.99],
  ofPace: 0.75,
  speed: 1_000,
} as const;

type Measured = Omit<ForecastBench, 'missed'>;

function missedGoals(bench: Measured): string[] {
  return [
    ...accuracyGoals('daily', bench.daily, GOAL.mase.daily),
    ...accuracyGoals('hourly', bench.hourly, GOAL.mase.hourly),
    ...limitGoals(bench.limits),
    ...bench.againstEnsemble.flatMap(({ name, mase, pinball }) => [
      ...(mase.ratio <= 1 ? [] : [`${name}: MASE is ${mase.ratio.toFixed(3)} of the ensemble's.`]),
      ...(pinball.ratio <= 1 ? [] : [`${name}: pinball is ${pinball.ratio.toFixed(3)} of the ensemble's.`]),
    ]),
    ...bench.monthEnd
      .filter(({ error, pace }) => error > GOAL.ofPace * pace)
      .map(({ day, error, pace }) => `Month end on day ${day}: ${(error / pace).toFixed(2)} of pace so far.`),
    ...bench.monthEnd
      .filter(
        ({ day, inside80 }) =>
          (day === 3 || day === 21) && (inside80 < GOAL.inside80[0] || inside80 > GOAL.inside80[1]),
      )
      .map(({ day, inside80 }) => `Month end on day ${day}: ${(inside80 * 100).toFixed(1)} % in 80 %.`),
    ...(bench.stability.flips > 0 ? [`${bench.stability.flips} verdicts flipped on the same data.`] : []),
    ...(bench.speed > GOAL.speed ? [`200 series took ${Math.round(bench.speed)} ms.`] : []),
  ];
}

function accuracyGoals(name: string, [ours, ...others]: readonly Accuracy[], mase: number): string[] {
  if (ours === undefined) {
    return [];
  }
  const inside = (key: 'inside50' | 'inside80' | 'inside95') =>
    ours[key] >= GOAL[key][0] && ours[key] <= GOAL[key][1] ? [] : [`${name}: ${key} is ${ours[key].toFixed(3)}.`];
  const best = Math.min(...others.map((other) => other.mase));
  const sharpest = Math.min(...others.map((other) => other.pinball));
  return [
    ...(ours.mase > mase ? [`${name}: MASE ${ours.mase.toFixed(3)} is above ${mase}.`] : []),
    ...(ours.mase > GOAL.ofBestBaseline * best ? [`${name}: MASE is above 1.05 of the best baseline.`] : []),
    ...(ours.pinball >= sharpest ? [`${name}: pinball is not below every baseline.`] : []),
    ...inside('inside50'),
    ...inside('inside80'),
    ...inside('inside95'),
  ];
}

function limitGoals([ours, ...others]: readonly LimitScore[]): string[] {
  if (ours === undefined) {
    return [];
  }
  const best = (pick: (score: LimitScore) => number) => Math.min(...others.map(pick));
  return [
    ...LEADS.flatMap((lead, i) =>
      (ours.error[i] as number) < best((score) => score.error[i] as number)
        ? []
        : [`Days to a limit ${lead} days off: not below every baseline.`],
    ),
    ...(ours.brier7 < best((score) => score.brier7) ? [] : ['Brier score within 7 days: not below every baseline.']),
    ...(ours.brier30 < best((score) => score.brier30) ? [] : ['Brier score within 30 days: not below every baseline.']),
    ...(ours.sure.wrong <= ours.sure.allowed ? [] : ['Statements above 80 % were wrong more often than stated.']),
  ];
}
