import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { type CostAt, crossingOf } from '#shared/core/costs/bill/crossing';
import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { dueAt, expectedUse } from '#shared/core/costs/bill/expected-lines';
import { settledTier } from '#shared/core/costs/bill/flat-rate';
import { wishOf } from '#shared/core/costs/bill/wish';
import { termsOf } from '#shared/core/costs/terms';
import { findLimit, findPlan, planLimits, plansOf } from '#shared/core/pricing/look-up';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { NamedPlanLimit, PlanRecord } from '#shared/domain/price-list';
import { summaryKey } from '#shared/domain/service';
import type { PricedParts } from '../read-parts';
import { type AccountBills, currentAccountBills } from './account-bills';
import { billsIn } from './bills-in-period';
import { noBill } from './costs';
import { metricTitle } from './words';

/** From which quantity of one metric on another plan is the cheaper one, all other use as expected. */
interface BreakEvenView {
  readonly plans: readonly [string, string];
  /** In the metric's unit; null where one of the two is always cheaper, or cannot be compared. */
  readonly quantity: number | null;
  readonly unit: string;
  /** The cheaper plan below the quantity, or at any. */
  readonly below: string | null;
  readonly above: string | null;
  readonly reason: string;
}

/** One metric with the break-even of each pair of plans that have one. */
export interface BreakEvensView {
  readonly title: string;
  /** Use of the whole period, in the metric's unit: so far and expected. */
  readonly expected: number;
  readonly pairs: readonly BreakEvenView[];
  /** Pairs without a break-even: one is always cheaper, or they cannot be compared, and why. */
  readonly folded: readonly BreakEvenView[];
}

/** A plan with what the account would cost on it. */
interface OnPlan {
  readonly record: PlanRecord;
  readonly worked: WorkedBill;
  readonly limit: NamedPlanLimit | null;
}

interface Question {
  readonly service: string;
  readonly metric: string;
  readonly account: AccountBills;
  readonly plans: readonly OnPlan[];
  readonly expected: number;
}

/** No account uses more of anything that is priced by the unit. */
const MOST = 1e15;

/**
 * The break-even of each pair of plans of an account's provider for one metric, `VERCEL_BANDWIDTH_BANDWIDTH_GB`:
 * the account's whole bill on either, by the functions that made the bill, all other use as expected.
 */
export async function readBreakEvens(
  parts: PricedParts,
  connectionId: string,
  key: string,
): Promise<Result<BreakEvensView>> {
  const account = (await currentAccountBills(parts)).find(({ connection }) => connection.id === connectionId);
  const billing = account?.connection.billing ?? null;
  if (account === undefined || billing === null) {
    return fail(noBill);
  }
  const { list, now, period } = account.context;
  const day = dayOf(now, period.zone);
  const plans = await Promise.all(
    plansOf(list, billing.provider, day).map(async (record): Promise<OnPlan | null> => {
      const wish = { ...wishOf([], null, true), plan: record.plan };
      const [worked] = await billsIn({ ...account.context, wish });
      return worked === undefined ? null : { record, worked, limit: null };
    }),
  );
  const known = plans.filter((plan) => plan !== null);
  const found = known
    .flatMap(({ record, worked }) => (worked.parts.meters ?? []).map((meter) => ({ record, meter })))
    .find(({ record, meter }) => isCalled(account, record, meter, key))?.meter;
  if (found === undefined) {
    const names = new Set(known.flatMap(({ worked }) => (worked.parts.meters ?? []).map(keyOf)));
    return fail({
      code: 'invalid-input',
      message: `${account.connection.title} has no billed use of "${key}".`,
      action: `Choose one of: ${[...names]
        .filter((name) => name !== '_')
        .sort()
        .join(', ')}.`,
      retryable: false,
    });
  }
  const { service, metric } = found;
  const listed = known
    .map((plan) => ({ ...plan, limit: findLimit(list, { ...plan.record, service, metric }, day) }))
    .filter(({ limit }) => limit !== null);
  const expected = Math.max(...known.map(({ worked }) => expectedUse(worked.parts)(service, metric)));
  return succeed(viewOf(parts, { service, metric, account, plans: listed, expected }));
}

