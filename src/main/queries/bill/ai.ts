import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { type TotalBill, totalBills } from '#shared/core/costs/bill/total-bill';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { AiCostsView } from '#shared/ipc/costs';
import type { ReadParts } from '../read-parts';
import { type AccountBills, currentAccountBills, type Parts } from './account-bills';
import { aiCostDays } from './ai-days';
import { AI_PROVIDERS } from './bills-in-period';

type Month = Awaited<ReturnType<ReadParts['store']['aiUsage']['months']>>[number];
type Model = AiCostsView['models'][number];

/** What all AI accounts cost together, by their bills: one total for each currency. */
export async function readAiTotals(parts: Parts): Promise<readonly TotalBill[]> {
  return totalBills((await aiAccounts(parts)).flatMap(({ bills }) => bills));
}

async function aiAccounts(parts: Parts): Promise<readonly AccountBills[]> {
  return (await currentAccountBills(parts)).filter(({ connection }) => AI_PROVIDERS.includes(connection.provider));
}

/**
 * AI spend of this calendar month (UTC) by model, dearest first, as the bills have it: what is charged in another
 * currency stands beside it. Null while no AI account was read in it.
 */
export async function readAiCosts(parts: Parts): Promise<AiCostsView | null> {
  const month = dayOf(parts.clock.now(), 'UTC').slice(0, 7);
  const rows = await parts.store.aiUsage.months(month);
  const totals = rows.filter((row) => row.model === '' && row.projectRef === '');
  if (totals.length === 0) {
    return null;
  }
  const accounts = await aiAccounts(parts);
  const [main, ...others] = totalBills(accounts.flatMap(({ bills }) => bills));
  const projected = main?.projected ?? null;
  const tokens = rows.filter((row) => row.model !== '' && row.projectRef === '');
  const models = accounts.flatMap((account) => modelsOf(account, tokens));
  return {
    month,
    total: main === undefined || !main.soFar.complete ? null : fromMicros(main.soFar.amount),
    atLeast: fromMicros(main?.soFar.amount ?? 0),
    projected:
      projected === null
        ? null
        : { total: fromMicros(projected.q50), interval: [fromMicros(projected.q10), fromMicros(projected.q90)] },
    currency: main?.currency ?? 'USD',
    others: others.map(({ currency, soFar }) => ({ currency, total: fromMicros(soFar.amount) })),
    byDay: await daysOf(accounts),
    models: models.sort((a, b) => (b.cost ?? -1) - (a.cost ?? -1) || b.tokens - a.tokens),
    dataAsOf: Math.min(...totals.map((row) => row.dataAsOf)),
  };
}

/** Each day of all AI accounts together, oldest first, a currency a row: the days of a currency add up to its total. */
async function daysOf(accounts: readonly AccountBills[]): Promise<AiCostsView['byDay']> {
  const sums = new Map<string, { day: string; currency: string; amount: Micros }>();
  for (const { context, bills } of accounts) {
    for (const { bill } of bills) {
      for (const [day, amount] of await aiCostDays(context, bill.currency, bill.soFar.amount)) {
        const key = `${day} ${bill.currency}`;
        sums.set(key, { day, currency: bill.currency, amount: (sums.get(key)?.amount ?? 0) + amount });
      }
    }
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { amount, ...row }]) => ({ ...row, amount: fromMicros(amount) }));
}

/** Costs that are of no model, such as searches, or what was spent since the last report. */
const NO_MODEL = 'Other costs';

/** The models of an account with their tokens and what the bill of each currency has for them. */
function modelsOf({ connection, bills }: AccountBills, tokens: readonly Month[]): Model[] {
  const own = tokens.filter((row) => row.connectionId === connection.id);
  const provider = own[0]?.provider ?? connection.provider;
  const costs = bills.map((worked) => ({ currency: worked.bill.currency, byModel: costsByModel(worked) }));
  const charged = costs.flatMap(({ currency, byModel }) =>
    [...byModel].filter(([, cost]) => cost !== 0).map(([name, cost]) => ({ name, cost, currency })),
  );
  const uncharged = own.filter(({ model }) => !charged.some(({ name }) => name === model));
  const told = new Set<string>();
  return [
    ...charged.map(({ name, cost, currency }): Model => {
      const row = told.has(name) ? undefined : own.find(({ model }) => model === name);
      told.add(name);
      return { ...blank(provider, name || NO_MODEL, row), cost: fromMicros(cost), currency };
    }),
    ...uncharged.map(
      (row): Model => ({
        ...blank(provider, row.model, row),
        cost: row.costMicros === null ? null : fromMicros(row.costMicros),
        currency: bills[0]?.bill.currency ?? 'USD',
      }),
    ),
  ];
}

function costsByModel({ bill }: WorkedBill): Map<string, Micros> {
  const sums = new Map<string, Micros>();
  for (const { product, amount } of bill.lines) {
    const [model = ''] = product.split(' · ');
    sums.set(model, (sums.get(model) ?? 0) + (amount ?? 0));
  }
  return sums;
}

function blank(provider: string, model: string, row: Month | undefined): Omit<Model, 'cost' | 'currency'> {
  const inputTokens = row === undefined ? 0 : inputOf(row);
  const outputTokens = row?.outputTokens ?? 0;
  const tokens = inputTokens + outputTokens;
  return { provider, model, tokens, inputTokens, outputTokens, cacheShare: row?.cacheShare ?? null };
}

/** All input, cached or not: the classes are disjoint. */
function inputOf(row: Month): number {
  const { inputUncachedTokens, inputCachedTokens, cacheWriteShortTokens, cacheWriteLongTokens } = row;
  return (
    (inputUncachedTokens ?? 0) + (inputCachedTokens ?? 0) + (cacheWriteShortTokens ?? 0) + (cacheWriteLongTokens ?? 0)
  );
}
