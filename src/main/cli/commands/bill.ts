import { type Command, Option } from 'commander';
import { setPrepaid } from '#main/actions/set-prepaid';
import { readClosedPeriods } from '#main/queries/bill/closed-periods';
import { readBill } from '#main/queries/bill/read-bill';
import type { AccountSession } from '#main/session/account-session';
import { formatBillAmount, taxWords } from '#shared/format/bill';
import { formatMoney } from '#shared/format/money';
import { oneLine } from '#shared/format/plain-text';
import { formatQuantity } from '#shared/format/quantity';
import type { BillView } from '#shared/ipc/bill';
import { besideTotal } from '#shared/words/bill-total';
import { providerSaysWords } from '#shared/words/provider-says';
import { dataCommand, withRiskOptions } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { RiskOptions } from '../place';
import { answerRisk, type RiskAnswer, toldNothing } from '../risk-answer';
import { closedText, prepaidTexts } from './bill-text';

interface BillOptions extends RiskOptions {
  readonly month?: string;
  readonly closed?: boolean;
  readonly prepaid?: string;
  readonly connection?: string;
}

export function addBill(program: Command, finish: Finish): void {
  withRiskOptions(
    dataCommand(program, 'bill', 'what this month costs over everything: one total, by account and line', [
      'headroom bill',
      'headroom bill --month 2026-10 --json',
      'headroom bill --closed',
      'headroom bill --watch 300',
    ]),
  )
    .option('--month <month>', 'the periods that begin in this month, YYYY-MM (default: the current ones)')
    .option('--closed', 'periods that are over: what was said on day 7, 14 and 21, what came, and why they differ')
    .addOption(
      new Option(
        '--prepaid <amount>',
        'what is left now of a balance that was paid ahead at --connection, or "none"',
      ).conflicts(['watch', 'exitCode']),
    )
    .option('--connection <id>', 'the account that --prepaid is about, by its id or title')
    .action(async (options: BillOptions) => finish(await answerRisk(options, ({ account }) => bill(account, options))));
}

async function bill(account: AccountSession, options: BillOptions): Promise<RiskAnswer> {
  const { month, closed, prepaid, json = false } = options;
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    tell(`"${month}" is no month. Write it as YYYY-MM.`);
    return toldNothing(EXIT.wrongUse);
  }
  if (prepaid !== undefined) {
    return toldNothing(await keepPrepaid(account, prepaid, options.connection));
  }
  if (closed === true) {
    const periods = await account.ask(readClosedPeriods);
    output(json, periods, () => closedText(periods));
    return toldNothing(EXIT.fine);
  }
  const { code, standings } = await readGround(account, ({ used }) => used !== null);
  const view = await account.ask(readBill, month ?? null);
  if (json) {
    printJson(view);
  } else if (code === EXIT.fine || view.accounts.length > 0) {
    print(billText(view));
  }
  return { code, told: standings.list };
}

function output(json: boolean, value: unknown, text: () => string): void {
  if (json) {
    printJson(value);
  } else {
    print(text());
  }
}

/** Keeps what a person reads at the provider: the rest is drawn down by the bills. */
async function keepPrepaid(account: AccountSession, text: string, named: string | undefined): Promise<ExitCode> {
  const amount = text === 'none' ? null : Number(text);
  if (text.trim() === '' || (amount !== null && !(amount >= 0 && amount <= MOST_PREPAID))) {
    tell(`"${text}" is no amount. Write it as a number from 0, or "none".`);
    return EXIT.wrongUse;
  }
  const { accounts } = await account.ask(readBill, null);
  const found = accounts.find(({ connection, title }) => named === connection || named === title);
  if (found === undefined) {
    tell(`Say which account it is with --connection: ${accounts.map(({ title }) => title).join(', ')}.`);
    return EXIT.wrongUse;
  }
  const result = await account.act(setPrepaid, { connectionId: found.connection, amount });
  if (!result.ok) {
    tellFailure(result.failure);
    return EXIT.failure;
  }
  const next = await account.ask(readBill, null);
  print(prepaidTexts(next).join('\n') || 'Nothing is paid ahead.');
  return EXIT.fine;
}

/** Largest balance that is kept, in main units. */
const MOST_PREPAID = 1e9;

/** The bill as the terminal prints it: the total, what it leaves out, each account, its lines. */
export function billText(bill: BillView): string {
  const { currency, soFar, lastMonth } = bill;
  const lines = [
    `${formatBillAmount(soFar, currency)} so far over everything${taxWords(soFar, lastMonth, currency)}`,
    ...besideTotal(bill),
    ...soFar.missing.map(({ what }) => `Missing: ${oneLine(what)}`),
    ...prepaidTexts(bill),
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
  // Who is billed by use alone has no plan to choose.
  const noPlan = soFar.missing.some(({ code }) => code === 'plan-not-chosen') ? 'not chosen' : '–';
  const seatText = seats === null || seats === 1 ? '' : `, ${seats} seats`;
  return [
    oneLine(title),
    plan === null ? noPlan : `${plan}${seatText}`,
    formatBillAmount(soFar, currency),
    projected === null ? '–' : formatBillAmount({ amount: projected.q50, complete: projected.complete }, currency),
    chargedOn,
    oneLine(providerSaysWords(providerSays, currency)),
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
