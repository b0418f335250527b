import { resolve } from 'node:path';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { loadSeries } from '../forecast/series';
import { alertCycles } from './cycle';
import { quietAccount } from './made-up-account';
import { BASELINES, baselineAlarms, drills, falseAlarms, median, randomDrills } from './quiet-and-drill';
import { playSeries } from './real-series';
import { predictLinearRule, runYear, runYearPlainly, thresholdRule, type YearResult, yearSeries } from './year';

interface Row {
  readonly name: string;
  readonly goal: string;
  readonly measured: string;
  readonly ok: boolean;
  readonly note: string;
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const CYCLE_MINUTES = 15;

/** Alerts: how soon they ring, how seldom for nothing, and how often in an episode; beside two plainer rules. */
export async function runAlertsBench(): Promise<readonly Row[]> {
  return [...drillRows(), ...quietRows(), ...realRows(), ...yearRows(), ...(await cycleRows())];
}

/** More than a cycle may hold the main process up beside collecting, in milliseconds. */
const EVALUATION = 3_000;

async function cycleRows(): Promise<readonly Row[]> {
  return (await alertCycles()).map(({ name, evaluation, standings, triggered, limits }) => ({
    name: `alerts of ${limits} limits evaluated: ${name}`,
    goal: `<= ${EVALUATION / 1000} s`,
    measured: `${Math.round(evaluation)} ms`,
    ok: evaluation <= EVALUATION,
    note: `${triggered} began; their standings ${Math.round(standings)} ms before`,
  }));
}

function drillRows(): readonly Row[] {
  const known = drills(INCIDENTS, [1, 2, 3, 4]);
  const random = randomDrills(60);
  const rows = (name: string, results: typeof known): readonly Row[] => {
    const silent = results.filter(({ minutesToAlarm }) => minutesToAlarm === null);
    const cycles = median(
      results.flatMap(({ minutesAfterFirstReading: m }) => (m === null ? [] : [m / CYCLE_MINUTES])),
    );
    return [
      {
        name: `${name}: median from the first reading to the alarm`,
        goal: 'at most 2 cycles',
        measured: `${cycles} cycles`,
        ok: cycles <= 2,
        note: `${results.length} drills, cycles of ${CYCLE_MINUTES} minutes`,
      },
      {
        name: `${name}: that never rang`,
        goal: '0',
        measured: String(silent.length),
        ok: silent.length === 0,
        note: [...new Set(silent.map(({ incident }) => incident))].join(' '),
      },
    ];
  };
  return [
    ...rows(`${INCIDENTS.length} kinds of incident on 4 accounts`, known),
    ...rows('60 random incidents', random),
  ];
}

function quietRows(): readonly Row[] {
  const accounts = SEEDS.map(quietAccount);
  const alarms = accounts.flatMap((account) => falseAlarms(account));
  const plain = BASELINES.map((baseline) => {
    const days = accounts.slice(0, 4).reduce((sum, account) => sum + baselineAlarms(baseline, account), 0);
    return `${baseline.name} ${Math.round((days * 60) / (4 * 60))} alarm days`;
  });
  return [
    {
      name: 'alarms in 60 quiet days of 20 accounts of 14 meters',
      goal: '0',
      measured: String(alarms.length),
      ok: alarms.length === 0,
      note: `an account in 60 days: ${plain.join(', ')}`,
    },
  ];
}

function realRows(): readonly Row[] {
  const played = loadSeries(resolve('test/fixtures/series'))
    .map(playSeries)
    .filter(({ days }) => days > 0);
  const often = played.filter(({ days, alarms }) => alarms > Math.max(1, Math.ceil(days / 90)));
  const alarms = played.reduce((sum, one) => sum + one.alarms, 0);
  return [
    {
      name: 'real series that ring more than once in 90 days',
      goal: '0',
      measured: String(often.length),
      ok: often.length === 0,
      note: `${alarms} alarms in ${Math.round(played.reduce((sum, { days }) => sum + days, 0))} days of ${played.length} series ${often.map(({ name, days, alarms: n }) => `${name} ${n} in ${Math.round(days)}`).join(', ')}`,
    },
  ];
}

function yearRows(): readonly Row[] {
  const series = yearSeries();
  const ours = series.map(runYear);
  const plain = series.map((one) => runYearPlainly(one, thresholdRule(one.limit)));
  const linear = series.map((one) => runYearPlainly(one, predictLinearRule(one.limit)));
  const beside = (of: (results: readonly YearResult[]) => string) =>
    `a plain threshold ${of(plain)}, predict_linear ${of(linear)}`;
  const most = (results: readonly YearResult[]) => Math.max(...results.map(({ mostNotices }) => mostNotices));
  const forNothing = (results: readonly YearResult[]) =>
    results.filter(({ series: { kind } }) => kind === 'never near').reduce((sum, { notices }) => sum + notices, 0);
  const early = (results: readonly YearResult[]) => {
    const ahead = results
      .filter(({ series: { kind } }) => kind === 'slow approach')
      .flatMap(({ daysAhead }) => daysAhead);
    return { share: ahead.filter((days) => days >= 3).length / ahead.length, count: ahead.length };
  };
  const percent = (results: readonly YearResult[]) => `${Math.round(100 * early(results).share)} %`;
  const all = (results: readonly YearResult[]) => String(results.reduce((sum, { notices }) => sum + notices, 0));
  return [
    {
      name: 'most notices in an episode of a year, 30 series',
      goal: 'at most 3',
      measured: String(most(ours)),
      ok: most(ours) <= 3,
      note: `${all(ours)} notices in all; ${beside(all)}`,
    },
    {
      name: 'notices of series that never came near',
      goal: '0',
      measured: String(forNothing(ours)),
      ok: forNothing(ours) === 0,
      note: beside((results) => String(forNothing(results))),
    },
    {
      name: 'slow approaches told at least 3 days before',
      goal: '90 %',
      measured: percent(ours),
      ok: early(ours).share >= 0.9,
      note: `of ${early(ours).count}; ${beside(percent)}`,
    },
  ];
}
