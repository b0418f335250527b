import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { correctPrice } from '#main/actions/correct-price';
import { acceptPriceList, examinePriceFile } from '#main/actions/import-prices';
import { readPricedProviders, readPriceListDay, readPriceRows } from '#main/queries/bill/prices';
import { priceDiffView } from '#main/queries/bill/prices-diff';
import { readPriceFile } from '#main/queries/bill/prices-file';
import type { AccountSession } from '#main/session/account-session';
import { oneLine } from '#shared/format/plain-text';
import { formatNumber } from '#shared/format/quantity';
import type { PriceRow } from '#shared/ipc/limits';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';

interface ListOptions extends DataOptions {
  readonly provider?: string;
}

interface ImportOptions extends DataOptions {
  readonly yes?: boolean;
}

interface CorrectOptions extends DataOptions {
  readonly price?: number | 'none';
  readonly included?: number | 'none';
}

export function addPrices(program: Command, finish: Finish): void {
  const prices = dataCommand(program, 'prices', 'the price list in use: every figure with its source and date', [
    'headroom prices --provider vercel',
    'headroom prices import newer-prices.json',
  ])
    .option('--provider <name>', 'only this provider, such as vercel')
    .action(async (options: ListOptions) =>
      finish(await withSession(options, ({ account }) => list(account, options))),
    );
  dataCommand(prices, 'import', 'take a newer price file into use, after showing what it changes', [
    'headroom prices import newer-prices.json --yes',
  ])
    .argument('<file>', 'the price file')
    .option('--yes', 'take it into use without asking')
    .action(async (file: string, _own: ImportOptions, command: Command) => {
      const options: ImportOptions = command.optsWithGlobals();
      finish(await withSession(options, ({ account }) => importFile(account, resolve(file), options)));
    });
  dataCommand(prices, 'correct', 'correct one figure of the list, or take the correction back', [
    'headroom prices correct vercel/VERCEL_BANDWIDTH/pro/FAST_DATA_TRANSFER_GB --price 0.12',
    'headroom prices correct vercel/VERCEL_BANDWIDTH/pro/FAST_DATA_TRANSFER_GB --price none',
  ])
    .argument('<id>', 'the entry, as "headroom prices --json" names it')
    .option('--price <amount>', 'price for the entry\'s own quantity; "none" takes it back', figure)
    .option('--included <amount>', 'included amount; "none" takes it back', figure)
    .action(async (id: string, _own: CorrectOptions, command: Command) => {
      const options: CorrectOptions = command.optsWithGlobals();
      finish(await withSession(options, ({ account }) => correct(account, id, options)));
    });
}

async function list(account: AccountSession, { provider, json }: ListOptions): Promise<ExitCode> {
  const known = await account.ask(readPricedProviders);
  if (provider !== undefined && !known.includes(provider)) {
    tell(`The price list has no provider "${provider}". Choose one of: ${known.join(', ')}.`);
    return EXIT.wrongUse;
  }
  const rows = await Promise.all(
    (provider === undefined ? known : [provider]).map((one) => account.ask(readPriceRows, one)),
  );
  if (json) {
    printJson({ asOf: await account.ask(readPriceListDay), prices: rows.flat() });
  } else {
    print(`Price list of ${await account.ask(readPriceListDay)}`);
    print(priceTable(rows.flat()));
  }
  return EXIT.fine;
}

async function importFile(account: AccountSession, file: string, options: ImportOptions): Promise<ExitCode> {
  const text = await readPriceFile(file);
  const examined = text.ok ? await account.act(examinePriceFile, text.value) : text;
  if (!examined.ok) {
    tellFailure(examined.failure);
    return EXIT.failure;
  }
  const diff = priceDiffView(examined.value);
  if (options.json) {
    printJson(diff);
  } else {
    print(`Price list of ${diff.asOf}: ${diff.changes.length} changes`);
    for (const { kind, id, text: change } of diff.changes) {
      print(oneLine(`${SIGNS[kind]} ${id}${change === '' ? '' : `: ${change}`}`));
    }
  }
  for (const warning of diff.warnings) {
    tell(warning);
  }
  if (options.yes !== true && !(await agrees())) {
    tell('Nothing was changed. Take it into use with --yes.');
    return process.stdin.isTTY ? EXIT.fine : EXIT.wrongUse;
  }
  await account.act(acceptPriceList, examined.value.list);
  tell('The price list is in use.');
  return EXIT.fine;
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** Asks a person; where nobody can answer, the answer is no. */
async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    return false;
  }
  const asker = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asker.question('Take it into use? [y/N] ')).trim());
  } finally {
    asker.close();
  }
}

async function correct(account: AccountSession, id: string, options: CorrectOptions): Promise<ExitCode> {
  const { price, included } = options;
  if (price === undefined && included === undefined) {
    tell('Say what to correct: --price, --included, or both.');
    return EXIT.wrongUse;
  }
  const change = {
    id,
    ...(price === undefined ? {} : { price: orNull(price) }),
    ...(included === undefined ? {} : { included: orNull(included) }),
  };
  const result = await account.act(correctPrice, change);
  if (!result.ok) {
    tellFailure(result.failure);
    return EXIT.failure;
  }
  const provider = id.split('/')[0] ?? '';
  const rows = (await account.ask(readPriceRows, provider)).filter((row) => row.id === id);
  if (options.json) {
    printJson(rows);
  } else {
    print(priceTable(rows));
  }
  return EXIT.fine;
}

/** The word stands for null, which Commander takes for a missing value. */
function orNull(value: number | 'none'): number | null {
  return value === 'none' ? null : value;
}

function figure(text: string): number | 'none' {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (text === 'none') {
    return 'none';
  }
  if (!Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('A figure is a number from 0 on, or "none".');
  }
  return value;
}

/** The price list as a table; a correction and an old price are marked. */
export function priceTable(rows: readonly PriceRow[]): string {
  return table(
    ['Provider', 'Plan', 'What', 'Included', 'Beyond', 'As of', ''],
    rows.map((row) => [
      row.provider,
      row.plan,
      `${row.service} ${row.metric}`,
      row.included === null ? '–' : `${formatNumber(row.included)} ${row.unit}`,
      row.price,
      row.sourceDate ?? 'undated',
      [row.corrected ? 'yours' : '', row.old ? 'old' : ''].filter((mark) => mark !== '').join(', '),
    ]),
    [3],
  );
}