function keyOf({ service, metric }: { readonly service: string; readonly metric: string }): string {
  return summaryKey(service, metric);
}

/** Whether a meter is meant by a key: its own name, or another that the price list has for it. */
function isCalled({ context }: AccountBills, { provider, plan }: PlanRecord, meter: DrawnMeter, key: string): boolean {
  if (keyOf(meter) === key) {
    return true;
  }
  const terms = termsOf(context.list, { provider, plan, day: dayOf(context.now, context.period.zone) });
  const asked = terms.metricOf(key)?.limit.priceId;
  return asked !== undefined && asked === terms.metric(meter.service, meter.metric)?.limit.priceId;
}

function viewOf(parts: PricedParts, question: Question): BreakEvensView {
  const { account, plans, service, metric, expected } = question;
  const pairs = plans.flatMap((a, at) => plans.slice(at + 1).map((b) => compare(question, a, b)));
  return {
    title: metricTitle(parts, account.connection.provider, service, metric),
    expected,
    pairs: pairs
      .filter(({ quantity }) => quantity !== null)
      .sort((a, b) => Math.abs((a.quantity ?? 0) - expected) - Math.abs((b.quantity ?? 0) - expected)),
    folded: pairs.filter(({ quantity }) => quantity === null),
  };
}

function compare(question: Question, a: OnPlan, b: OnPlan): BreakEvenView {
  const unit = a.limit?.unit ?? b.limit?.unit ?? '';
  const names: readonly [string, string] = [a.record.name, b.record.name];
  const none = (reason: string, below: string | null = null): BreakEvenView => ({
    ...{ plans: names, quantity: null, unit, below, above: null, reason },
  });
  for (const plan of [a, b]) {
    const reason = whyNot(question, plan);
    if (reason !== null) {
      return none(`${plan.record.name}: ${reason}`);
    }
  }
  const top = Math.min(ceilingOf(a), ceilingOf(b));
  const { quantity, below } = crossingOf(costOn(question, a), costOn(question, b), top);
  if (below === null) {
    return none('both cost the same');
  }
  const cheaper = names[below];
  if (quantity === null) {
    return none(top < MOST ? `up to ${top} ${unit}, where one of the plans ends` : 'at any quantity', cheaper);
  }
  return { plans: names, quantity, unit, below: cheaper, above: names[1 - below] ?? null, reason: '' };
}

/** Why a plan is no choice for the rest of this account's use; null where it is one. */
function whyNot({ account, service, metric }: Question, { record, worked }: OnPlan): string | null {
  const { list, now, period } = account.context;
  const day = dayOf(now, period.zone);
  if (worked.bill.soFar.missing.some(({ code }) => code === 'fee-not-known' || code === 'no-price')) {
    return 'no known price here';
  }
  const use = expectedUse(worked.parts);
  const without = (other: string, name: string) => (other === service && name === metric ? 0 : use(other, name));
  const asked = { provider: record.provider, plan: record.plan, day };
  const settled = settledTier(list, asked, without);
  if (settled.cycles > 0) {
    const name = findPlan(list, record.provider, settled.plan, day)?.name ?? settled.plan;
    return `too small for the other use, it moves up to ${name}`;
  }
  const full = planLimits(list, record.provider, record.plan, day).find(
    (limit) =>
      limit.beyond === 'refused' && limit.included !== null && without(limit.service, limit.metric) > limit.included,
  );
  return full === undefined ? null : `the other use passes what it sells (${keyOf(full)})`;
}

/** The most that a plan lets one use: its hard limit, the size of its tier, or no bound. */
function ceilingOf({ limit }: OnPlan): number {
  const ends = limit?.beyond === 'refused' || (limit?.beyond === 'free' && limit.atLimit === 'inform');
  return ends && limit !== null && limit.included !== null ? limit.included : MOST;
}

function costOn({ service, metric }: Question, { worked }: OnPlan): CostAt {
  return (quantity) => dueAt(worked.parts, { service, metric, quantity });
}
