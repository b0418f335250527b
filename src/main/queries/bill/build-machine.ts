import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { outlookOf } from '#shared/core/costs/outlook';
import { termsOf } from '#shared/core/costs/terms';
import type { BillLine } from '#shared/domain/bill';
import { toMicros } from '#shared/domain/money';
import { readCostBases } from './basis';
import type { BillContext } from './bill-parts';

/** The builds of a period by the minute of a machine, instead of by what is billed for them today. */
export interface MachineBuilds {
  readonly line: BillLine;
  readonly meter: DrawnMeter;
}

const SERVICE = 'VERCEL_BUILD';
const METRIC = 'BUILD_MINUTES';

/** Whether a line or meter is about builds. */
export function isBuild({ service }: { readonly service: string }): boolean {
  return service === SERVICE;
}

/** The measured build minutes at the price of a machine; null where they are not measured or it has no price. */
export async function buildsOn(context: BillContext, plan: string, machine: string): Promise<MachineBuilds | null> {
  const { parts, list, connection } = context;
  const [basis] = await readCostBases(parts, connection.id);
  const minutes = basis?.measured.find(({ service, metric }) => service === SERVICE && metric === METRIC);
  if (basis === undefined || minutes === undefined) {
    return null;
  }
  const day = basis.period.days.start;
  const terms = termsOf(list, { provider: basis.connection.billing.provider, plan, day, buildMachine: machine });
  const found = terms.metric(SERVICE, METRIC);
  const rate = found?.beyond === 'charged' ? found.rateIn(null) : null;
  if (found === null || rate === null) {
    return null;
  }
  const used = minutes.rows.reduce((sum, { quantity }) => sum + quantity, 0);
  const rest = outlookOf([minutes], basis.period, basis.now).rest('q50');
  const price = rate.price.price / rate.price.per;
  const costOf = (quantity: number) => Math.max(0, quantity - (found.limit.included ?? 0)) * price;
  const expected = { middle: rest.reduce((sum, { quantity }) => sum + quantity, 0), spread: MINUTES_SPREAD };
  return {
    meter: { service: SERVICE, metric: METRIC, product: '', used, rest: expected, costOf },
    line: {
      ...{ kind: 'usage', service: SERVICE, metric: METRIC, product: '', project: null, region: null },
      ...{ quantity: used, unit: 'minutes', included: 0, unitPrice: rate.price },
      ...{ amount: toMicros(costOf(used)), basis: 'metered' },
    },
  };
}

/** How uncertain the minutes to come are: those of builds swing like the builds themselves. */
const MINUTES_SPREAD = 0.2;
