import { z } from 'zod';
import { readAiCosts } from '#main/queries/bill/ai';
import { readBilledCosts } from '#main/queries/bill/billed-costs';
import { formatInstant } from '#shared/core/calendar/calendar';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatBillAmount } from '#shared/format/bill';
import type { AiCostsView, CostsView } from '#shared/ipc/costs';
import { inputWords, leftOut, NO_BILL_KNOWN, NO_SPLIT, narrowing, toolWords } from '#shared/words/assistant-tools';
import { amountFigure } from './figures';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { namedAccount } from './named';
import { defineTool, type ToolFigure } from './tool';

const SPLITS = { service: 'byService', project: 'byProject', region: 'byRegion', day: 'byDay' } as const;
type Split = keyof typeof SPLITS;
type Share = CostsView['byDay'][number];

/** `costs`: of `headroom costs --json` the account's sums and one split. */
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
    const all = await account.ask(readBilledCosts);
    const views = all.filter((view) => connection.value === null || view.connectionId === connection.value.id);
    const ai = connection.value === null ? await account.ask(readAiCosts) : null;
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
      content: { connections: told, ai },
      figures: [
        ...views.map(({ title, soFar, currency }) =>
          amountFigure(`${title}: so far`, amountOf(soFar), currency, links.costs()),
        ),
        ...shown.map(({ view, share }) => shareFigure(view, share)),
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
