import type { ChargePlace } from '#main/store/read-store';
import { addDays, dayOf, daysBetween } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import { type BilledRow, type BilledUse, billedUse, type ChangedTerms } from '#shared/core/costs/bill/billed-use';
import { type ExpectedRest, expectedRest } from '#shared/core/costs/bill/expected-rest';
import { feeLine } from '#shared/core/costs/bill/licences';
import { sellsMore, type Wish } from '#shared/core/costs/bill/wish';
import { type PlanChoice, termsOf } from '#shared/core/costs/terms';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import { DAY, type Day } from '#shared/domain/instant';
import { toMicros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import {
  type BillContext,
  dailyUse,
  daysLeft,
  HISTORY_DAYS,
  missingPart,
  once,
  usedUntil,
  whileCharges,
} from './bill-parts';
import { daysOf } from './bill-period';
import { creditOf, feesIn, isLicence, otherMoney, seatsOf, wishedFees } from './billed-fees';
import { buildsOn, isBuild } from './build-machine';
import { taxToCome } from './tax-to-come';
import { inTrial } from './trial';

/** What asks for the running costs. */
const COSTS = 'costs';

/** Source of the rows from which a period is billed. */
export interface RowSource {
  readonly source: string;
  readonly first: Day;
  readonly last: Day;
}

/** The bill of an account whose provider tells its own costs, row by row. Amounts of one currency. */
export async function billedAccount(
  context: BillContext,
  rows: RowSource,
  final: RowSource | null,
): Promise<WorkedBill> {
  const { list, connection, period, now, wish } = context;
  const days = daysOf(period);
  if (period.end <= now && rows.first >= days.end) {
    return beforeRows(context, rows, final);
  }
  const told = period.start > now ? [] : await readPlaces(context, rows);
  // A period that has just begun goes on where the last weeks have been.
  const all = told.some(isUse) || !context.isCurrent ? told : [...told, ...(await nothingYet(context, rows))];
  const currency = currencyOf(all, list.currency);
  const places = all.filter((place) => place.currency === currency);
  const { provider = '', plan = '' } = connection.billing ?? {};
  const day = dayOf(Math.min(now, period.end - 1), period.zone);
  const terms = termsOf(list, { provider, plan, day });
  const restOf = await restByProduct(context, rows);
  const then = wish === null ? null : changedTerms(list, wish, { provider, plan: wish.plan ?? plan, day });
  const use = await machineOf(context, billedUse(places.filter(isUse).map(toRow(context)), terms, restOf, then));
  const seats = inTrial(context, seatsOf(context, places, day));
  const licences = feesIn(currency, context, seats, places);
  const fees = wish?.plan == null ? null : wishedFees(context, wish.plan, day, { seats, licences });
  const isMoney = currency === list.currency;
  const old = stale(context);
  const lines = [
    ...(fees?.lines ?? licences),
    ...toldLines(use.lines, old),
    ...others(places),
    ...(await corrections(context, rows, final, currency)),
  ];
  const tax = await taxToCome(context, currency, lines);
  const unread = [...old, ...notReadBack(context, rows, final), ...notReadToEnd(context, rows, final)];
  return accountBill({
    connectionId: connection.id,
    currency,
    period,
    chargedOn: days.end,
    seats: seats.seats,
    lines,
    credit: isMoney ? creditOf(context, currency, day) : null,
    // Units of a contract are what is used of it; its fee is in no answer, and no dollars either.
    missing: [
      ...(isMoney ? (fees?.missing ?? seats.missing) : []),
      ...tax,
      ...unread,
      ...otherMoney(all, currency, context),
    ],
    meters: context.isCurrent ? use.meters : null,
    cap: null,
    later: seats.later,
    list: use.list === null ? null : toMicros(use.list),
  });
}

/** A period that was over when the first row was charged: neither its use nor its fee is known, or there was none. */
function beforeRows(context: BillContext, rows: RowSource, final: RowSource | null): WorkedBill {
  const { connection, list, period } = context;
  return accountBill({
    ...{ connectionId: connection.id, currency: list.currency, period, chargedOn: daysOf(period).end },
    ...{ seats: null, lines: [], credit: null, meters: null, cap: null, list: null },
    missing: notReadBack(context, rows, final),
  });
}

/**
 * Days of a period that is over which lie before the first row that was read. A young team's rows begin with it, in
 * both sources alike: before it there was nothing.
 */
function notReadBack({ period, now }: BillContext, rows: RowSource, final: RowSource | null): readonly MissingPart[] {
  const { start, end } = daysOf(period);
  const beginsThere = final !== null && final.source !== rows.source && final.first === rows.first;
  return period.end > now || rows.first <= start || beginsThere
    ? []
    : [missingPart('days-not-read', { days: Math.min(daysBetween(start, rows.first), daysBetween(start, end)) })];
}

function changedTerms(list: PriceList, wish: Wish, choice: PlanChoice): ChangedTerms {
  return { wish, terms: termsOf(list, choice), sellsMore: sellsMore(list, choice) };
}

/** The rows of the period by place, once for all worlds that they are looked at in. */
function readPlaces(context: BillContext, { source }: RowSource): Promise<readonly ChargePlace[]> {
  const { parts, connection, period } = context;
  const days = daysOf(period);
  return whileCharges(context, `places ${source} ${days.start} ${days.end}`, () =>
    parts.store.charges.byPlace({ connectionId: connection.id, source, from: days.start, to: days.end }),
  );
}

/** Whether anything was used in the period that its rows charge for. */
export async function hasPaidUse(context: BillContext, rows: RowSource): Promise<boolean> {
  return (await readPlaces(context, rows)).some((place) => isUse(place) && place.billed > 0);
}

/** The fees that the rows of the period tell. */
export async function readLicences(context: BillContext, rows: RowSource): Promise<readonly BillLine[]> {
  const places = await readPlaces(context, rows);
  return places
    .filter((place) => place.currency === context.list.currency && place.billed !== 0 && isLicence(place))
    .map(({ service, largest, billed }) => feeLine(service, Math.max(1, largest), billed, 'billed'));
}

/** Builds by the minute of another machine, where that is wished. */
async function machineOf(context: BillContext, use: BilledUse): Promise<BilledUse> {
  const { wish, connection } = context;
  const machine = wish?.buildMachine ?? null;
  const builds =
    machine === null ? null : await buildsOn(context, wish?.plan ?? connection.billing?.plan ?? '', machine);
  return builds === null
    ? use
    : {
        ...use,
        lines: [...use.lines.filter((line) => !isBuild(line)), builds.line],
        meters: [...use.meters.filter((meter) => !isBuild(meter)), builds.meter],
      };
}

/** Days of each product, and what they lead to expect of the rest of the period; each worked out once. */
async function restByProduct(context: BillContext, { source, first }: RowSource) {
  const { parts, connection, period, now } = context;
  const question = {
    connectionId: connection.id,
    source,
    from: dayOf(now - (HISTORY_DAYS + 1) * DAY, period.zone),
    to: dayOf(now + DAY, period.zone),
  };
  return once(context, `rests ${period.start}`, async () => {
    const rows = context.isCurrent
      ? await whileCharges(context, `days ${source} ${question.from}`, () => parts.store.charges.byProduct(question))
      : [];
    const products = new Map<string, Map<Day, number>>();
    for (const { service, day, consumedQuantity } of rows) {
      const own = products.get(service) ?? new Map<Day, number>();
      products.set(service, own);
      own.set(day, (own.get(day) ?? 0) + (consumedQuantity ?? 0));
    }
    const until = usedUntil(context, { by: (capability) => capability === COSTS });
    const covered = { first, zone: period.zone, until };
    const left = daysLeft(context, until);
    const rests = new Map<string, ExpectedRest>();
    return (product: string): ExpectedRest => {
      const known =
        rests.get(product) ?? expectedRest(dailyUse(products.get(product) ?? new Map<Day, number>(), covered), left);
      rests.set(product, known);
      return known;
    };
  });
}

/** Days before a period in which its products and places are looked up. */
const PLACES_DAYS = 30;

/** The places of the last weeks with nothing used yet: where a period that is still to come begins. */
async function nothingYet(context: BillContext, { source }: RowSource) {
  const { parts, connection, period, now } = context;
  const from = dayOf(now - PLACES_DAYS * DAY, period.zone);
  const question = { connectionId: connection.id, source, from, to: daysOf(period).end };
  const places = await whileCharges(context, `before ${source} ${from} ${question.to}`, () =>
    parts.store.charges.byPlace(question),
  );
  return places.filter(isUse).map(({ quantity, billed, ...place }) => ({
    ...{ ...place, before: { quantity, cost: billed } },
    ...{ quantity: 0, largest: 0, largestCharged: 0, billed: 0, effective: null, unknown: 0 },
  }));
}

function isUse({ licence, category }: ChargePlace): boolean {
  return !licence && category === 'Usage';
}

function toRow({ parts, connection }: BillContext): (place: ChargePlace & Pick<BilledRow, 'before'>) => BilledRow {
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
      ...(place.before === undefined ? {} : { before: place.before }),
      cost: place.unknown > 0 && place.billed === 0 ? null : place.billed,
      effective: place.effective,
      flatRate: place.flatRate,
    };
  };
}

