import { z } from 'zod';
import { readCostChange } from '#main/queries/bill/change';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { dayStart, formatInstant } from '#shared/core/calendar/calendar';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatDayAndMonth } from '#shared/format/date';
import { formatSignedMoney } from '#shared/format/money';
import { formatQuantity } from '#shared/format/quantity';
import type { CostChangeView } from '#shared/ipc/costs';
import type { ChangeExplained } from '#shared/ipc/forecast';
import {
  inputWords,
  leftOut,
  NO_CHANGE_OF_COST,
  NO_CHANGE_OF_USE,
  narrowing,
  toolWords,
} from '#shared/words/assistant-tools';
import type { AskedAccount } from '../asked-account';
import { fitted } from './fitted';
import { inputs, mostInput, pastDay } from './inputs';
import { type NamedMetric, namedMetric } from './named';
import { defineTool, type ToolFigure, type ToolResult } from './tool';

/** `explain_change`: the change of `headroom costs --json`, or that of one metric. */
export const explainChangeTool = defineTool({
  name: 'explain_change',
  ...toolWords.explain_change,
  input: {
    metric: inputs.onlyMetric,
    since: z.string().max(20).describe(inputWords.since).optional(),
    most: mostInput(8, 50),
  },
  async read(account, { metric: name, since, most }) {
    if (name !== undefined) {
      const metric = await namedMetric(account, name);
      return metric.ok ? changeOfUse(account, metric.value, most) : metric;
    }
    const day = since === undefined ? succeed(undefined) : pastDay(since, account.clock.now());
    return day.ok ? changeOfCost(account, day.value, most) : day;
  },
});

async function changeOfCost(account: AskedAccount, since: string | undefined, most: number): Promise<ToolResult> {
  const change = await account.ask(readCostChange, since);
  if (change === null) {
    return succeed({ content: { change: null }, figures: [], notes: [NO_CHANGE_OF_COST] });
  }
  const { shown, left } = fitted(change.parts, most);
  const { cause, lead } = change;
  return succeed({
    content: {
      change: {
        ...change,
        parts: shown,
        // A title is a name to whoever reads; its figure is one in a sentence.
        lead: lead === null ? null : { ...lead, text: `${lead.title}: ${lead.detail}` },
        cause: cause === null ? null : { ...cause, t: cause.t === null ? null : formatInstant(cause.t) },
      },
    },
    figures: figuresOfCost({ ...change, parts: [...shown] }),
    notes: leftOut(left, 'part', narrowing.parts),
  });
}

function figuresOfCost(change: CostChangeView): readonly ToolFigure[] {
  const figure = (label: string, value: number): ToolFigure => ({
    label,
    value,
    unit: change.currency,
    text: formatSignedMoney(value, change.currency),
    link: links.costs(),
  });
  return [
    figure(`More to pay since ${formatDayAndMonth(dayStart(change.since, 'UTC'), 'UTC')}`, change.due),
    figure(`The same before the included credit`, change.charges),
    ...change.parts.map(({ title, account, charges }) => figure(`${title}, ${account}`, charges)),
  ];
}

async function changeOfUse(account: AskedAccount, { key, view }: NamedMetric, most: number): Promise<ToolResult> {
  const question = { key, range: '7d', points: 2 } as const;
  const chart = await account.ask(readUsageChart, question, account.scheduler.intervalMinutes);
  if (!chart.ok) {
    return chart;
  }
  const { change } = chart.value;
  const about = { key, metric: view.summaryKey, account: view.connectionTitle, title: view.title };
  if (change === null) {
    return succeed({ content: { ...about, change: null }, figures: [], notes: [NO_CHANGE_OF_USE] });
  }
  const { shown, left } = fitted(change.parts, most);
  return succeed({
    content: {
      ...about,
      change: {
        ...change,
        since: formatInstant(change.since),
        parts: shown,
        causes: change.causes.map((cause) => ({ ...cause, t: formatInstant(cause.t) })),
      },
    },
    figures: figuresOfUse(view.title, change, links.usage(key)),
    notes: leftOut(left, 'part', narrowing.parts),
  });
}

function figuresOfUse(title: string, { before, after, unit }: ChangeExplained, link: string): readonly ToolFigure[] {
  const figure = (what: string, value: number): ToolFigure => ({
    label: `${title}: a day ${what}`,
    value,
    unit,
    text: formatQuantity(value, unit),
    link,
  });
  return [figure('before', before), figure('since', after)];
}
