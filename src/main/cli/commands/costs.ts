import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { mayWriteNow } from '#main/files/own-file';
import { readAiCosts } from '#main/queries/bill/ai';
import { readCostChange } from '#main/queries/bill/change';
import { readFocusFile } from '#main/queries/bill/focus';
import { readBill } from '#main/queries/bill/read-bill';
import { readUnitCosts } from '#main/queries/bill/unit-costs';
import { readWhatIf } from '#main/queries/bill/what-if';
import { type BreakEvensView, readBreakEvens } from '#main/queries/bill/what-if-break-even';
import { readAccountCosts } from '#main/queries/standings/account-costs';
import type { AccountSession } from '#main/session/account-session';
import { dayOf, isDay } from '#shared/core/calendar/calendar';
import { daysTogether } from '#shared/core/costs/days-together';
import type { Result } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { formatBillAmount } from '#shared/format/bill';
import { formatMoney, formatProjectedMoney, formatSignedMoney } from '#shared/format/money';
import { oneLine } from '#shared/format/plain-text';
import { counted } from '#shared/format/plural';
import { formatNumber, formatQuantity } from '#shared/format/quantity';
import type { CostChangeView, CostsView, WhatIfView } from '#shared/ipc/costs';
import { runOutWords } from '#shared/words/run-out';
import { dataDirOf } from '../context';
import { dataCommand, withRiskOptions } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table, tell, tellFailure } from '../output';
import type { RiskOptions } from '../place';
import { answerRisk, type RiskAnswer, toldNothing } from '../risk-answer';
import { aiText, unitCostsText } from './bill-text';

interface CostOptions extends RiskOptions {
  readonly whatIf?: string;
  readonly breakEven?: string;
  readonly connection?: string;
  readonly focus?: string;
  readonly since?: string;
}

export function addCosts(program: Command, finish: Finish): void {
  withRiskOptions(
    dataCommand(program, 'costs', 'what this billing period costs, what it comes to, and what would change it', [
      'headroom costs --what-if traffic=2,plan=pro',
      'headroom costs --break-even VERCEL_BANDWIDTH_BANDWIDTH_GB',
      'headroom costs --since 2026-11-20',
      'headroom costs --focus november.csv',
      'headroom costs --watch 300',
    ]),
  )
    .option('--what-if <changes>', 'side by side with today: traffic=2,plan=pro,region=fra1,build-machine=turbo')
    .option('--break-even <metric>', 'from which use on another plan is cheaper: VERCEL_BANDWIDTH_BANDWIDTH_GB')
    .option('--connection <id>', 'only this account, by its id or title')
    .option('--since <day>', 'what changed since this day, YYYY-MM-DD; without it the day is found')
    .addOption(
      new Option('--focus <file>', 'write the rows as a FOCUS 1.3 file: .csv, or .jsonl for JSON Lines').conflicts([
        'watch',
        'exitCode',
      ]),
    )
    .action(async (options: CostOptions) =>
      finish(await answerRisk(options, ({ account }) => costs(account, options))),
    );
}

async function costs(account: AccountSession, options: CostOptions): Promise<RiskAnswer> {
  const all = await account.ask(readAccountCosts);
  const views = all.filter((view) => [undefined, view.connectionId, view.title].includes(options.connection));
  if (options.connection !== undefined && views.length === 0) {
    tell(`There is no bill for "${options.connection}". Choose one of: ${all.map(({ title }) => title).join(', ')}.`);
    return toldNothing(EXIT.wrongUse);
  }
  if (options.focus !== undefined) {
    return toldNothing(await writeFocus(account, resolve(options.focus), options));
  }
  if (options.whatIf !== undefined || options.breakEven !== undefined) {
    return toldNothing(await answerQuestion(account, views, options));
  }
  if (options.since !== undefined && !isPastDay(options.since, account.clock.now())) {
    tell(`"${options.since}" is no day before today. Write it as YYYY-MM-DD.`);
    return toldNothing(EXIT.wrongUse);
  }
  const { code, standings } = await readGround(account, ({ used }) => used !== null);
  const answered = { code, told: standings.list };
  const ai = await account.ask(readAiCosts);
  const change = await account.ask(readCostChange, options.since);
  const unitCosts = await account.ask(readUnitCosts);
  if (options.json) {
    const currency = (await account.ask(readBill)).currency;
    const byDay = daysTogether(views, currency).map(({ key: day, amount }) => ({ day, amount, currency }));
    printJson({ connections: views, byDay, ai, change, unitCosts });
    return answered;
  }
  if (views.length === 0 && ai === null) {
    if (code === EXIT.fine) {
      tell(NO_BILL);
    }
    return { ...answered, code: EXIT.nothingCollected };
  }
  print(
    [
      ...views.map(costsText),
      ...(ai === null ? [] : [aiText(ai)]),
      ...(change === null ? [] : [changeText(change)]),
      ...(unitCosts.length === 0 ? [] : [unitCostsText(unitCosts)]),
    ].join('\n\n'),
  );
  return answered;
}

