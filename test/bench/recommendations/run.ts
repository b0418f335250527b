import { chooseJointly } from '#shared/core/recommendations/joint';
import type { BenchRow } from '../store/bench-row';
import { cheapestOfAll, randomServices } from './random-accounts';
import { coverage, simulatedChanges } from './simulated-changes';
import { POLICIES, type Policy, simulatedYears, type Year } from './year';

const ACCOUNTS = 120;
/** At most so many of the accounts may be worse off afterwards for having done as advised. */
const WORSE_SHARE = 0.02;

/**
 * A year of simulated months: what doing as advised costs, against three ways to do without advice; and what was done,
 * against what it saved.
 */
export function runRecommendationsBench(): BenchRow[] {
  return [...yearRows(), jointRow(), ...outcomeRows()];
}

const JOINT_ACCOUNTS = 40;
/** So often the choice of one account is made, whose microseconds no clock tells apart. */
const REPEATS = 25;

/** The joint choice beside an exhaustive search over the same accounts; that both choose alike is a test. */
function jointRow(): BenchRow {
  const times = Array.from({ length: JOINT_ACCOUNTS }, (_, seed) => {
    const services = randomServices(seed);
    const exhaustive = millisecondsOf(() => cheapestOfAll(services));
    const ours = millisecondsOf(() => {
      for (let run = 0; run < REPEATS; run += 1) services.forEach(chooseJointly);
    });
    return (exhaustive * REPEATS) / ours;
  }).sort((a, b) => a - b);
  const middle = times[JOINT_ACCOUNTS / 2] ?? 0;
  return {
    name: 'the joint choice, against an exhaustive search',
    goal: 'at least 50 times faster',
    measured: `${middle.toFixed(0)} times`,
    ok: middle >= 50,
    note: `the middle of ${JOINT_ACCOUNTS} random accounts`,
  };
}

function millisecondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function yearRows(): BenchRow[] {
  const years = simulatedYears(ACCOUNTS);
  const groups = [
    ['all', years],
    ['Vercel', years.filter(({ name }) => name.startsWith('vercel'))],
    ['Redis', years.filter(({ name }) => name.startsWith('redis'))],
  ] as const;
  const total = (own: readonly Year[], policy: Policy) => own.reduce((sum, { costs }) => sum + costs[policy], 0);
  const lines = groups.map(
    ([name, own]) => `| ${name}, ${own.length} | ${POLICIES.map((one) => total(own, one).toFixed(0)).join(' | ')} |`,
  );
  const table = [
    `| a year of accounts, dollars | ${POLICIES.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(POLICIES.length)}`,
  ];
  process.stdout.write(`${[...table, ...lines].join('\n')}\n\n`);
  const worse = years.filter(({ costs }) => costs['as advised'] > costs.stay + 0.005);
  const dearer = years.reduce((sum, one) => sum + one.worseWhenAdvised, 0);
  return [
    ...POLICIES.slice(1).map((policy) => ({
      name: `a year as advised, against "${policy}"`,
      goal: 'less',
      measured: `$${(total(years, policy) - total(years, 'as advised')).toFixed(0)} less`,
      ok: total(years, 'as advised') < total(years, policy),
      note: `bills and outages of ${ACCOUNTS} accounts`,
    })),
    {
      ...{ name: 'advice that was dearer in expectation when it was given', goal: '0', measured: String(dearer) },
      ...{ ok: dearer === 0, note: 'by the chances and the price of an outage that were told' },
    },
    {
      name: 'accounts that staying put would have served better',
      goal: 'at most 2 %',
      measured: `${worse.length} of ${ACCOUNTS}`,
      ok: worse.length <= WORSE_SHARE * ACCOUNTS,
      note: worse
        .map(({ name, costs }) => `${name}: ${costs['as advised'].toFixed(2)}, ${costs.stay.toFixed(2)} had it stayed`)
        .join('; '),
    },
  ];
}

const CHANGES = 200;
const [LEAST, MOST] = [0.75, 0.87];

/** What a change saved against what is known that it saved: how often the stated interval holds the truth. */
function outcomeRows(): BenchRow[] {
  const changes = simulatedChanges(CHANGES);
  return [7, 30].map((days) => {
    const { stated, inside, bias } = coverage(changes, days);
    return {
      name: `true saving inside the stated 80 % interval, ${days} days after the change`,
      goal: '75 to 87 %',
      measured: `${(inside * 100).toFixed(1)} %`,
      ok: stated === CHANGES && inside >= LEAST && inside <= MOST,
      note: `${stated} of ${CHANGES} simulated changes; middle of the errors ${bias.toFixed(2)} a month`,
    };
  });
}
