import { resolve } from 'node:path';
import type { Command } from 'commander';
import { findImportTarget, type ImportTarget } from '#main/actions/import-target';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { ended, progressPrinter, withDataWork } from '../data-work';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';

interface ImportOptions extends DataOptions {
  readonly metric?: string;
  readonly name?: string;
  readonly unit: string;
  readonly keepGood?: boolean;
}

const NAMED_ROWS = 20;

export function addImport(program: Command, finish: Finish): void {
  dataCommand(program, 'import', 'read a CSV of "time,value" as the history of a metric, or as a series of its own', [
    'headroom import storage.csv --metric VERCEL_KV_STORAGE_MB',
    'headroom import customers.csv --metric customers',
    'headroom import queue.csv --name "Jobs waiting" --unit count',
  ])
    .argument('<file>', 'the CSV file')
    .option(
      '--metric <key>',
      'the metric it belongs to, as "summary" names it: VERCEL_KV_STORAGE_MB; or customers, users, subscribers, orders, signups',
    )
    .option('--name <name>', 'a series of its own under this name')
    .option('--unit <unit>', 'unit of a series of its own', 'count')
    .option('--keep-good', 'keep the good rows though others are rejected')
    .action(async (file: string, options: ImportOptions) => finish(await importFile(resolve(file), options)));
}

async function importFile(file: string, options: ImportOptions): Promise<ExitCode> {
  if ((options.metric === undefined) === (options.name === undefined)) {
    tell('Say where it belongs: either --metric KEY or --name NAME.');
    return EXIT.wrongUse;
  }
  let target: ImportTarget | null = null;
  const found = await withSession(options, async ({ account }) => {
    const result = await account.act(findImportTarget, { ...options, unit: options.unit });
    if (!result.ok) {
      tellFailure(result.failure);
      return EXIT.failure;
    }
    target = result.value;
    return EXIT.fine;
  });
  if (target === null) {
    return found;
  }
  return run(file, target, options);
}

function run(file: string, target: ImportTarget, options: ImportOptions): Promise<ExitCode> {
  return withDataWork(options, async (data, clock) => {
    const request = { file, target, keepGood: options.keepGood === true, now: clock.now() };
    const result = await data.importCsv(request, { onProgress: progressPrinter() });
    const code = ended(result, ({ saved, rejectedRows, rejected }) => {
      for (const { line, reason } of rejected.slice(0, NAMED_ROWS)) {
        tell(`line ${line}: ${reason}`);
      }
      if (rejectedRows > NAMED_ROWS) {
        tell(`and ${rejectedRows - NAMED_ROWS} more.`);
      }
      if (options.json) {
        printJson({ saved, rejectedRows, rejected });
      } else {
        print(`Kept ${saved} rows, rejected ${rejectedRows}.`);
      }
    });
    const rejectedAll = result.ok && result.value.rejectedRows > 0 && result.value.saved === 0;
    if (rejectedAll && options.keepGood !== true) {
      tell('Nothing was kept. Correct the rows, or keep the good ones with --keep-good.');
      return EXIT.failure;
    }
    return code;
  });
}