function isPastDay(day: string, now: Instant): boolean {
  return isDay(day) && day < dayOf(now, 'UTC');
}

async function writeFocus(account: AccountSession, file: string, options: CostOptions): Promise<ExitCode> {
  const allowed = mayWriteNow(file, { dataDir: dataDirOf(options), replace: true });
  if (!allowed.ok) {
    tellFailure(allowed.failure);
    return EXIT.failure;
  }
  const focus = await account.ask(readFocusFile, file.endsWith('.jsonl') ? 'jsonl' : 'csv');
  if (!focus.ok) {
    tellFailure(focus.failure);
    return EXIT.failure;
  }
  try {
    await writeFile(file, focus.value.text, 'utf8');
  } catch {
    tell(`${file} could not be written. Choose a folder that you may write to.`);
    return EXIT.failure;
  }
  const { rows, leftOut } = focus.value;
  if (options.json) printJson({ file, rows, leftOut });
  else print(`${rows} rows: ${file}`);
  if (leftOut > 0) {
    tell(`${leftOut} charges are left out: their cost is not known.`);
  }
  return EXIT.fine;
}

/** "What if" over everything, or the break-evens of one account: the named one, else the dearest that has the metric. */
async function answerQuestion(
  account: AccountSession,
  views: readonly CostsView[],
  options: CostOptions,
): Promise<ExitCode> {
  const { whatIf, breakEven, connection, json = false } = options;
  const named = connection === undefined ? null : (views[0]?.connectionId ?? null);
  if (whatIf !== undefined) {
    const answer = await account.ask(readWhatIf, named, whatIf);
    return tellAnswer(answer, json, (value) => whatIfText(views[0]?.currency ?? 'USD', value));
  }
  const answers: Result<BreakEvensView>[] = [];
  for (const { connectionId } of dearestFirst(views.filter(({ planName }) => planName !== null))) {
    answers.push(await account.ask(readBreakEvens, connectionId, breakEven ?? ''));
  }
  const answer = answers.find(({ ok }) => ok) ?? answers[0];
  if (answer === undefined) {
    tell(NO_BILL);
    return EXIT.nothingCollected;
  }
  return tellAnswer(answer, json, breakEvensText);
}

function tellAnswer<T>(answer: Result<T>, json: boolean, text: (value: T) => string): ExitCode {
  if (!answer.ok) {
    tellFailure(answer.failure);
    return answer.failure.code === 'invalid-input' ? EXIT.wrongUse : EXIT.failure;
  }
  if (json) {
    printJson(answer.value);
  } else {
    print(text(answer.value));
  }
  return EXIT.fine;
}

const NO_BILL = 'No account has a bill that is known. Run "headroom collect" first.';

/** Without a choice it is the account that costs most: the one that a person asks about. */
function dearestFirst(views: readonly CostsView[]): readonly CostsView[] {
  return views.toSorted((a, b) => b.soFar.atLeast - a.soFar.atLeast);
}

/** Parts of which nothing is counted. */
const NO_USE: ReadonlySet<string> = new Set(['fee', 'credit', 'tax', 'adjustment']);

/** Costs of one account for the terminal: the sentence, then what it is made of. */
export function costsText(view: CostsView): string {
  const { currency, soFar } = view;
  const money = (amount: number | null) => (amount === null ? 'not known' : formatMoney(amount, currency));
  const rows = view.components
    .filter((part) => part.amount !== 0 || part.billedQuantity > 0)
    .map((part) => [
      part.region === null ? part.title : `${part.title}, ${part.region}`,
      NO_USE.has(part.tier) || part.unit === '' ? '' : `${formatNumber(part.quantity)} ${part.unit}`,
      part.price,
      money(part.amount),
      [part.reason, part.price === '' || part.sourceDate === null ? '' : `as of ${part.sourceDate}`]
        .filter((text) => text !== '')
        .join(', '),
    ]);
  const [least, most] = soFar.total === null ? ['at least ', 'at most '] : ['', ''];
  const credit =
    soFar.creditIncluded > 0
      ? [
          `Credit: ${least}${money(soFar.creditUsed)} of ${money(soFar.creditIncluded)} used, ${most}${money(soFar.creditLeft)} left.`,
        ]
      : [];
  const { credit: used, budget, allowances } = runOutWords(view, (day) => day);
  const runOut = [...used, ...budget, ...allowances];
  const [low, high] = (view.projected?.interval ?? []).map((end) => formatProjectedMoney(end, currency));
  // A bill that is fixed has no interval to tell.
  const projected = low === undefined || low === high ? [] : [`At the period's end between ${low} and ${high} (80 %).`];
  return [
    oneLine(view.headline),
    ...credit,
    ...projected,
    ...runOut.map(oneLine),
    ...(rows.length === 0 ? [] : [table(['What', 'Used', 'Price', 'Costs', ''], rows, [1, 3])]),
    ...view.unknown.map(({ title, reason }) => oneLine(`Not known: ${title}: ${reason}.`)),
  ].join('\n');
}

