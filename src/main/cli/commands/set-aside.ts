import type { Command } from 'commander';
import { putBackSetAside, removeSetAside } from '#main/actions/set-aside';
import { readSetAside, type SetAside } from '#main/queries/home/data-status';
import { formatMoment } from '#shared/format/date';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { print, printJson, table, tell } from '../output';
import type { DataOptions } from '../place';

interface SetAsideOptions extends DataOptions {
  readonly remove?: boolean;
  readonly putBack?: boolean;
  readonly yes?: boolean;
}

/** Rows whose time lay in a future that the clock took back: shown, removed for good, or put back. */
export function addSetAside(program: Command, finish: Finish): void {
  dataCommand(program, 'set-aside', 'show what was read while the clock stood in the future; it is in no figure', [
    'headroom set-aside',
    'headroom set-aside --put-back',
  ])
    .option('--remove', 'remove it for good')
    .option('--yes', 'do it: this cannot be undone')
    .option('--put-back', 'put figures back whose time has come: the clock was right then')
    .action(async (options: SetAsideOptions) =>
      finish(
        await withSession(options, async ({ account }) => {
          const status = await account.ask(readSetAside);
          if (options.putBack === true) {
            const rows = await account.act(putBackSetAside);
            answer(options, { putBack: rows }, `${rows} rows put back.`);
          } else if (options.remove !== true) {
            show(options, status);
          } else if (options.yes !== true) {
            tell(`This removes ${wordsOf(status)} Repeat it with --yes.`);
            return EXIT.wrongUse;
          } else {
            const rows = await account.act(removeSetAside);
            answer(options, { removed: rows }, `${rows} rows removed.`);
          }
          return EXIT.fine;
        }),
      ),
    );
}

function show(options: DataOptions, status: SetAside): void {
  answer(options, status, wordsOf(status));
  if (options.json !== true && status.rows > 0) {
    print(
      table(
        ['Table', 'Rows'],
        status.tables.map((one) => [one.table, String(one.rows)]),
      ),
    );
  }
  if (status.clockIsBehind) {
    tell('What is stored lies ahead of the clock of this computer, which seems to be behind. Set the clock.');
  }
}

function answer(options: DataOptions, json: object, text: string): void {
  if (options.json === true) {
    printJson(json);
  } else {
    print(text);
  }
}

function wordsOf({ rows, first, last }: SetAside): string {
  return first === null || last === null
    ? 'Nothing is set aside.'
    : `${rows} rows from ${formatMoment(first)} to ${formatMoment(last)}, a time that the clock took back.`;
}
