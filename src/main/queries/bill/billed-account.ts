import type { ChargePlace } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import { type BilledRow, billedUse } from '#shared/core/costs/bill/billed-use';
import { expectedRest } from '#shared/core/costs/bill/expected-rest';
import { feeLine, type SeatFee, seatFee } from '#shared/core/costs/bill/licences';
import { termsOf } from '#shared/core/costs/terms';
import { findPlan, planCredit, planFee } from '#shared/core/pricing/look-up';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import { DAY, type Day } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';
import { type BillContext, COUNTED_LATE, dailyUse, daysLeft, HISTORY_DAYS, missingPart, once } from './bill-parts';
import { daysOf } from './bill-period';

/** Names under which the provider's bill has the plan and its seats; tiers and add-ons are other licences. */
const SEATS = /^(pro|pro plan|pro_seats|team seats|additional seats|seats)$/i;
/** Key of the setting with the person's answer to "how many seats?". */
export const SEATS_SETTING = 'seats';

/** Source of the rows from which a period is billed. */
export interface RowSource {
  readonly source: string;
  readonly first: Day;
  readonly last: Day;
}

/** The bill of an account whose provider tells its own costs, row by row. Amounts of one currency. */
export async function billedAccount(context: BillContext, rows: RowSource): Promise<WorkedBill> {
  const { parts, list, connection, period, now } = context;
  const days = daysOf(period);
  const question = { connectionId: connection.id, source: rows.source, from: days.start, to: days.end };
  const all = period.start > now ? await nothingYet(context, rows) : await parts.store.charges.byPlace(question);
  const currency = currencyOf(all, list.currency);
  const places = all.filter((place) => place.currency === currency);
  const plan = connection.billing?.plan ?? '';
  const day = dayOf(Math.min(now, period.end - 1), period.zone);
  const terms = termsOf(list, { provider: connection.billing?.provider ?? '', plan, day });
  const restOf = await restByProduct(context, rows);
  const use = billedUse(places.filter(isUse).map(toRow(context)), terms, restOf);
  const fee = seatsOf(context, places, day);
  const lines = [...fee.lines, ...otherLicences(places), ...use.lines, ...others(places)];
  const isMoney = currency === list.currency;
  return accountBill({
    connectionId: connection.id,
    currency,
    period,
    chargedOn: days.end,
    seats: fee.seats,
    lines,
    credit: isMoney ? creditOf(context, currency, day) : null,
    // Units of a contract are what is used of it; its fee is in no answer, and no dollars either.
    missing: isMoney ? [...fee.missing, ...stale(context), ...otherMoney(all, currency)] : stale(context),
    meters: context.isCurrent ? use.meters : null,
    cap: null,
    list: use.list === null ? null : toMicros(use.list),
  });
}

/** Days of each product, and what they lead to expect of the rest of the period. */
async function restByProduct(context: BillContext, { source, first }: RowSource) {
  const { parts, connection, period, now } = context;
  const question = {
    connectionId: connection.id,
    source,
    from: dayOf(now - (HISTORY_DAYS + 1) * DAY, period.zone),
    to: dayOf(now + DAY, period.zone),
  };
  const rows = context.isCurrent ? await once(context, 'days', () => parts.store.charges.byProduct(question)) : [];
  const products = new Map<string, Map<Day, number>>();
  for (const { service, day, consumedQuantity } of rows) {
    const own = products.get(service) ?? new Map<Day, number>();
    products.set(service, own);
    own.set(day, (own.get(day) ?? 0) + (consumedQuantity ?? 0));
  }
  const covered = { first, zone: period.zone, now, countedLate: COUNTED_LATE };
  const left = daysLeft(context);
  return (product: string) => expectedRest(dailyUse(products.get(product) ?? new Map<Day, number>(), covered), left);
}

/** Days before a period in which its products and places are looked up. */
const PLACES_DAYS = 30;

/** The places of the last weeks with nothing used yet: where a period that is still to come begins. */
async function nothingYet({ parts, connection, period, now }: BillContext, { source }: RowSource) {
  const from = dayOf(now - PLACES_DAYS * DAY, period.zone);
  const question = { connectionId: connection.id, source, from, to: daysOf(period).end };
  const places = await parts.store.charges.byPlace(question);
  return places
    .filter(isUse)
    .map((place) => ({ ...place, weight: place.quantity, quantity: 0, largest: 0, billed: 0, unknown: 0 }));
}

function isUse({ licence, category }: ChargePlace): boolean {
  return !licence && category === 'Usage';
}