/** Today and the other world side by side. */
export function whatIfText(currency: string, answer: WhatIfView): string {
  const money = (amount: number | null) => (amount === null ? 'not known' : formatMoney(amount, currency));
  const total = (side: WhatIfView['today']) =>
    formatBillAmount({ amount: side.atLeast, complete: side.total !== null }, currency);
  const rows = answer.lines.map((line) => [oneLine(line.title), money(line.today), money(line.changed)]);
  const headings = [
    `Today, ${answer.today.planName}`.replace(/, $/, ''),
    `${answer.changes.join(', ')}, ${answer.changed.planName}`.replace(/, $/, ''),
  ];
  const { firstCycle } = answer;
  return [
    'Everything, the whole billing periods',
    table(['', ...headings], [...rows, ['Total', total(answer.today), total(answer.changed)]], [1, 2]),
    answer.difference === null
      ? 'The difference is not known.'
      : `Difference: ${formatSignedMoney(answer.difference, currency)}`,
    ...(firstCycle === null
      ? []
      : [
          `${firstCycle.cycles === 1 ? 'The first cycle' : `The first ${firstCycle.cycles} cycles`} on ${oneLine(firstCycle.planName)}: ${money(firstCycle.total)}, ${formatSignedMoney(firstCycle.difference, currency)}`,
        ]),
    ...answer.notes.map((note) => oneLine(`- ${note}`)),
  ].join('\n');
}

/** From which use on which plan is cheaper: a row for each pair of plans that have a break-even, the rest folded. */
function breakEvensText({ title, expected, pairs, folded }: BreakEvensView): string {
  const rows = pairs.map(({ plans, quantity, unit, below, above }) => [
    plans.join(' or '),
    quantity === null ? '–' : formatQuantity(quantity, unit),
    `${below} below, ${above} above`,
  ]);
  const always = folded.filter(({ below }) => below !== null).length;
  const rest = folded.length - always;
  return [
    oneLine(`${title}: ${formatNumber(expected)} expected in this period, all other use as expected`),
    pairs.length === 0 ? 'No two plans have a break-even.' : table(['Plans', 'Break-even', 'Cheaper'], rows, [1]),
    ...(folded.length === 0
      ? []
      : [
          `Not in the table: ${counted(always, 'pair')} of which one is always cheaper, ${rest} that cannot be compared.`,
        ]),
  ].join('\n');
}

/** Parts that are told one by one; the others are added up. */
const MOST_PARTS = 6;

/** What changed what is spent: the sentence, and its split without a rest. */
export function changeText(change: CostChangeView): string {
  const { currency, parts } = change;
  const told = parts.slice(0, MOST_PARTS);
  const others = parts.slice(MOST_PARTS);
  const row = (title: string, due: number, charges: number, detail: string) => [
    title,
    formatSignedMoney(due, currency),
    formatSignedMoney(charges, currency),
    detail,
  ];
  const add = (key: 'due' | 'charges') => others.reduce((sum, part) => sum + part[key], 0);
  const rows = [
    ...told.map((part) => row(part.title, part.due, part.charges, part.detail)),
    ...(others.length === 0 ? [] : [row(`${others.length} others`, add('due'), add('charges'), '')]),
    row('Total', change.due, change.charges, ''),
  ];
  return [
    oneLine(change.headline),
    ...(change.insideCredit === null ? [] : [oneLine(`${change.insideCredit.title}: ${change.insideCredit.detail}.`)]),
    table(['What changed', 'To pay', 'Before credit', ''], rows, [1, 2]),
    ...change.notes.map(oneLine),
  ].join('\n');
}
