import { z } from 'zod';
import { readAiCosts } from '#main/queries/bill/ai';
import { readBill } from '#main/queries/bill/read-bill';
import { readAccountCosts } from '#main/queries/standings/account-costs';
import { formatInstant } from '#shared/core/calendar/calendar';
import { daysTogether } from '#shared/core/costs/days-together';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatBillAmount } from '#shared/format/bill';
import type { AiCostsView, CostsView } from '#shared/ipc/costs';
import { inputWords, leftOut, NO_BILL_KNOWN, NO_SPLIT, narrowing, toolWords } from '#shared/words/assistant-tools';
import type { AskedAccount } from '../asked-account';
import { amountFigure } from './figures';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { namedAccount } from './named';
import { defineTool, type ToolFigure } from './tool';

const SPLITS = { service: 'byService', project: 'byProject', region: 'byRegion', day: 'byDay' } as const;
type Split = keyof typeof SPLITS;
type Share = CostsView['byDay'][number];

/** `costs`: of `headroom costs --json` the accounts' sums and one split; by day that of everything, too. */
export const costsTool = defineTool({
  name: 'costs',
  ...toolWords.costs,
  input: {
    account: inputs.account,
    by: z.enum(['service', 'project', 'region', 'day']).describe(inputWords.by),
    most: mostInput(40, 200),
  },
  async read(account, { by, most, account: name }) {
    const connection = await namedAccount(account, name);
    if (!connection.ok) {
      return connection;
    }
    const all = await account.ask(readAccountCosts);
    const views = all.filter((view) => connection.value === null || view.connectionId === connection.value.id);
    const ai = connection.value === null ? await account.ask(readAiCosts) : null;
    const together =
      by === 'day' && connection.value === null && views.length > 1 ? await everythingByDay(account, views) : null;
    const shares = views.flatMap((view) => view[SPLITS[by]].map((share) => ({ view, share })));
    // The latest days are what is asked about; of other shares the largest.
    const ordered = by === 'day' ? shares.toReversed() : shares.sort((a, b) => b.share.amount - a.share.amount);
    const { shown, left } = fitted(ordered, most, ({ share }) => share);
    const told = views.map((view) => ({
      ...sumsOf(view),
      [SPLITS[by]]: inOrder(
        by,
        shown.filter((row) => row.view === view).map(({ share }) => share),
      ),
    }));
    return succeed({
      content: { connections: told, ...(together === null ? {} : { everything: together }), ai },
      figures: [
        ...views.map(({ title, soFar, currency }) =>
          amountFigure(`${title}: so far`, amountOf(soFar), currency, links.costs()),
        ),
        ...shown.map(({ view, share }) => shareFigure(view, share)),
        ...(together === null ? [] : togetherFigures(together)),
        ...(ai === null ? [] : aiFigures(ai)),
      ],
      notes: [
        ...(views.length === 0 && ai === null ? [NO_BILL_KNOWN] : []),
        ...(views.length > 0 && shares.length === 0 ? [NO_SPLIT] : []),
        ...leftOut(left, by, narrowing.shares),
      ],
    });
  },
});

interface Together {
  readonly currency: string;
  readonly byDay: readonly { readonly day: string; readonly amount: number; readonly complete: boolean }[];
}

/** The days of all these accounts in the currency of the bill: what is asked for needs no adding up. */
async function everythingByDay(account: AskedAccount, views: readonly CostsView[]): Promise<Together> {
  const { currency } = await account.ask(readBill);
  const days = daysTogether(views, currency);
  return { currency, byDay: days.map(({ key: day, amount, unknown }) => ({ day, amount, complete: unknown === 0 })) };
}

function togetherFigures({ currency, byDay }: Together): readonly ToolFigure[] {
  return byDay.map((one) => amountFigure(`Everything, ${one.day}`, one, currency, links.costs()));
}

function sumsOf(view: CostsView) {
  const { connectionId, title, planName, currency, zone, day, days, state, headline } = view;
  return {
    ...{ connectionId, title, planName, currency, zone, day, days, state, headline },
    periodStart: formatInstant(view.periodStart),
    periodEnd: formatInstant(view.periodEnd),
    ...{ soFar: view.soFar, projected: view.projected, runOut: view.runOut, unknown: view.unknown },
  };
}

function inOrder(by: Split, shares: readonly Share[]): readonly Share[] {
  return by === 'day' ? shares.toReversed() : shares;
}

function amountOf({ total, atLeast }: { readonly total: number | null; readonly atLeast: number }) {
  return { amount: atLeast, complete: total !== null };
}

function shareFigure({ title, currency }: CostsView, share: Share): ToolFigure {
  const amount = { amount: share.amount, complete: share.unknown === 0 };
  return amountFigure(`${title}, ${share.title}`, amount, currency, links.costs());
}

function aiFigures(ai: AiCostsView): readonly ToolFigure[] {
  const link = links.costs();
  return [
    amountFigure(`AI in ${ai.month}`, amountOf(ai), ai.currency, link),
    ...ai.models.map(({ model, cost, currency }) => ({
      label: `AI in ${ai.month}: ${model}`,
      value: cost,
      unit: currency,
      text: cost === null ? 'not known' : formatBillAmount({ amount: cost, complete: true }, currency),
      link,
    })),
  ];
}
