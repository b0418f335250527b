import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { expectedLines } from '#shared/core/costs/bill/expected-lines';
import { totalBills } from '#shared/core/costs/bill/total-bill';
import { parseWhatIf } from '#shared/core/costs/parse-what-if';
import type { Change } from '#shared/core/costs/what-if-changes';
import { findPlan } from '#shared/core/pricing/look-up';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { fromMicros } from '#shared/domain/money';
import type { WhatIfView } from '#shared/ipc/costs';
import type { PricedParts } from '../read-parts';
import { type AccountBills, currentAccountBills } from './account-bills';
import { noBill } from './costs';
import { askedAccount, otherWorld, type WhatIfAccount } from './what-if-accounts';
import { refusal } from './what-if-choices';
import { changeText, noteTexts } from './what-if-notes';
import { metricTitle } from './words';

/**
 * Everything that is paid a month at its expected end, looked at differently: `traffic=2,plan=pro`. Each account's
 * bill is worked out anew by the functions that made it, and the difference is one of two bills. A plan is that of
 * `connectionId`, or where none is named, of the dearest account whose provider sells it. Refused with
 * `invalid-input` for a change that is not understood or a name that the price list does not have.
 */
export async function readWhatIf(
  parts: PricedParts,
  connectionId: string | null,
  text: string,
): Promise<Result<WhatIfView>> {
  const changes = parseWhatIf(text);
  if (!changes.ok) {
    return changes;
  }
  const accounts = await currentAccountBills(parts);
  const named = accounts.filter(({ connection }) => connectionId === null || connection.id === connectionId);
  const refused = named.length === 0 ? noBill : refusal(connectionId === null ? accounts : named, changes.value);
  if (refused !== null) {
    return fail(refused);
  }
  const asked = askedAccount(named, changes.value);
  const worlds = await Promise.all(
    accounts.map((account) => otherWorld(parts, account, changes.value, account === asked)),
  );
  return succeed(answer(parts, worlds, asked, changes.value));
}

function answer(
  parts: PricedParts,
  worlds: readonly WhatIfAccount[],
  asked: AccountBills | undefined,
  changes: readonly Change[],
): WhatIfView {
  const today = sideOf(worlds.flatMap((world) => world.today));
  const then = sideOf(worlds.flatMap((world) => world.changed));
  const first = sideOf(worlds.flatMap((world) => world.first?.bills ?? world.changed));
  const own = worlds.find(({ account }) => account === asked);
  const isNewlyUnknown = then.unpriced > today.unpriced;
  const difference = isNewlyUnknown ? null : round(then.amount - today.amount);
  const tier = worlds.find((world) => world.first !== null)?.first ?? null;
  const planOf = (plan: string | null) => planName(own, plan);
  return {
    changes: changes.map(changeText),
    today: { planName: planOf(own?.account.connection.billing?.plan ?? null), ...view(today) },
    changed: { planName: planOf(own?.plan ?? null), ...view(then) },
    difference,
    firstCycle:
      tier === null
        ? null
        : {
            planName: planOf(tier.plan),
            cycles: tier.cycles,
            total: first.amount,
            difference: round(first.amount - today.amount),
          },
    accounts: worlds.map(({ account, today: before, changed: after }) => ({
      connection: account.connection.id,
      title: account.connection.title,
      today: sideOf(before).amount,
      changed: sideOf(after).amount,
    })),
    lines: linesOf(parts, worlds, today.amount, then.amount),
    notes: noteTexts(parts, worlds, own, changes),
  };
}

interface Side {
  readonly amount: number;
  readonly missing: number;
  /** Parts that no source prices: with one more of them nothing can be said of the difference. */
  readonly unpriced: number;
}

/** What bills come to together: the middle of their projection, in the currency of most of them. */
function sideOf(bills: readonly WorkedBill[]): Side {
  const [total] = totalBills(bills);
  const amount = total === undefined ? 0 : fromMicros(total.projected?.q50 ?? total.soFar.amount);
  const missing = total?.soFar.missing ?? [];
  const unpriced = missing.filter(({ code }) => code === 'no-price' || code === 'fee-not-known').length;
  return { amount, missing: missing.length, unpriced };
}

function view({ amount, missing }: Side): { total: number | null; atLeast: number } {
  return { total: missing === 0 ? amount : null, atLeast: amount };
}

function round(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

function planName(own: WhatIfAccount | undefined, plan: string | null): string {
  const { context, connection } = own?.account ?? {};
  if (context === undefined || plan === null || connection?.billing == null) {
    return '';
  }
  return findPlan(context.list, connection.billing.provider, plan, dayOf(context.now, 'UTC'))?.name ?? plan;
}

/** What the median of a sum has beside the medians of its parts. */
const SPREAD_TITLE = 'Together less or more than each alone';
const NOTICEABLE = 0.005;

function linesOf(
  parts: PricedParts,
  worlds: readonly WhatIfAccount[],
  today: number,
  then: number,
): WhatIfView['lines'] {
  const before = amountsOf(parts, worlds, ({ today: bills }) => bills);
  const after = amountsOf(parts, worlds, ({ changed: bills }) => bills);
  const lines = [...new Set([...before.keys(), ...after.keys()])]
    .map((title) => ({ title, today: round(before.get(title) ?? 0), changed: round(after.get(title) ?? 0) }))
    .filter((line) => line.today !== 0 || line.changed !== 0)
    .sort((a, b) => Math.abs(b.changed - b.today) - Math.abs(a.changed - a.today));
  const rest = (whole: number, of: 'today' | 'changed') =>
    round(whole - lines.reduce((sum, line) => sum + line[of], 0));
  const spread = { title: SPREAD_TITLE, today: rest(today, 'today'), changed: rest(then, 'changed') };
  const isNothing = Math.abs(spread.today) < NOTICEABLE && Math.abs(spread.changed) < NOTICEABLE;
  return isNothing ? lines : [...lines, spread];
}

/** Expected amounts by title, the account named where there are several. */
function amountsOf(
  parts: PricedParts,
  worlds: readonly WhatIfAccount[],
  billsOf: (world: WhatIfAccount) => readonly WorkedBill[],
): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const world of worlds) {
    const { connection } = world.account;
    const [main] = billsOf(world);
    for (const line of main === undefined ? [] : expectedLines(main)) {
      const title = line.product || metricTitle(parts, connection.provider, line.service, line.metric);
      const key = worlds.length === 1 ? title : `${connection.title}: ${title}`;
      amounts.set(key, (amounts.get(key) ?? 0) + line.amount);
    }
  }
  return amounts;
}
