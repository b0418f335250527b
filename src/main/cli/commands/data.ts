import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type DataOptions, startOf } from '../context';
import { dataCommand } from '../data-command';
import { dataFileIn, ended, progressTeller, withDataWork } from '../data-work';
import { EXIT, type Finish } from '../exit-codes';
import { print, printJson, tell } from '../output';

interface ExportOptions extends DataOptions {
  readonly format: 'csv' | 'json';
}

interface SureOptions extends DataOptions {
  readonly yes?: boolean;
}

/** The commands on the data file as a whole. */
export function addData(program: Command, finish: Finish): void {
  dataCommand(program, 'backup', 'copy the data file as it is at this moment, while the app may go on')
    .argument('<file>', 'where the copy goes')
    .action(async (target: string, options: DataOptions) =>
      finish(
        await withDataWork(options, async (data) => {
          const result = await data.backUp(resolve(target), { onProgress: progressTeller() });
          return ended(result, ({ file }) => (options.json ? printJson({ file }) : print(`Backup: ${file}`)));
        }),
      ),
    );
  dataCommand(program, 'export', 'write everything that is stored as a folder of CSV files or one JSON file')
    .argument('<target>', 'folder or file to make')
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
    .action(async (target: string, options: ExportOptions) =>
      finish(
        await withDataWork(options, async (data) => {
          const result = await data.exportAll(options.format, resolve(target), { onProgress: progressTeller() });
          return ended(result, (value) =>
            options.json ? printJson(value) : print(`Exported ${value.rows} rows to ${value.target}`),
          );
        }),
      ),
    );
  dataCommand(program, 'restore', 'put a backup in place of the data file; the window has to be closed')
    .argument('<file>', 'the backup')
    .action(async (backup: string, options: DataOptions) =>
      finish(
        await withDataWork(options, async (data, now, file) =>
          ended(data.restore(resolve(backup), now), ({ replaced }) =>
            options.json
              ? printJson({ restored: file, replaced })
              : print(replaced === null ? 'Restored.' : `Restored. The file before it is kept as ${replaced}`),
          ),
        ),
      ),
    );
  dataCommand(program, 'delete-all', 'delete everything that Headroom stored; the window has to be closed')
    .option('--yes', 'do it: this cannot be undone')
    .action(async (options: SureOptions) => {
      if (options.yes !== true) {
        const started = startOf(options);
        if (started !== null) {
          tell(
            `This deletes ${dataFileIn(started.dataDir, options)} and every copy that Headroom made of it. Repeat it with --yes.`,
          );
        }
        finish(EXIT.wrongUse);
        return;
      }
      finish(
        await withDataWork(options, async (data) =>
          ended(data.deleteAll(), (files) =>
            options.json ? printJson({ deleted: files }) : print(`Deleted ${files.length} files.`),
          ),
        ),
      );
    });
}
