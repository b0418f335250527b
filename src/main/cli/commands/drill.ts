import type { Command } from 'commander';
import { runDrill } from '#main/queries/alerts/drill';
import type { DrillResult } from '#shared/core/alerts/drill';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { drillAlarmWords, drillCostWords, drillDelayWords, drillNoticeWords } from '#shared/words/alert-drill';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { progressPrinter } from '../data-work';
import { EXIT, type Finish } from '../exit-codes';
import { fittedTable } from '../fitted-table';
import { print, printJson, terminalWidth } from '../output';
import type { DataOptions } from '../place';

/** Prices of the list are in this currency. */
const CURRENCY = 'USD';

export function addDrill(program: Command, finish: Finish): void {
  dataCommand(program, 'drill', 'what would ring, when, and at what cost so far, if it happened to you', [
    'headroom drill',
    'headroom drill --sample',
  ]).action(async (options: DataOptions) =>
    finish(
      await withSession(options, async ({ account }) => {
        const results = (await account.ask(runDrill, { onProgress: progressPrinter() })) ?? [];
        if (options.json) {
          printJson(results);
        } else {
          print(drillTable(results, terminalWidth()));
        }
        return results.some(({ touches }) => touches.length > 0) ? EXIT.fine : EXIT.nothingCollected;
      }),
    ),
  );
}

function drillTable(results: readonly DrillResult[], width: number | null): string {
  const title = (id: string) => INCIDENTS.find((incident) => incident.id === id)?.title ?? id;
  return fittedTable(
    [
      { head: 'Incident', dropped: 0, cells: results.map(({ incident }) => title(incident)) },
      { head: 'Headroom rings', dropped: 0, cells: results.map(drillAlarmWords) },
      {
        head: 'After its first reading',
        dropped: 2,
        cells: results.map(drillDelayWords),
      },
      { head: 'Cost so far', align: 'right', dropped: 0, cells: results.map((one) => drillCostWords(one, CURRENCY)) },
      { head: 'The provider tells', dropped: 1, cells: results.map(drillNoticeWords) },
    ],
    width,
  );
}
