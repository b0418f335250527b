import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { findPlan, planFee, planLimits } from '#shared/core/pricing/look-up';
import type { AlertFinding } from '#shared/domain/alert';
import type { Day, Instant } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import type { Observation } from './alert-transition';
import { notice } from './notice-conditions';

/** What an account pays by. */
export interface PricedAccount {
  readonly connectionId: string;
  readonly title: string;
  readonly provider: string;
  readonly plan: string;
  /** `service/METRIC` of what it uses. */
  readonly uses: ReadonlySet<string>;
}

/** A change is told so long before it comes. */
const AHEAD_DAYS = 30;

/**
 * What the price list says will change within 30 days for an account: the fee of its plan, and the price beyond the
 * included amount of what it uses. One notice for each, told once.
 */
export function observePrices(list: PriceList, account: PricedAccount, now: Instant): readonly Observation[] {
  const today = dayOf(now, 'UTC');
  const then = addDays(today, AHEAD_DAYS);
  return [...feeChange(list, account, { today, then }), ...unitChanges(list, account, { today, then })];
}

interface Days {
  readonly today: Day;
  readonly then: Day;
}

function feeChange(list: PriceList, account: PricedAccount, { today, then }: Days): readonly Observation[] {
  const { provider, plan, title } = account;
  const [before, after] = [findPlan(list, provider, plan, today), findPlan(list, provider, plan, then)];
  if (before === null || after === null || before.effectiveFrom === after.effectiveFrom) {
    return [];
  }
  const [from, to] = [planFee(list, before, today), planFee(list, after, then)];
  return from === null || to === null || from === to || after.effectiveFrom === null
    ? []
    : [
        priceNotice(list, account, {
          what: title,
          from: fromMicros(from),
          to: fromMicros(to),
          on: after.effectiveFrom,
        }),
      ];
}

function unitChanges(list: PriceList, account: PricedAccount, { today, then }: Days): readonly Observation[] {
  const later = planLimits(list, account.provider, account.plan, then);
  return planLimits(list, account.provider, account.plan, today).flatMap((before) => {
    const name = `${before.service}/${before.metric}`;
    const after = later.find(({ service, metric }) => service === before.service && metric === before.metric);
    if (!account.uses.has(name) || before.overage === null || !after?.overage || after.effectiveFrom === null) {
      return [];
    }
    const [from, to] = [before.overage.price / before.overage.per, after.overage.price / after.overage.per];
    return from === to || after.effectiveFrom <= today
      ? []
      : [priceNotice(list, account, { what: name, from, to, on: after.effectiveFrom })];
  });
}

interface Change {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly on: Day;
}

function priceNotice(list: PriceList, account: PricedAccount, { what, from, to, on }: Change): Observation {
  const reason: AlertFinding = {
    code: 'price-changed',
    what: what.includes('/') ? '' : what,
    from: String(from),
    to: String(to),
    currency: list.currency,
    on: dayStart(on, 'UTC'),
  };
  const [service = '', metric = ''] = what.includes('/') ? what.split('/') : [];
  const about = {
    key: `price:${account.connectionId}/${what}@${on}`,
    condition: 'price',
    connectionId: account.connectionId,
    projectId: '',
    service,
    metric,
    unit: list.currency,
  } as const;
  return notice(about, { percent: from === 0 ? 0 : (100 * to) / from, value: to, limit: from }, reason);
}