/** Kinds of charges that are neither use nor licence. */
const OTHER_KINDS: Readonly<Record<string, BillLine['kind'] | undefined>> = {
  Tax: 'tax',
  Adjustment: 'adjustment',
  Credit: 'adjustment',
};

/** Taxes, adjustments and credits that the provider writes into its rows. */
function others(places: readonly ChargePlace[]): readonly BillLine[] {
  return places.flatMap(({ category, service, billed }): BillLine[] => {
    const kind = OTHER_KINDS[category];
    return kind === undefined
      ? []
      : [{ ...feeLine(service, 1, billed, 'billed'), kind, metric: category.toUpperCase() }];
  });
}

/** What only the rows of invoices tell beside running costs: taxes, refunds and other adjustments of this period. */
async function corrections(
  context: BillContext,
  rows: RowSource,
  final: RowSource | null,
  currency: string,
): Promise<readonly BillLine[]> {
  if (final === null || final.source === rows.source) {
    return [];
  }
  const { parts, connection, period } = context;
  const days = daysOf(period);
  const question = { connectionId: connection.id, from: days.start, to: days.end };
  const totals = await whileCharges(context, `categories ${days.start} ${days.end}`, () =>
    parts.store.charges.totals(question, ['category']),
  );
  return totals
    .filter((total) => total.source === final.source && total.currency === currency && total.billed !== 0)
    .flatMap(({ key, billed }) => {
      const kind = OTHER_KINDS[key];
      return kind === undefined ? [] : [{ ...feeLine(key, 1, billed, 'billed'), kind, metric: key.toUpperCase() }];
    });
}

