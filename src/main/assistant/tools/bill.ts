import { z } from 'zod';
import { readBill } from '#main/queries/bill/read-bill';
import { readProjectList } from '#main/queries/connections/project-list';
import { groundNotes, readAnswerGround } from '#main/queries/home/answer-ground';
import { fail, succeed } from '#shared/domain/failure';
import type { Project } from '#shared/domain/project';
import { links } from '#shared/domain/screen-links';
import { expectedTaxWords, taxWords } from '#shared/format/bill';
import { formatMoney } from '#shared/format/money';
import type { BillView } from '#shared/ipc/bill';
import {
  inputWords,
  leftOut,
  NO_BILL_KNOWN,
  narrowing,
  noSuchMonth,
  projectLinesOnly,
  toolWords,
} from '#shared/words/assistant-tools';
import { amountFigure, projectionFigure } from './figures';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { namedAccount, namedProjects } from './named';
import { defineTool, invalid, type ToolFigure } from './tool';

type Account = BillView['accounts'][number];
type Line = Account['lines'][number];

/** `bill`: as `headroom bill --json`, with the largest lines of each account. */
export const billTool = defineTool({
  name: 'bill',
  ...toolWords.bill,
  input: {
    account: inputs.account,
    project: inputs.project,
    month: z.string().max(20).describe(inputWords.month).optional(),
    most: mostInput(20, 200),
  },
  async read(account, { most, month, ...asked }) {
    if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      return fail(invalid(noSuchMonth(month)));
    }
    const connection = await namedAccount(account, asked.account);
    if (!connection.ok) {
      return connection;
    }
    const projects = await namedProjects(account, asked.project);
    if (!projects.ok) {
      return projects;
    }
    const ground = await account.ask(readAnswerGround, ({ used }) => used !== null);
    const bill = await account.ask(readBill, month ?? null);
    const all = await account.ask(readProjectList);
    const accounts = bill.accounts.filter((one) => connection.value === null || one.connection === connection.value.id);
    const lines = accounts
      .flatMap((one) => one.lines.map((line) => ({ account: one, line })))
      .filter(({ account: of, line }) => projects.value === null || isOf(projects.value, of, line))
      .sort((a, b) => Math.abs(b.line.amount ?? 0) - Math.abs(a.line.amount ?? 0));
    const { shown, left } = fitted(lines, most, ({ line }) => line);
    const told = accounts.map((one) => ({
      ...one,
      // A line has its project's id; people know its name.
      lines: shown
        .filter((row) => row.account === one)
        .map(({ line }) => ({ ...line, projectName: nameOf(all, one, line) })),
    }));
    return succeed({
      content: { ...bill, accounts: told },
      figures: [
        ...totalFigures(bill),
        ...told.flatMap(accountFigures),
        ...shown.map(({ account: of, line }) => lineFigure(of, line, nameOf(all, of, line))),
      ],
      notes: [
        ...groundNotes(ground),
        ...(ground.nothingKnown === null && accounts.length === 0 ? [NO_BILL_KNOWN] : []),
        ...(asked.project === undefined ? [] : [projectLinesOnly(asked.project)]),
        ...leftOut(left, 'line', narrowing.lines),
      ],
    });
  },
});

function isOf(projects: readonly Project[], { connection }: Account, { project }: Line): boolean {
  return projects.some((one) => one.connectionId === connection && one.projectId === project);
}

/** What the project of a line is called; its id where no name is known, null where it is of none. */
function nameOf(projects: readonly Project[], { connection }: Account, { project }: Line): string | null {
  return projects.find((one) => one.connectionId === connection && one.projectId === project)?.name ?? project;
}

function totalFigures({ currency, soFar, projected, lastMonth, accounts }: BillView): readonly ToolFigure[] {
  const link = links.costs();
  return [
    ...(accounts.length === 0
      ? []
      : [noted(amountFigure('Everything: so far', soFar, currency, link), taxWords(soFar, lastMonth, currency))]),
    ...(projected === null
      ? []
      : [
          noted(
            projectionFigure('Everything: by the end', projected, currency, link),
            expectedTaxWords(soFar, lastMonth, currency),
          ),
        ]),
    ...(lastMonth === null
      ? []
      : [
          noted(
            amountFigure('Everything: the month before', lastMonth, currency, link),
            taxWords(lastMonth, soFar, currency),
          ),
        ]),
  ];
}

/** A figure with what is said of the tax in it. */
function noted(figure: ToolFigure, words: string): ToolFigure {
  return { ...figure, text: `${figure.text}${words}` };
}

function accountFigures({ title, currency, soFar, projected }: Account): readonly ToolFigure[] {
  const link = links.costs();
  return [
    amountFigure(`${title}: so far`, soFar, currency, link),
    ...(projected === null ? [] : [projectionFigure(`${title}: by the end`, projected, currency, link)]),
  ];
}

function lineFigure({ title, currency }: Account, line: Line, project: string | null): ToolFigure {
  const { amount } = line;
  const name = [title, line.title, ...(project === null ? [] : [project])].join(', ');
  const text = amount === null ? 'not known' : formatMoney(amount, currency);
  return { label: name, value: amount, unit: currency, text, link: links.costs() };
}
