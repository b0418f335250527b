import type { AccountBills } from '#main/queries/bill/account-bills';
import { billsIn } from '#main/queries/bill/bills-in-period';
import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { settledTier } from '#shared/core/costs/bill/flat-rate';
import { wishOf } from '#shared/core/costs/bill/wish';
import { findLimit, findPlan, planLimits, plansBeside } from '#shared/core/pricing/look-up';
import type { PlanWorld } from '#shared/core/recommendations/facts';
import type { PlanRecord } from '#shared/domain/price-list';
import { plainPlanName } from '#shared/format/plan-name';

/** Quantile 97.5 % of a standard normal: a tier has to take so much of a month. */
const Z975 = 1.959964;

/** The account on each plan of its provider, its own among them; empty where its plan is not known. */
export async function planWorlds(account: AccountBills): Promise<readonly PlanWorld[]> {
  const { connection, context, bills } = account;
  const { list, now, period } = context;
  const [today] = bills;
  const day = dayOf(now, period.zone);
  const { billing } = connection;
  const current = billing === null ? null : findPlan(list, billing.provider, billing.plan, day);
  if (billing === null || current === null || today === undefined || !context.isCurrent) {
    return [];
  }
  const settled = (
    asked: { readonly provider: string; readonly plan: string; readonly day: string },
    worked: WorkedBill,
  ) => {
    const { plan, cycles } = settledTier(list, asked, highUse(worked));
    return { plan: plainPlanName(findPlan(list, asked.provider, plan, day)?.name ?? plan), cycles };
  };
  const worldOf = (record: PlanRecord, worked: WorkedBill, isCurrent: boolean): PlanWorld => {
    const asked = { provider: record.provider, plan: record.plan, day };
    return {
      record,
      name: plainPlanName(isCurrent ? billing.planName : record.name),
      isCurrent,
      worked,
      limits: planLimits(list, record.provider, record.plan, day),
      limitOf: (service, metric) => findLimit(list, { ...asked, service, metric }, day),
      settlesAt: record.basePlan === null ? null : settled(asked, worked),
    };
  };
  const others = await Promise.all(
    plansBeside(list, current, day).map(async (record): Promise<PlanWorld | null> => {
      const [worked] = await billsIn({ ...context, wish: { ...wishOf([], null, true), plan: record.plan } });
      return worked === undefined ? null : worldOf(record, worked, false);
    }),
  );
  return [worldOf(current, today, true), ...others.filter((world) => world !== null)];
}

function highUse({ parts }: WorkedBill): (service: string, metric: string) => number {
  return (service, metric) =>
    (parts.meters ?? [])
      .filter((meter) => meter.service === service && meter.metric === metric)
      .reduce((sum, { used, rest }) => sum + used + rest.middle * Math.exp(Z975 * rest.spread), 0);
}