/** Rows that nobody could renew for a day tell of the past only. */
function stale({ attempts, isCurrent, now }: BillContext): readonly MissingPart[] {
  const costs = attempts.find(({ attempt }) => attempt.capability === COSTS);
  const isOld = costs !== undefined && costs.attempt.outcome !== 'ok' && (costs.lastGoodAt ?? 0) < now - DAY;
  return isCurrent && isOld ? [missingPart('use-not-read', { detail: costs.attempt.message })] : [];
}

/** That nothing was used is the provider's word only where it was asked. */
function toldLines(lines: readonly BillLine[], old: readonly MissingPart[]): readonly BillLine[] {
  return old.length === 0 ? lines : lines.filter(({ quantity }) => quantity !== 0);
}

/** Days at the end of a period that is over which nobody asked for since. */
function notReadToEnd(
  { attempts, period, now }: BillContext,
  rows: RowSource,
  final: RowSource | null,
): readonly MissingPart[] {
  const readAt = attempts.find(({ attempt }) => attempt.capability === COSTS)?.lastGoodAt ?? null;
  const { start, end } = daysOf(period);
  if (period.end > now || readAt === null || readAt >= period.end) {
    return [];
  }
  const known = [rows.last, final?.last ?? rows.last, dayOf(readAt, period.zone), addDays(start, -1)];
  const days = daysBetween(known.sort().at(-1) ?? start, end) - 1;
  return days <= 0 ? [] : [missingPart('days-not-read', { days })];
}

function currencyOf(places: readonly ChargePlace[], standard: string): string {
  const use = places.filter(isUse);
  return use.length === 0 || use.some(({ currency }) => currency === standard)
    ? standard
    : (use[0]?.currency ?? standard);
}
