import type { Command } from 'commander';
import { readBill } from '#main/queries/bill/read-bill';
import { formatBillAmount, formatBillProjection } from '#shared/format/bill';
import { formatMoney } from '#shared/format/money';
import { oneLine } from '#shared/format/plain-text';
import { formatQuantity } from '#shared/format/quantity';
import type { BillView } from '#shared/ipc/bill';
import { type DataOptions, withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table, tell } from '../output';

interface BillOptions extends DataOptions {
  readonly month?: string;
}

export function addBill(program: Command, finish: Finish): void {
  dataCommand(program, 'bill', 'what this month costs over everything: one total, by account and line')
    .option('--month <month>', 'the periods that begin in this month, YYYY-MM (default: the current ones)')
    .action(async (options: BillOptions) =>
      finish(
        await withSession(options, async ({ account }): Promise<ExitCode> => {
          const { month } = options;
          if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
            tell(`"${month}" is no month. Write it as YYYY-MM.`);
            return EXIT.wrongUse;
          }
          const { code } = await readGround(account, ({ used }) => used !== null);
          const bill = await account.ask(readBill, month ?? null);
          if (options.json) {
            printJson(bill);
          } else if (code === EXIT.fine || bill.accounts.length > 0) {
            print(billText(bill));
          }
          return code;
        }),
      ),
    );
}

/** The bill as the terminal prints it: the total, what it leaves out, each account, its lines. */
export function billText(bill: BillView): string {
  const { currency, soFar, projected, lastMonth } = bill;
  const lines = [
    `${formatBillAmount(soFar, currency)} so far over everything`,
    ...(projected === null ? [] : [`${formatBillProjection(projected, currency)} by the end of the periods`]),
    ...(lastMonth === null ? [] : [`${formatBillAmount(lastMonth, currency)} the month before`]),
    ...soFar.missing.map(({ what }) => `Missing: ${oneLine(what)}`),
    ...bill.others.map((other) => `${formatBillAmount(other.soFar, other.currency)} in ${other.currency}, not added`),
    '',
    table(
      ['Account', 'Plan', 'So far', 'By the end', 'Charged on', 'The provider says'],
      bill.accounts.map(accountRow),
      [2, 3],
    ),
    ...bill.accounts.flatMap((account) => ['', oneLine(account.title), lineTable(account)]),
  ];
  return lines.join('\n');
}

function accountRow(account: BillView['accounts'][number]): string[] {
  const { title, plan, seats, currency, soFar, projected, chargedOn, providerSays } = account;
  const seatText = seats === null || seats === 1 ? '' : `, ${seats} seats`;
  return [
    oneLine(title),
    plan === null ? 'not chosen' : `${plan}${seatText}`,
    formatBillAmount(soFar, currency),
    projected === null ? '–' : formatBillAmount({ amount: projected.q50, complete: projected.complete }, currency),
    chargedOn,
    providerSays === null ? '–' : providerSays.what,
  ];
}

/** Lines of one product added up: regions and projects are in the JSON. */
function lineTable({ lines, currency }: BillView['accounts'][number]): string {
  const sums = new Map<
    string,
    { title: string; unit: string; quantity: number; amount: number | null; basis: string }
  >();
  for (const { title, unit, quantity, amount, basis } of lines) {
    const known = sums.get(title);
    sums.set(title, {
      title,
      unit,
      basis,
      quantity: (known?.quantity ?? 0) + quantity,
      amount: amount === null || known?.amount === null ? null : (known?.amount ?? 0) + amount,
    });
  }
  const rows = [...sums.values()]
    .sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))
    .map(({ title, unit, quantity, amount, basis }) => [
      oneLine(title),
      unit === '' ? '' : formatQuantity(quantity, unit),
      amount === null ? 'not known' : formatMoney(amount, currency),
      BASIS_WORDS[basis] ?? basis,
    ]);
  return rows.length === 0 ? 'No lines.' : table(['Line', 'Quantity', 'Amount', 'Rests on'], rows, [1, 2]);
}

const BASIS_WORDS: Readonly<Record<string, string>> = {
  invoice: 'an invoice',
  billed: "the provider's own costs",
  told: "the provider's own figure",
  metered: 'the price list',
};