function toRow({ parts, connection }: BillContext): (place: ChargePlace & { readonly weight?: number }) => BilledRow {
  const billedAs = parts.catalog.descriptor(connection.provider)?.billedAs;
  return (place) => {
    const metric = billedAs?.(place.service) ?? null;
    return {
      product: place.service,
      metric: metric === null ? null : { service: metric.service, metric: metric.metric },
      unit: place.unit ?? '',
      project: place.project,
      region: place.region,
      quantity: place.quantity,
      ...(place.weight === undefined ? {} : { weight: place.weight }),
      cost: place.unknown > 0 && place.billed === 0 ? null : place.billed,
      flatRate: place.flatRate,
    };
  };
}

function isLicence({ licence, category }: ChargePlace): boolean {
  return licence || category === 'Purchase';
}

function seatsOf(context: BillContext, places: readonly ChargePlace[], day: Day): SeatFee {
  const { list, connection, facts } = context;
  const own = places.filter((place) => isLicence(place) && SEATS.test(place.service));
  const counted = Math.max(0, ...own.map(({ largest }) => largest));
  const plan = findPlan(list, connection.billing?.provider ?? '', connection.billing?.plan ?? '', day);
  const answered = Number(connection.settings[SEATS_SETTING] ?? '');
  return seatFee({
    rows:
      own.length === 0
        ? null
        : {
            amount: own.reduce((sum, { billed }) => sum + billed, 0),
            seats: counted > 0 ? counted : null,
            product: own[0]?.service ?? '',
          },
    told: facts.account?.value.seats ?? null,
    toldPrice: facts.account?.value.seatPrice ?? null,
    answered: Number.isInteger(answered) && answered > 0 ? answered : null,
    listFee: plan === null ? null : planFee(list, plan, day),
    hasSeats: true,
  });
}

function otherLicences(places: readonly ChargePlace[]): readonly BillLine[] {
  return places
    .filter((place) => isLicence(place) && !SEATS.test(place.service) && place.billed !== 0)
    .map((place) => feeLine(place.service, Math.max(1, place.largest), place.billed, 'billed'));
}

/** Taxes, adjustments and credits that the provider writes into its rows. */
function others(places: readonly ChargePlace[]): readonly BillLine[] {
  const kinds = { Tax: 'tax', Adjustment: 'adjustment', Credit: 'adjustment' } as const;
  return places.flatMap((place): BillLine[] => {
    const { category } = place;
    if (category !== 'Tax' && category !== 'Adjustment' && category !== 'Credit') {
      return [];
    }
    return [
      { ...feeLine(place.service, 1, place.billed, 'billed'), kind: kinds[category], metric: category.toUpperCase() },
    ];
  });
}

/** The ledger that holds in this period; else what the plan includes, where it has any. */
function creditOf({ list, connection, facts, period }: BillContext, currency: string, day: Day) {
  const at = Math.min(period.end - 1, Math.max(period.start, facts.credit?.asOf ?? period.start));
  const ledgers = (facts.credit?.value ?? []).filter(
    ({ unit, start, end }) => unit === currency && (start ?? at) <= at && at < (end ?? at + 1),
  );
  const ledger = [...ledgers].sort((a, b) => (b.start ?? 0) - (a.start ?? 0))[0];
  if (ledger !== undefined) {
    return { total: toMicros(ledger.total), used: toMicros(ledger.total - ledger.remaining), told: true };
  }
  const plan = findPlan(list, connection.billing?.provider ?? '', connection.billing?.plan ?? '', day);
  const hasNone = plan === null || facts.account?.value.hasCredit === false;
  const included = hasNone ? 0 : (planCredit(list, plan, day) ?? 0);
  return included === 0 ? null : { total: included, used: null, told: false };
}

/** Rows that nobody could renew for a day tell of the past only. */
function stale({ attempts, isCurrent, now }: BillContext): readonly MissingPart[] {
  const costs = attempts.find(({ attempt }) => attempt.capability === 'costs');
  const isOld = costs !== undefined && costs.attempt.outcome !== 'ok' && (costs.lastGoodAt ?? 0) < now - DAY;
  return isCurrent && isOld ? [missingPart('use-not-read', { detail: costs.attempt.message })] : [];
}

function currencyOf(places: readonly ChargePlace[], standard: string): string {
  const use = places.filter(isUse);
  return use.length === 0 || use.some(({ currency }) => currency === standard)
    ? standard
    : (use[0]?.currency ?? standard);
}

function otherMoney(places: readonly ChargePlace[], currency: string): readonly MissingPart[] {
  const others = new Set(places.map((place) => place.currency).filter((other) => other !== currency));
  return [...others].map((detail) => missingPart('other-currency', { detail }));
}
