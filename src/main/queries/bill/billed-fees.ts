import type { ChargePlace } from '#main/store/read-store';
import { feeLine, type SeatFee, seatFee } from '#shared/core/costs/bill/licences';
import { feesOf } from '#shared/core/costs/bill/plan-fee';
import { currentLedger } from '#shared/core/costs/current-ledger';
import { findPlan, planCredit, planFee } from '#shared/core/pricing/look-up';
import type { BillLine, MissingPart } from '#shared/domain/bill';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Day } from '#shared/domain/instant';
import { type Micros, toMicros } from '#shared/domain/money';
import { type BillContext, missingPart } from './bill-parts';

/** Names under which the provider's bill has the plan and its seats; tiers and add-ons are other licences. */
const SEATS = /^(pro|pro plan|pro_seats|team seats|additional seats|seats)$/i;
/** Key of the setting with the person's answer to "how many seats?". */
const SEATS_SETTING = 'seats';

/** The person's answer to "how many seats?"; null while there is none. */
export function answeredSeats({ settings }: Pick<Connection, 'settings'>): number | null {
  const answered = Number(settings[SEATS_SETTING] ?? '');
  return Number.isInteger(answered) && answered > 0 ? answered : null;
}

/** A ledger of a longer time is of a contract and renews with no cycle. */
const LONGEST_CYCLE = 35 * DAY;

/** Names under which a provider's bill has a flat-rate tier. */
const TIERS = /flat.?rate|cdn tier/i;

/** The fees of another plan: today's seats and add-ons stay on the same base, its tier takes the place of any other. */
export function wishedFees(
  { list, connection }: BillContext,
  plan: string,
  day: Day,
  known: { readonly seats: SeatFee; readonly licences: readonly BillLine[] },
): { readonly lines: readonly BillLine[]; readonly missing: readonly MissingPart[] } {
  const { provider = '', plan: today = '' } = connection.billing ?? {};
  const then = findPlan(list, provider, plan, day);
  const now = findPlan(list, provider, today, day);
  const fees = then === null ? null : feesOf(list, then, day, known.seats.seats ?? 1);
  if (fees === null) {
    return { lines: [], missing: [missingPart('fee-not-known', { detail: then?.name ?? plan })] };
  }
  if (fees.base.plan !== (now?.basePlan ?? now?.plan)) {
    return { lines: fees.lines, missing: [] };
  }
  const tier = fees.lines.filter(({ unit }) => unit === 'tier');
  const kept = known.licences.filter(({ product }) => !TIERS.test(product));
  return { lines: [...kept, ...tier], missing: known.seats.missing };
}

/** A seat, a plan, an add-on: what is bought and not used. */
export function isLicence({ licence, category }: ChargePlace): boolean {
  return licence || category === 'Purchase';
}

/** Seats and what they cost, from the most authoritative source on. */
export function seatsOf(context: BillContext, places: readonly ChargePlace[], day: Day): SeatFee {
  const { list, connection, facts } = context;
  const own = places.filter((place) => isLicence(place) && SEATS.test(place.service));
  const counted = Math.max(0, ...own.map(({ largest }) => largest));
  const charged = Math.max(0, ...own.map(({ largestCharged }) => largestCharged));
  const plan = findPlan(list, connection.billing?.provider ?? '', connection.billing?.plan ?? '', day);
  return seatFee({
    rows:
      own.length === 0
        ? null
        : {
            amount: own.reduce((sum, { billed }) => sum + billed, 0),
            seats: [charged, counted].find((seats) => seats > 0) ?? null,
            most: counted,
            product: own[0]?.service ?? '',
          },
    // Seats that the account tells are today's: a period that is over has those that its rows count.
    told: counted > 0 && !context.isCurrent ? counted : (facts.account?.value.seats ?? null),
    toldPrice: facts.account?.value.seatPrice ?? null,
    answered: answeredSeats(connection),
    listFee: plan === null ? null : planFee(list, plan, day),
    hasSeats: true,
  });
}

