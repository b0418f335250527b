import type { Connection } from '#shared/domain/connection';
import type { Instant, Period, Zone } from '#shared/domain/instant';
import type { LimitWindow } from '#shared/domain/plan';
import type { PriceList } from '#shared/domain/price-list';
import { dayOf, dayStart } from '../calendar/calendar';
import { planEntries } from '../pricing/look-up';
import { type CostPeriod, costPeriod } from './cost-period';
import type { BillingDays } from './period-costs';

/** A connection of which it is known who bills it. */
export type BilledConnection = Connection & { readonly billing: NonNullable<Connection['billing']> };

/** The days that a connection's costs are counted over. */
export interface CostDays {
  readonly days: BillingDays;
  readonly zone: Zone;
  /** The same as a stretch of time. */
  readonly span: Period;
  /** False: the billing cycle is not known, and these are the last 30 days instead. */
  readonly isKnown: boolean;
  /** Rolling days have no end that they run towards. */
  readonly rolls: boolean;
  readonly reason: string;
}

/** Windows over which something is billed, the rest being checks at a moment. */
const BILLED_WINDOWS: readonly LimitWindow[] = ['billing-cycle', 'calendar-month', 'rolling-30-days'];

/** Who is billed together with a Vercel account: stores that were bought there follow its cycle. */
const BILLED_BY_VERCEL: readonly string[] = ['vercel-kv', 'vercel-postgres'];

/** The connections that have a bill. */
export function billedConnections(connections: readonly Connection[]): readonly BilledConnection[] {
  return connections.filter((one): one is BilledConnection => one.billing !== null);
}

/** The billing period around `now`, or the last 30 days where the provider's cycle is not known. */
export function costDays(
  list: PriceList,
  connection: BilledConnection,
  all: readonly Connection[],
  now: Instant,
): CostDays {
  const window = billedWindow(list, connection, now);
  const anchor = connection.billingAnchor ?? lentAnchor(connection, all);
  const known = costPeriod(window, anchor, now);
  if (known.period !== null) {
    return toCostDays(known.period, known, window === 'rolling-30-days', true);
  }
  const rolling = costPeriod('rolling-30-days', null, now);
  return toCostDays(rolling.period as BillingDays, { ...rolling, reason: known.reason }, true, false);
}

function toCostDays(days: BillingDays, { zone, reason }: CostPeriod, rolls: boolean, isKnown: boolean): CostDays {
  return {
    days,
    zone,
    span: { start: dayStart(days.start, zone), end: dayStart(days.end, zone) },
    isKnown,
    rolls,
    reason,
  };
}

/** The window that most of the plan's prices count in. */
function billedWindow(list: PriceList, { billing, billingAnchor }: BilledConnection, now: Instant): LimitWindow {
  const windows = new Map<LimitWindow, number>();
  for (const { entry } of planEntries(list, billing.provider, billing.plan, dayOf(now, 'UTC'))) {
    if (BILLED_WINDOWS.includes(entry.window)) {
      windows.set(entry.window, (windows.get(entry.window) ?? 0) + 1);
    }
  }
  const [most] = [...windows].sort(([, a], [, b]) => b - a);
  return billingAnchor === null ? (most?.[0] ?? 'billing-cycle') : 'billing-cycle';
}

function lentAnchor(connection: BilledConnection, all: readonly Connection[]): Connection['billingAnchor'] {
  if (!BILLED_BY_VERCEL.includes(connection.billing.provider)) {
    return null;
  }
  const hosts = all.filter((one) => one.provider === 'vercel' && one.billingAnchor !== null);
  return hosts.length === 1 ? (hosts[0]?.billingAnchor ?? null) : null;
}
