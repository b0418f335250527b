import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { expectedUse } from '#shared/core/costs/bill/expected-lines';
import { settledTier } from '#shared/core/costs/bill/flat-rate';
import { wishOf } from '#shared/core/costs/bill/wish';
import type { Change } from '#shared/core/costs/what-if-changes';
import { findPlan } from '#shared/core/pricing/look-up';
import type { PricedParts } from '../read-parts';
import type { AccountBills } from './account-bills';
import { type BillContext, once } from './bill-parts';
import { billsIn } from './bills-in-period';

/** One account as it is and as it would be. */
export interface WhatIfAccount {
  readonly account: AccountBills;
  readonly today: readonly WorkedBill[];
  /** The same bills where nothing changes. */
  readonly changed: readonly WorkedBill[];
  /** A flat-rate tier that is too small costs this for its first cycles only; null elsewhere. */
  readonly first: { readonly bills: readonly WorkedBill[]; readonly plan: string; readonly cycles: number } | null;
  /** The plan that it would be on. */
  readonly plan: string | null;
  readonly cacheHitRatio: number | null;
}

/** Whose plan changes: the dearest of those that can be on it. */
export function askedAccount(accounts: readonly AccountBills[], changes: readonly Change[]): AccountBills | undefined {
  const plan = changes.findLast(({ kind }) => kind === 'plan');
  const sellers =
    plan?.kind !== 'plan'
      ? accounts
      : accounts.filter(({ connection, context: { list, now } }) =>
          connection.billing === null
            ? false
            : findPlan(list, connection.billing.provider, plan.plan, dayOf(now, 'UTC')) !== null,
        );
  const weight = ({ bills }: AccountBills) => bills[0]?.bill.projected?.q50 ?? bills[0]?.bill.soFar.amount ?? 0;
  return [...sellers].sort((a, b) => weight(b) - weight(a))[0];
}

/** An account in the world that is asked for; a tier that is too small is followed to the one where it ends up. */
export async function otherWorld(
  parts: PricedParts,
  account: AccountBills,
  changes: readonly Change[],
  isAsked: boolean,
): Promise<WhatIfAccount> {
  const { context, bills: today } = account;
  const cacheHitRatio = changes.some(({ kind }) => kind === 'cache-hits') ? await cacheHits(parts, context) : null;
  const plan = account.connection.billing?.plan ?? null;
  const same = { account, today, changed: today, first: null, plan, cacheHitRatio };
  if (!isTouched(account, changes, isAsked)) {
    return same;
  }
  const wish = wishOf(changes, cacheHitRatio, isAsked);
  const bills = await billsIn({ ...context, wish });
  const provider = account.connection.billing?.provider ?? '';
  const [main] = bills;
  if (wish.plan === null || main === undefined) {
    return { ...same, changed: bills };
  }
  const day = dayOf(context.now, context.period.zone);
  const settled = settledTier(context.list, { provider, plan: wish.plan, day }, expectedUse(main.parts));
  if (settled.cycles === 0) {
    return { ...same, changed: bills, plan: wish.plan };
  }
  return {
    ...same,
    changed: await billsIn({ ...context, wish: { ...wish, plan: settled.plan } }),
    first: { bills, plan: wish.plan, cycles: settled.cycles },
    plan: settled.plan,
  };
}

/** Visitors come to everything, models are of AI accounts, the rest is Vercel's; a plan is the asked account's. */
function isTouched({ connection, bills }: AccountBills, changes: readonly Change[], isAsked: boolean): boolean {
  return changes.some((change) => {
    switch (change.kind) {
      case 'traffic':
        return change.factor !== 1;
      case 'plan':
        return isAsked;
      case 'model':
        return usesModel(bills, change.from);
      default:
        return connection.provider === 'vercel';
    }
  });
}

/** Whether a model was charged for in these bills. */
export function usesModel(bills: readonly WorkedBill[], model: string): boolean {
  return bills.some(({ bill }) => bill.lines.some(({ product }) => product.split(' · ')[0] === model));
}

/** The share of the period's requests that the cache answered; null where the provider does not tell them apart. */
function cacheHits(parts: PricedParts, context: BillContext): Promise<number | null> {
  return once(context, 'cache hits', async () => {
    const { connection, period } = context;
    const series = (await parts.store.samples.listSeries(connection.id)).filter(({ projectId }) => projectId === null);
    const sumOf = async (name: string): Promise<number> => {
      const found = series.find(({ service, metric }) => service === 'VERCEL_EDGE' && metric === name);
      if (found === undefined) return 0;
      const range = { start: period.start, end: period.end };
      const [sum] = await parts.store.samples.sums([{ seriesId: found.id, range }]);
      return sum?.value ?? 0;
    };
    const [hits, all] = [await sumOf('CACHED_REQUESTS'), await sumOf('EDGE_REQUESTS')];
    return all === 0 || hits === 0 ? null : Math.min(1, hits / all);
  });
}