/** Units of a contract, in which only use is counted. */
const CONTRACT_UNITS = 'MIU';

/**
 * The fees of a bill in `currency`. A seat is money: one that the rows of a period have from before the contract, in
 * an answer whose amounts are all called units, is none of its units (facts: Vercel API, 4b). Prices in the list's own
 * currency price no bill in another.
 */
export function feesIn(
  currency: string,
  { list }: BillContext,
  seats: SeatFee,
  places: readonly ChargePlace[],
): readonly BillLine[] {
  if (currency === CONTRACT_UNITS) {
    return [];
  }
  const own = currency === list.currency ? seats.lines : seats.lines.filter(({ basis }) => basis === 'billed');
  return [...own, ...otherLicences(places)];
}

/** Money of the rows that a bill in `currency` leaves out: each named once. */
export function otherMoney(
  places: readonly ChargePlace[],
  currency: string,
  { list }: BillContext,
): readonly MissingPart[] {
  const isFee = (place: ChargePlace) => currency === CONTRACT_UNITS && isLicence(place) && place.billed !== 0;
  const found = places.map((place) => (isFee(place) && place.currency === currency ? list.currency : place.currency));
  const others = new Set(found.filter((other) => other !== currency));
  return [...others].map((detail) => missingPart('other-currency', { detail }));
}

/** Add-ons and tiers of the provider's rows. */
function otherLicences(places: readonly ChargePlace[]): readonly BillLine[] {
  return places
    .filter((place) => isLicence(place) && !SEATS.test(place.service) && place.billed !== 0)
    .map((place) => feeLine(place.service, Math.max(1, place.largest), place.billed, 'billed'));
}

/** The ledger that holds in this period; else what the plan includes, where it has any. */
export function creditOf({ list, connection, facts, period, wish }: BillContext, currency: string, day: Day) {
  const provider = connection.billing?.provider ?? '';
  const now = findPlan(list, provider, connection.billing?.plan ?? '', day);
  const plan = wish?.plan == null ? now : findPlan(list, provider, wish.plan, day);
  const isOther = (plan?.basePlan ?? plan?.plan) !== (now?.basePlan ?? now?.plan);
  const at = Math.min(period.end - 1, Math.max(period.start, facts.credit?.asOf ?? period.start));
  const ledger = currentLedger(facts.credit?.value ?? [], at, currency);
  if (ledger !== null && !isOther) {
    return { total: toMicros(ledger.total), used: toMicros(ledger.total - ledger.remaining), told: true };
  }
  const hasNone = plan === null || (tellsNone(facts) && !isOther);
  const listed = hasNone ? 0 : (planCredit(list, plan, day) ?? 0);
  const included = isOther ? listed : ownCredit(facts, period, currency, listed);
  return included === 0 ? null : { total: included, used: null, told: false };
}

/** A provider that answers without any ledger has told that there is no credit; one of other times has not. */
function tellsNone({ account, credit }: BillContext['facts']): boolean {
  return account?.value.hasCredit === false || credit?.value.length === 0;
}

/**
 * A cycle's credit by the ledger of the nearest one: a provider that tells only the ledger of now tells how large the
 * account's own credit is, which the price list does not know. `listed` stands without one, and where the plan has none.
 */
function ownCredit(
  { credit }: BillContext['facts'],
  period: BillContext['period'],
  currency: string,
  listed: Micros,
): Micros {
  const cycles = (credit?.value ?? []).flatMap(({ unit, total, start, end }) =>
    unit === currency && start !== null && end !== null && end - start <= LONGEST_CYCLE
      ? [{ total, away: Math.abs(start - period.start) }]
      : [],
  );
  const [nearest] = cycles.sort((a, b) => a.away - b.away);
  return nearest === undefined || listed === 0 ? listed : toMicros(nearest.total);
}
