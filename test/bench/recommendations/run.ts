import type { BenchRow } from '../store/bench-row';
import { coverage, simulatedChanges } from './simulated-changes';
import { POLICIES, simulatedYears } from './year';

const ACCOUNTS = 120;
/** At most so many of the accounts may be worse off afterwards for having done as advised. */
const WORSE_SHARE = 0.02;

/** A year of simulated months: what doing as advised costs, against three ways to do without advice; and what was done, against what it saved. */
export function runRecommendationsBench(): BenchRow[] {
  const years = simulatedYears(ACCOUNTS);
  const out = (line: string) => process.stdout.write(`${line}\n`);
  const total = (policy: (typeof POLICIES)[number]) => years.reduce((sum, { costs }) => sum + costs[policy], 0);
  out(`A year of ${ACCOUNTS} accounts, bills and outages in dollars:`);
  out('');
  out('| policy | total | against doing as advised |');
  out('| --- | ---: | ---: |');
  for (const policy of POLICIES) {
    const more = total(policy) - total('as advised');
    out(`| ${policy} | ${total(policy).toFixed(0)} | ${more >= 0 ? '+' : ''}${more.toFixed(0)} |`);
  }
  const worse = years.filter(({ costs }) => costs['as advised'] > costs.stay + 0.005);
  out('');
  out(
    `Advice that was dearer in expectation when it was given: ${years.reduce((sum, one) => sum + one.worseWhenAdvised, 0)}.`,
  );
  out(`Accounts that staying put would have served better: ${worse.length} of ${ACCOUNTS}.`);
  for (const { name, costs } of worse) {
    out(`- ${name}: ${costs['as advised'].toFixed(2)} as advised, ${costs.stay.toFixed(2)} had it stayed`);
  }
  const cheapest = POLICIES.every((policy) => total('as advised') <= total(policy));
  const isRare = worse.length <= WORSE_SHARE * ACCOUNTS;
  out(
    `${cheapest ? 'ok  ' : 'MISS'} as advised is the cheapest; ${isRare ? 'ok  ' : 'MISS'} at most 2 % are worse off`,
  );
  return outcomeRows();
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
