import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import type { DataWork, ForeignHost } from '#main/actions/data-work';
import type { Instant } from '#shared/domain/instant';
import { dataCommand } from '../data-command';
import { dataFileOf, ended, progressPrinter, withDataWork } from '../data-work';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, tell } from '../output';
import type { DataOptions } from '../place';

interface ExportOptions extends DataOptions {
  readonly format: 'csv' | 'json';
}

interface BackupOptions extends DataOptions {
  readonly force?: boolean;
}

interface RestoreOptions extends DataOptions {
  readonly acceptHosts?: boolean;
}

/** The commands on the data file as a whole. */
export function addData(program: Command, finish: Finish): void {
  dataCommand(program, 'backup', 'copy the data file as it is at this moment, while the app may go on', [
    'headroom backup headroom-2026-11-29.db',
  ])
    .argument('<file>', 'where the copy goes')
    .option('--force', "replace a file that is there already; one of Headroom's own is never replaced")
    .action(async (target: string, options: BackupOptions) =>
      finish(
        await withDataWork(options, async (data) => {
          const replace = options.force === true;
          const result = await data.backUp(resolve(target), { replace, onProgress: progressPrinter() });
          return ended(result, ({ file }) => (options.json ? printJson({ file }) : print(`Backup: ${file}`)));
        }),
      ),
    );
  dataCommand(program, 'export', 'write everything that is stored as a folder of CSV files or one JSON file', [
    'headroom export everything',
    'headroom export everything.json --format json',
  ])
    .argument('<target>', 'folder or file to make')
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
    .action(async (target: string, options: ExportOptions) =>
      finish(
        await withDataWork(options, async (data) => {
          const result = await data.exportAll(options.format, resolve(target), { onProgress: progressPrinter() });
          return ended(result, (value) =>
            options.json ? printJson(value) : print(`Exported ${value.rows} rows to ${value.target}`),
          );
        }),
      ),
    );
  dataCommand(program, 'restore', 'put a backup in place of the data file; the window has to be closed', [
    'headroom restore headroom-2026-11-29.db',
  ])
    .argument('<file>', 'the backup')
    .option('--accept-hosts', 'agree that keys of this computer go to hosts that only the backup names')
    .action(async (backup: string, options: RestoreOptions) =>
      finish(await withDataWork(options, (data, clock) => restore(data, resolve(backup), clock.now(), options))),
    );
}

async function restore(data: DataWork, backup: string, now: Instant, options: RestoreOptions): Promise<ExitCode> {
  const inspected = await data.inspect(backup);
  if (!inspected.ok) {
    return ended(inspected, () => undefined);
  }
  if (inspected.value.length > 0 && options.acceptHosts !== true && !(await agrees(inspected.value))) {
    return EXIT.wrongUse;
  }
  const restored = await data.restore(backup, { now, accepted: inspected.value });
  return ended(restored, ({ replaced }) =>
    options.json
      ? printJson({ restored: dataFileOf(options), replaced })
      : print(replaced === null ? 'Restored.' : `Restored. The file before it is kept as ${replaced}`),
  );
}

/** Names the hosts and asks; where nobody can answer, says how to agree. */
async function agrees(hosts: readonly ForeignHost[]): Promise<boolean> {
  tell('This backup sends keys of this computer to other addresses than today:');
  for (const { title, connectionId, host } of hosts) {
    tell(`  ${title} (${connectionId}): ${host === '' ? "the provider's own address" : host}`);
  }
  if (process.stdin.isTTY && process.stderr.isTTY) {
    const asking = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await asking.question('Restore it and send keys there? Type yes to go on: ');
    asking.close();
    return answer.trim().toLowerCase() === 'yes';
  }
  tell('Nothing was changed. If you know these hosts, repeat it with --accept-hosts.');
  return false;
}
