import type { Command } from 'commander';
import { readUsageSummary } from '#main/queries/usage/usage-summary';
import type { UsageSummary } from '#shared/domain/usage';
import { formatAge } from '#shared/format/duration';
import { formatPercent, formatProbability } from '#shared/format/percent';
import { formatQuantity } from '#shared/format/quantity';
import { formatReach } from '#shared/format/reach';
import { type DataOptions, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { print, printJson, table } from '../output';

export function addSummary(program: Command, finish: Finish): void {
  dataCommand(program, 'summary', 'current usage of every metric against its limit').action(
    async (options: DataOptions) =>
      finish(
        await withSession(options, async ({ account }) => {
          const summary = await account.ask(readUsageSummary);
          if (options.json) {
            printJson(summary);
          } else {
            print(usageTable(summary, account.clock.now()));
          }
          return EXIT.fine;
        }),
      ),
  );
}

/** The usage table of the terminal: tightest first, what is unknown last, with the reason. */
export function usageTable(summary: UsageSummary, now: number): string {
  const entries = Object.entries(summary);
  if (entries.length === 0) {
    return 'Nothing was read yet. Run "headroom collect" first.';
  }
  const rows = entries
    .sort(([, a], [, b]) => (b.percent ?? -1) - (a.percent ?? -1))
    .map(([key, entry]) => [
      key,
      entry.current === null ? 'not available' : formatQuantity(entry.current, entry.unit),
      entry.limit === null ? '–' : formatQuantity(entry.limit, entry.unit),
      entry.percent === null ? '–' : formatPercent(entry.percent),
      entry.limit === null ? '–' : formatReach(entry),
      entry.probability === null ? '–' : formatProbability(entry.probability.within30),
      entry.asOf === null ? 'never' : formatAge(Math.max(0, now - entry.asOf)),
      entry.note,
    ]);
  return table(['Metric', 'Used', 'Limit', 'Percent', 'Reached in', 'In 30 days', 'Read', ''], rows, [1, 2, 3, 5]);
}
